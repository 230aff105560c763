"""`backup`, `restore`: the whole database as one file, and back."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from seasonal_ops import backups
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import say
from seasonal_ops.errors import Refused
from seasonal_ops.reminders.outbox import marks
from seasonal_ops.words import ActorKind

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(epilog="Example: seasonal-ops backup /srv/backups/plans-2026-10-30.db")
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@click.pass_obj
def backup(app: App, file: Path, force: bool) -> None:
    """Write the whole database into FILE, one SQLite file whatever the database is; serve may run on."""
    with _progress() as step:
        held = backups.make(app.database, file, force=force, progress=step)
    say(f"wrote {file}: {_holds(held, app)}")
    say(f"keep the server's key too, and apart from it: {app.settings.secret_file}; it is not in the backup")


@click.command(epilog="Example: seasonal-ops restore /srv/backups/plans-2026-10-30.db")
@click.argument("file", metavar="FILE", type=_FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(app: App, file: Path, yes: bool) -> None:
    """Put FILE in the place of the database, which is kept; what may have been sent since is held."""
    found = backups.inspect(file)
    say(f"{file}: {_holds(found, app)}")
    if not yes:
        _ask(app)
    done = backups.restore(app.unchecked_database, file, now=app.clock(), actor=app.actor(ActorKind.CLI))
    marks.lower(app.database, app.mark)
    say("restored")
    if done.kept is not None:
        say(f"what was there before is kept as {done.kept}")
    if done.held:
        say(f"{done.held} reminders that are due may have been sent since and are held:")
        say("  seasonal-ops remind list --state held   to see them")
        say("  seasonal-ops remind release --all       to send them")
        say("  seasonal-ops remind settle --held       to count them as sent")
    say("addresses of feeds that were shut since answer again: seasonal-ops feed list")


def _holds(found: backups.Contents, app: App) -> str:
    plans = ", ".join(found.plans) or "no plan"
    facts = f"{found.facts} facts, the chain ends in {found.head[:16]}" if found.facts else "no facts"
    known = f"; it knows what happened until {_local(found.known_until, app)}" if found.known_until else ""
    return f"{plans}; {facts}{known}"


def _local(moment: datetime, app: App) -> str:
    return f"{moment.astimezone(ZoneInfo(app.settings.time_zone)):%a %d %b %Y %H:%M}"


def _ask(app: App) -> None:
    if not sys.stdin.isatty():
        raise Refused("restore replaces the database; without a terminal to ask on, say so with --yes")
    database = app.unchecked_database
    shown = database.path or database.url.render_as_string(hide_password=True)
    click.confirm(f"put it in the place of {shown}?", abort=True)


def _progress() -> AbstractContextManager[Callable[[int, int], None] | None]:
    """A bar on a terminal, and nothing elsewhere."""
    return _bar() if sys.stderr.isatty() else nullcontext(None)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    with click.progressbar(length=1, label="copying", file=sys.stderr) as bar:

        def step(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield step
