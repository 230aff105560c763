"""The group that the commands on counts belong to, and how a count reads in a line."""

import click

from seasonal_ops.cli import phrases
from seasonal_ops.views import CountView
from seasonal_ops.words import Qualifier


@click.group(epilog="Example: seasonal-ops count add bright-sparx-2026 asb-calls 30 --date 2026-10-30")
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
    state = f"approved by {view.approved_by}" if view.approved_by else view.status.value
    return f"{view.measure}{area}{at}, {dates(view)}: {value(view)} ({state})"
