"""`doctor`: what is wrong with the set-up, and how to mend it."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

import click
from sqlmodel import Session

from seasonal_ops.bootstrap import DEFAULT_PORT, App
from seasonal_ops.checkup import channels, outgoing, storage, surroundings
from seasonal_ops.checkup.shapes import Checked, defect, ok, refused, warning
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused, SeasonalOpsError
from seasonal_ops.models import WEB, Heartbeat
from seasonal_ops.planning.addresses import accept_email
from seasonal_ops.reminders.shapes import message_id
from seasonal_ops.settings import PREFIX, Settings
from seasonal_ops.views import PlanView
from seasonal_ops.words import Channel, Health

_SIGNS: Final = {Health.OK: "✔", Health.WARNING: "!", Health.DEFECT: "✗"}


@click.command(epilog="Example: seasonal-ops doctor --send you@council.example")
@click.option("--send", "address", metavar="ADDRESS", help="Also send a mail there, to see that it arrives.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, address: str | None, as_json: bool) -> None:
    """Look at settings, database, key, scheduler and every channel; exit 1 when something is wrong."""
    app: App = ctx.obj
    found = list(_all(app, address))

    def text() -> None:
        for one in found:
            say(f"{_SIGNS[one.state]} {one.state.value:7}  {one.check}: {one.sentence}")
            if one.way_out:
                say(f"           → {one.way_out}")

    emit(found, as_json=as_json, text=text)
    if any(one.state is Health.DEFECT for one in found):
        ctx.exit(1)


def _all(app: App, address: str | None) -> Iterator[Checked]:
    yield from settings(app.settings)
    yield surroundings.feed_folder(app.settings.feed_dir)
    yield _templates(app)
    try:
        database = app.found_database
    except SeasonalOpsError as error:
        yield refused("database", error)
    else:
        yield from _database(app, database)
    if address is not None:
        yield _test_mail(app, address)


def _templates(app: App) -> Checked:
    """Are the partnership's own such that messages can be written on them?"""
    try:
        _ = app.letterhead
    except SeasonalOpsError as error:
        see = f"mend it, and try again: seasonal-ops remind templates {app.settings.mail_templates} --check"
        return defect("mail templates", str(error), see)
    own = app.settings.mail_templates
    return ok("mail templates", "those of the program" if own is None else f"those in {own} can be used")


def settings(given: Settings) -> Iterator[Checked]:
    """Each setting, its value (a secret masked) and where it came from."""
    for name in sorted(one.name for one in fields(Settings) if one.name != "origin"):
        value = getattr(given, name)
        if value is not None:
            yield ok("setting", f"{PREFIX}{name.upper()} is {_shown(name, value)} ({given.origin[name]})")


def _shown(name: str, value: Any) -> str:
    if name == "smtp_password":
        return "set, and not shown"
    if name in ("database", "proxy") and "@" in str(value):
        before, _, after = str(value).rpartition("@")
        user = urlsplit(before).netloc.partition(":")[0]
        return f"{urlsplit(before).scheme}://{user}@{after}"
    return str(value)


def _database(app: App, database: Database) -> Iterator[Checked]:
    if database.path is not None and not database.path.exists():
        yield warning("database", f"{database.path} is not there yet", "seasonal-ops init makes it")
        return
    fixed = app.settings.now is not None
    if fixed:
        yield warning("clock", "it stands still: SEASONAL_OPS_NOW is set", "unset it outside of tests")
    looked = list(storage.storage(database, app.clock(), None if fixed else lambda: datetime.now(UTC)))
    yield from looked
    if looked[0].state is Health.DEFECT:
        return
    with database.read() as session:
        live = outgoing.live_plans(session, app.today())
        yield from _rows(app, session, live)
        webhooks = channels.webhooks(session, app.today())
    yield from _channels(app, webhooks, live=bool(live))


def _rows(app: App, session: Session, live: Sequence[PlanView]) -> Iterator[Checked]:
    web = session.get(Heartbeat, WEB)
    listens = web.detail if web else f"http://127.0.0.1:{DEFAULT_PORT}"
    yield _key(app, session)
    yield surroundings.base_url(app.settings.base_url, listens)
    yield surroundings.holidays(live, app.today())
    yield from outgoing.outgoing(session, live, app.clock())


def _key(app: App, session: Session) -> Checked:
    try:
        app.require_key()
    except SeasonalOpsError as error:
        return refused("key", error)
    return surroundings.key_file(session, app.settings.secret_file)


def _channels(app: App, webhooks: list[str], *, live: bool) -> Iterator[Checked]:
    try:
        transports = app.transports()
    except SeasonalOpsError as error:
        yield refused("mail", error)
        return
    sender = app.settings.mail_from or ""
    yield from channels.channels(transports, sender=sender, webhooks=webhooks, live=live)


def _test_mail(app: App, address: str) -> Checked:
    try:
        address = accept_email(address)
        transport = app.transports().get(Channel.MAIL)
        if transport is None:
            raise Refused("no mail server is set; set SEASONAL_OPS_SMTP_HOST and SEASONAL_OPS_MAIL_FROM")
    except SeasonalOpsError as error:
        return refused("test mail", error)
    identity = message_id(f"doctor|{secrets.token_hex(16)}")
    return channels.test_mail(transport, address, now=app.clock(), message_id=identity)
