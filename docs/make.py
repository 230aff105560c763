"""Makes what the documents show of the program: the command reference and the picture of the terminal UI.

`make docs` runs it; a test holds the reference against the program.
"""

import asyncio
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli import cli
from seasonal_ops.settings import load
from seasonal_ops.words import ActorKind

HERE: Final = Path(__file__).parent
# Three days before Bonfire Night: the night after Halloween, late enough for something to be overdue.
NOW: Final = "2026-11-02T14:02+00:00"
SIZE: Final = (100, 30)


def command_reference() -> str:
    """Every command with its help, as Markdown."""
    context = cli.make_context("seasonal-ops", [], resilient_parsing=True)
    parts = ["# Commands", "Made by `make docs` from the program's own help.", _help(cli, context)]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        parts += _with_children(name, command, context)
    return "\n\n".join(parts) + "\n"


def _with_children(name: str, command: click.Command, parent: click.Context) -> list[str]:
    context = command.make_context(name, [], parent, resilient_parsing=True)
    parts = [f"## {context.command_path}", _help(command, context)]
    if isinstance(command, click.Group):
        for sub, one in sorted(command.commands.items()):
            below = one.make_context(sub, [], context, resilient_parsing=True)
            parts += [f"### {below.command_path}", _help(one, below)]
    return parts


def _help(command: click.Command, context: click.Context) -> str:
    context.max_content_width = 100
    context.terminal_width = 100
    return f"```\n{command.get_help(context).rstrip()}\n```"


def picture(folder: Path) -> str:
    """The Today screen of the worked example on a fixed day, as SVG."""
    from seasonal_ops.cli.example import build
    from seasonal_ops.nights import local_today
    from tui.app import SeasonalOps
    from tui.gateway import Gateway

    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    environment = {"SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/docs.db", "SEASONAL_OPS_NOW": NOW}
    app = App(load({}, environment, working_folder=folder))
    now: datetime = app.clock()
    with app.database.write() as session:
        build(session, key_=app.key, today=local_today(now, "Europe/London"), now=now)
    gateway = Gateway(lambda: app.database, app.actor(ActorKind.TUI), app.clock)
    ui = SeasonalOps(gateway, plan=f"bright-sparx-{now.year}")

    async def shown() -> str:
        async with ui.run_test(size=SIZE) as pilot:
            await ui.workers.wait_for_complete()
            await pilot.pause()
            return ui.export_screenshot(title="seasonal-ops")

    # A viewer that is not told to keep the spaces moves every column; one that shows a picture in a
    # page fetches no fonts from elsewhere.
    svg = asyncio.run(shown()).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r",\s*url\([^)]*\) format\([^)]*\)", "", svg)


def main() -> None:
    """Write them."""
    (HERE / "commands.md").write_text(command_reference(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (HERE / "pictures" / "today.svg").write_text(picture(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
