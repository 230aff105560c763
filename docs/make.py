"""Makes what the documents show of the program: the command reference, the terminal UI, a report's charts.

`make docs` runs it; a test holds the reference against the program.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
        for sub in sorted(command.list_commands(context)):
            one = command.get_command(context, sub)
            assert one is not None
            below = one.make_context(sub, [], context, resilient_parsing=True)
            parts += [f"### {below.command_path}", _help(one, below)]
    return parts


def _help(command: click.Command, context: click.Context) -> str:
    context.max_content_width = 100
    context.terminal_width = 100
    return f"```\n{command.get_help(context).rstrip()}\n```"


@contextmanager
def example() -> Iterator[App]:
    """The worked example on a fixed day."""
    from seasonal_ops.cli.example import build
    from seasonal_ops.nights import local_today

    with tempfile.TemporaryDirectory() as folder:
        environment = {"SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/docs.db", "SEASONAL_OPS_NOW": NOW}
        app = App(load({}, environment, working_folder=Path(folder)))
        now: datetime = app.clock()
        with app.database.write() as session:
            build(session, key_=app.key, today=local_today(now, "Europe/London"), now=now)
        yield app
        app.database.dispose()


def picture(app: App) -> str:
    """The Today screen, as SVG."""
    from tui.app import SeasonalOps
    from tui.gateway import Gateway

    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    gateway = Gateway(lambda: app.database, app.actor(ActorKind.TUI), app.clock)
    ui = SeasonalOps(gateway, plan=f"bright-sparx-{app.today().year}")

    async def shown() -> str:
        async with ui.run_test(size=SIZE) as pilot:
            await ui.workers.wait_for_complete()
            await pilot.pause()
            return ui.export_screenshot(title="seasonal-ops")

    # A viewer that is not told to keep the spaces moves every column; one that shows a picture in a
    # page fetches no fonts from elsewhere.
    svg = asyncio.run(shown()).replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r",\s*url\([^)]*\) format\([^)]*\)", "", svg)


def charts(app: App) -> Iterator[tuple[str, bytes]]:
    """The two charts of a report's first page, as SVG: last year's season against the one before."""
    from seasonal_ops import queries
    from seasonal_ops.reports import choice, pictures
    from seasonal_ops.reports.gather import gather
    from seasonal_ops.words import Readers

    year = app.today().year - 1
    with app.database.read() as session:
        plan = queries.find_plan(session, f"bright-sparx-{year}")
        report = gather(session, plan, [str(year - 1)], readers=Readers.PARTNERSHIP, now=app.clock())
    by_night, by_year = (one(report.evaluation) for one in (choice.first_by_night, choice.first_by_year))
    assert by_night is not None
    assert by_year is not None
    yield "nights.svg", pictures.nights_picture(by_night, report).svg
    yield "years.svg", pictures.years_picture(by_year).svg


def main() -> None:
    """Write them."""
    (HERE / "commands.md").write_text(command_reference(), encoding="utf-8")
    with example() as app:
        (HERE / "pictures" / "today.svg").write_text(picture(app), encoding="utf-8")
        for name, drawn in charts(app):
            (HERE / "pictures" / name).write_bytes(drawn)


if __name__ == "__main__":
    main()
