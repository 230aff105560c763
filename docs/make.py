"""Makes what the documents show of the program: the command reference, the terminal UI, a report's charts.

`make docs` runs it; tests make all of it again and compare.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click
import scenes
from scenes import SCENES, Scene

from seasonal_ops.bootstrap import App
from seasonal_ops.cli import cli
from seasonal_ops.reminders.transport import Message
from seasonal_ops.settings import load
from seasonal_ops.words import Channel
from tui.frame.signs import SIGNS
from tui.keymap import GROUPS

HERE: Final = Path(__file__).parent
# Three days before Bonfire Night: the night after Halloween, late enough for something to be overdue.
NOW: Final = "2026-11-02T14:02+00:00"
_KEYS_FROM: Final = "<!-- keys: made by make docs from tui/keymap.py -->"
_KEYS_UNTIL: Final = "<!-- end of keys -->"


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


def with_keys(page: str) -> str:
    """The guide to the terminal UI with every key and sign, from where the help has them."""
    parts = []
    for title, keys in GROUPS.items():
        rows = [f"| {_named(key.shown)} | {key.does} |" for key in keys]
        parts += [f"**{title}**", "\n".join(["| key | does |", "|---|---|", *rows])]
    signs = [f"| {_named(sign)} | {means} |" for sign, means in SIGNS]
    parts += ["**Signs**", "\n".join(["| sign | means |", "|---|---|", *signs])]
    before, _, rest = page.partition(_KEYS_FROM)
    _, _, after = rest.partition(_KEYS_UNTIL)
    return "\n\n".join([before + _KEYS_FROM, *parts, _KEYS_UNTIL + after])


def _named(shown: str) -> str:
    return " ".join(f"`{name}`" for name in shown.split())


@contextmanager
def example() -> Iterator[App]:
    """The worked example on a fixed day."""
    from seasonal_ops.cli.example import build
    from seasonal_ops.nights import local_today

    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        now: datetime = app.clock()
        with app.database.write() as session:
            build(session, key_=app.key, today=local_today(now, "Europe/London"), now=now)
        _serve(app, now)
        app.database.dispose()
        yield app
        app.database.dispose()


def _serve(app: App, now: datetime) -> None:
    """As if `serve` ran: what is due was sent, and two of the three calendars ask for their feed."""
    from seasonal_ops.models import Feed
    from seasonal_ops.reminders.sending import run_once, signs

    post = {Channel.MAIL: _Taken(), Channel.WEBHOOK: _Taken()}
    run_once(app.database, transports=post, clock=app.clock, worker="docs", letterhead=app.letterhead)
    with app.database.write() as session:
        signs.beat(session, worker="docs", now=now)
        for feed_id, (minutes, client) in enumerate(((25, "Outlook"), (190, "Google Calendar")), start=1):
            feed = session.get_one(Feed, feed_id)
            feed.last_fetched, feed.last_client = now - timedelta(minutes=minutes), client


class _Taken:
    """Takes every message, and sends none."""

    def send(self, message: Message) -> None:
        """Taken."""

    def check(self, address: str) -> None:
        """It would be."""


def _app(folder: Path) -> App:
    environment = {
        "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/docs.db",
        "SEASONAL_OPS_NOW": NOW,
        "SEASONAL_OPS_ACTOR": "lead",
        "SEASONAL_OPS_BASE_URL": "https://calendar.council.example",
    }
    return App(load({}, environment, working_folder=folder))


def picture(app: App, scene: Scene) -> str:
    """What the scene shows of the example, as SVG; it has a copy of it for itself."""
    plan = f"{scene.plan}-{app.today().year}" if scene.plan else None
    with tempfile.TemporaryDirectory() as folder:
        for one in app.settings.secret_file.parent.iterdir():
            shutil.copy(one, folder)
        own = _app(Path(folder))
        try:
            return scenes.picture(scene, own.gateway(), plan)
        finally:
            own.database.dispose()


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
    # Textual lets go of timers that pause, which asyncio tells at length.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    (HERE / "commands.md").write_text(command_reference(), encoding="utf-8")
    guide = HERE / "terminal.md"
    guide.write_text(with_keys(guide.read_text(encoding="utf-8")), encoding="utf-8")
    with example() as app:
        for name, scene in SCENES.items():
            (HERE / "pictures" / f"{name}.svg").write_text(picture(app, scene), encoding="utf-8")
        for name, drawn in charts(app):
            (HERE / "pictures" / name).write_bytes(drawn)


if __name__ == "__main__":
    main()
