"""`demo`: the worked example, with feeds served, mail caught and the terminal UI open."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click
from platformdirs import user_data_path

from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import say, table
from seasonal_ops.errors import ServerTrouble
from seasonal_ops.nights import local_today
from seasonal_ops.settings import APP


@click.command(epilog="Example: seasonal-ops demo --no-tui")
@click.option("--no-tui", is_flag=True, help="Print Today, the addresses and the mails instead.")
@click.pass_obj
def demo(app: App, no_tui: bool) -> None:
    """The worked example: three seasons in a database of their own; mail stays on this machine."""
    folder = user_data_path(APP, appauthor=False) / "demo"
    today = local_today(app.clock(), app.settings.time_zone)
    with _mailbox(folder / "mail") as port:
        shown = App(
            replace(
                app.settings,
                database=f"sqlite:///{_database(app, folder, today)}",
                secret_file=folder / f"seasons-{today}.key",
                base_url=None,
                # The folders of a partnership that works with the program are not the example's.
                feed_dir=None,
                backup_dir=None,
                smtp_host="127.0.0.1",
                smtp_port=port,
                smtp_security="none",
                smtp_username=None,
                smtp_password=None,
                mail_from="seasonal-ops@demo.example",
            )
        )
        with _serving(shown):
            _show(shown, folder / "mail", open_tui=not no_tui and _at_a_terminal())


def _at_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


@contextlib.contextmanager
def _mailbox(folder: Path) -> Iterator[int]:
    from integrations.mailbox import CatchAll

    with CatchAll(folder) as box:
        yield box.port


def _database(app: App, folder: Path, today: date) -> Path:
    """Today's example: made when it is not there, kept (with what was tried in it) when it is."""
    path = folder / f"seasons-{today}.db"
    if path.exists():
        return path
    say("setting up three seasons …")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in (*folder.glob("seasons-*"), *folder.glob("mail/*.eml")):
        old.unlink(missing_ok=True)
    building = folder / "building"
    shutil.rmtree(building, ignore_errors=True)
    fresh = App(
        replace(
            app.settings, database=f"sqlite:///{building / path.name}", secret_file=path.with_suffix(".key")
        )
    )
    from seasonal_ops.cli.example import build

    with fresh.database.write() as session:
        build(session, key_=fresh.key, today=today, now=app.clock())
    fresh.database.dispose()
    # Renamed when it is whole: an example that was interrupted is made anew.
    (building / path.name).replace(path)
    building.rmdir()
    return path


@contextlib.contextmanager
def _serving(app: App) -> Iterator[None]:
    """Feeds and scheduler in the background, as `serve` runs them."""
    from integrations.web.server import background
    from seasonal_ops.bootstrap import DEFAULT_PORT

    scheduler = app.scheduler()
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(background(app.web(), port=DEFAULT_PORT))
        except ServerTrouble:
            # Another server of ours may be running: any other port serves an example as well.
            url = stack.enter_context(background(app.web()))
        app.listens(url)
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=True)


def _show(app: App, mail: Path, *, open_tui: bool) -> None:
    if open_tui:
        from tui.app import run

        run(app.gateway(), theme=app.settings.theme)
    _print(app, mail, with_today=not open_tui)


def _print(app: App, mail: Path, *, with_today: bool) -> None:
    from seasonal_ops import queries, sharing
    from seasonal_ops.cli.example import COUNTED
    from seasonal_ops.cli.remind import rows_of
    from seasonal_ops.cli.today import show
    from seasonal_ops.reminders.outbox.preview import preview

    now = app.clock()
    with app.database.read() as session:
        view = queries.today(session, now=now, time_zone=app.settings.time_zone)
        feeds = sharing.feed_views(session, key=app.key, base_url=app.base_url(session))
        coming = preview(session, at=now + timedelta(days=7), now=now)
        last_year = next(one for one in queries.plans(session) if one.template == COUNTED)
    if with_today:
        show(view, app_command(app))
    say()
    say("The anchors of these seasons are set around today; the counts are invented.")
    for plan in view.plans:
        given = ", ".join(f"{one.name} {phrases.day(one.on)}" for one in plan.anchors if one.given)
        say(f"  {plan.name}: {given}")
    say()
    say(f"What last year's counts show: {app_command(app)} evaluate {last_year.slug}")
    say(f"and as a report: {app_command(app)} report {last_year.slug} --format docx -o report.docx")
    say()
    say(f"Calendars, served while the demo runs, and by: {app_command(app)} serve")
    table([("  ", one.name, f"{one.events} events", one.url) for one in feeds], empty="none")
    say()
    say(
        f"Reminders of the next seven days, {len(coming)} in all; one mail a day and contact, kept in {mail}:"
    )
    rows = rows_of(coming, now)
    table(rows[:12], empty="  nothing is due")
    if len(rows) > 12:
        say(f"   … and {len(rows) - 12} more: {app_command(app)} remind preview")


def app_command(app: App) -> str:
    """How to reach the example with any other command."""
    return f"seasonal-ops --database {app.settings.database}"
