"""`init`, `serve`, `tui`: the database, the server, the terminal UI."""

import gc
import logging
import logging.handlers
import sys

import click

from seasonal_ops.bootstrap import DEFAULT_PORT, App
from seasonal_ops.cli.output import say
from seasonal_ops.errors import Refused
from seasonal_ops.settings import THEMES


@click.command(epilog="Example: seasonal-ops init")
@click.pass_obj
def init(app: App) -> None:
    """Create the database, or bring it up to this version; safe to repeat."""
    from seasonal_ops import migrations

    database = app.unchecked_database
    migrations.upgrade(database)
    shown = database.path or database.url.render_as_string(hide_password=True)
    say(f"the database {shown} is ready (version {migrations.HEAD})")


@click.command(epilog="Example: seasonal-ops serve --port 8642")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 picks one."
)
@click.option("--only", type=click.Choice(["web", "scheduler"]), help="Only one half of it.")
@click.option("--access-log", metavar="FILE", help="A line a request, without tokens; - for stderr.")
@click.option("--identity", is_flag=True, help="Never compress, for a proxy that cannot cope with it.")
@click.pass_obj
def serve(
    app: App, *, host: str, port: int, only: str | None, access_log: str | None, identity: bool
) -> None:
    """Serve the feeds and keep the clock for reminders, until it is told to end (SIGTERM, Ctrl+C)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Its own lines tell every tick, which is every two seconds.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    if access_log is not None:
        _log_access(access_log)
    app.serve(
        host=host, port=port, only=only, compress=not identity, access_log=access_log is not None, ready=say
    )


def _log_access(to: str) -> None:
    """To a file of its own, which may be rotated away under it. Raises Refused when it cannot be written."""
    try:
        handler = logging.StreamHandler() if to == "-" else logging.handlers.WatchedFileHandler(to)
    except OSError as error:
        raise Refused(f"the access log {to} cannot be written: {error.strerror}") from error
    handler.setFormatter(logging.Formatter("%(message)s"))
    access = logging.getLogger("seasonal_ops.access")
    access.propagate = False
    access.addHandler(handler)


@click.command(epilog="Example: seasonal-ops tui --readonly")
@click.option("--readonly", is_flag=True, help="For showing it: nothing can be changed.")
@click.option("--plan", "plan_name", metavar="PLAN", help="Show only this plan at first.")
@click.option("--theme", type=click.Choice(THEMES), help="How it looks; NO_COLOR takes the colours away.")
@click.pass_obj
def tui(app: App, readonly: bool, plan_name: str | None, theme: str | None) -> None:
    """The terminal UI."""
    if not sys.stdout.isatty():
        raise Refused("the terminal UI needs a terminal; without one: seasonal-ops today --plain")
    # What is loaded now stays; the desk looks for garbage again when the first rows are shown.
    gc.disable()
    from tui.app import run

    sys.exit(run(app.gateway(), readonly=readonly, plan=plan_name, theme=theme or app.settings.theme))
