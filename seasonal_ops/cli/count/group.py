"""The group that the commands on counts belong to, and how a count reads in a line."""

import importlib
from typing import Final

import click

from seasonal_ops.cli import phrases
from seasonal_ops.views import CountView
from seasonal_ops.words import Qualifier

# By command, the module that has it: sheets take longer to load than one value to record.
_MODULES: Final = {
    "add": "adding",
    "approve": "approving",
    "history": "reading",
    "import": "importing",
    "list": "reading",
    "nil": "adding",
    "reopen": "approving",
    "returns": "reading",
    "template": "template",
    "withdraw": "withdrawing",
}


class _Group(click.Group):
    """Imports the module of the command that is called, which adds itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name in _MODULES:
            importlib.import_module(f"seasonal_ops.cli.count.{_MODULES[cmd_name]}")
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Group,
    epilog="Example: seasonal-ops count add bright-sparx-2026 asb-calls 30 --date 2026-10-30",
)
def count() -> None:
    """Record what was counted, and see it."""


def dates(view: CountView) -> str:
    """`Fri 30 Oct 2026`, or the first and the last day of a period."""
    last = "" if view.until == view.on else f" to {phrases.day(view.until)}"
    return phrases.day(view.on) + last


def value(view: CountView) -> str:
    """`about 30`, `75 (150 of 200)`, `0, a nil return`."""
    about = "" if view.qualifier is Qualifier.EXACT else f"{view.qualifier} "
    said = view.text if view.value is None else f"{view.value:f}"
    of = f" ({view.yes} of {view.answered})" if view.answered is not None else ""
    return f"{about}{said}{of}" + (", a nil return" if view.nil else "")


def in_words(view: CountView) -> str:
    """`asb-calls in Tanhouse, Fri 30 Oct 2026: about 30 (provisional)`."""
    area = f" in {view.area}" if view.area else ""
    at = f" at activity {view.activity}" if view.activity is not None else ""
    place = f"{view.measure}{area}{at}, {dates(view)}"
    if view.withdrawn:
        return f"{place}: withdrawn"
    state = f"approved by {view.approved_by}" if view.approved_by else view.status.value
    return f"{place}: {value(view)} ({state})"
