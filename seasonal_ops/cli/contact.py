"""`contact …`: persons, mailboxes and webhooks at partners."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import click

from seasonal_ops import planning, queries, tokens
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import HOURS
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, Partner, Plan, key
from seasonal_ops.names import quoted
from seasonal_ops.planning import NOT_QUIET, ContactEdit
from seasonal_ops.views import ContactView
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.words import ActorKind, Channel

_QUIET: Final = "From and until when (local) nothing is sent: 22:00-07:00."


@click.group(epilog="Example: seasonal-ops contact add fire-and-rescue duty@fire.example")
def contact() -> None:
    """Persons, mailboxes and webhooks at partners."""


@contact.command("list", epilog="Example: seasonal-ops contact list --json")
@json_option
@click.pass_obj
def list_contacts(app: App, as_json: bool) -> None:
    """All contacts that have not left."""
    with app.database.read() as session:
        views = queries.contacts(session)
    rows = [
        (view.id, view.partner, view.channel.value, view.address, view.name, ", ".join(standing(view)))
        for view in views
    ]
    none = "there is no contact yet: seasonal-ops contact add PARTNER EMAIL"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@contact.command("show", epilog="Example: seasonal-ops contact show 3")
@click.argument("contact_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def show_contact(app: App, contact_id: int, as_json: bool) -> None:
    """All of one contact; of a webhook also the secret that its messages are signed with."""
    with app.database.read() as session:
        view = queries.contact(session, contact_id)
        leads = [plan.slug for plan in queries.led_by(session, contact_id)]
    secret = _secret(app, view)
    data = {**as_plain(view), "leads": leads, "secret": secret}
    emit(data, as_json=as_json, text=lambda: _show(view, leads, secret))


def _secret(app: App, view: ContactView) -> str | None:
    if view.channel is not Channel.WEBHOOK:
        return None
    return tokens.webhook_secret_text(tokens.webhook_secret(app.key, view.id))


def _show(view: ContactView, leads: Sequence[str], secret: str | None = None) -> None:
    say(f"{view.id}  {view.address}  ({view.partner}, {view.channel.value})")
    told = {
        "name": view.name,
        "phone": view.phone,
        "leads" if view.left is None else "led": ", ".join(leads),
        "stands": ", ".join(standing(view)),
        "secret": secret,
    }
    for label, text in told.items():
        if text:
            say(f"  {label:<7} {text}")


def standing(view: ContactView) -> list[str]:
    """What keeps messages from it, or only now and then lets them through, in a few words each."""
    said = ["deputy"] if view.deputy else []
    if view.quiet_from is not None and view.quiet_to is not None:
        said.append(f"quiet {view.quiet_from:%H:%M}–{view.quiet_to:%H:%M}")
    if view.opted_out is not None:
        said.append(f"wants nothing since {phrases.day(view.opted_out)}")
    if view.left is not None:
        said.append(f"left on {phrases.day(view.left)}")
    return said


@contact.command(
    "add", epilog='Example: seasonal-ops contact add police sgt@police.example --name "Duty Sgt"'
)
@click.argument("partner_name", metavar="PARTNER")
@click.argument("address")
@click.option("--name", default="", help="Whose it is.")
@click.option("--phone", default="", help="Where it is rung on the night.")
@click.option("--deputy", is_flag=True, help="Asked only when the others do not answer.")
@click.option("--quiet", type=HOURS, default=NOT_QUIET, help=_QUIET)
@json_option
@click.pass_obj
def add_contact(app: App, /, *, partner_name: str, as_json: bool, **said: Any) -> None:
    """Make an ADDRESS of PARTNER known: an e-mail address, or the https:// address of a webhook."""
    with app.database.write() as session:
        made = planning.add_contact(
            session,
            partner_id=key(queries.find_partner(session, partner_name)),
            fingerprint_key=app.key,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
            **said,
        )
        view = queries.contact(session, key(made))
    emit(view, as_json=as_json, text=lambda: _say_added(view))


def _say_added(view: ContactView) -> None:
    say(f"{view.address} is contact {view.id} of {view.partner}")
    if view.channel is Channel.WEBHOOK:
        say(f"its messages are signed; give its developer the secret: seasonal-ops contact show {view.id}")


@contact.command("edit", epilog="Example: seasonal-ops contact edit 3 --quiet 22:00-07:00 --no-deputy")
@click.argument("contact_id", metavar="ID", type=int)
@click.option("--address", help="Where it is written to from now on; of the same kind.")
@click.option("--name", help="Whose it is.")
@click.option("--phone", help="Where it is rung on the night.")
@click.option(
    "--deputy/--no-deputy", default=None, help="Asked only when the others do not answer, or first."
)
@click.option("--quiet", type=HOURS, help=_QUIET)
@click.option("--no-quiet", is_flag=True, help="It may be written to at any time.")
@click.option(
    "--opt-out/--opt-in", "opted_out", default=None, help="It wants no messages, or wants them again."
)
@json_option
@click.pass_obj
def edit_contact(app: App, /, *, contact_id: int, no_quiet: bool, as_json: bool, **said: Any) -> None:
    """Change who a contact is and when it may be written to; an empty text takes it away."""
    change = _edit(ContactEdit(**said), no_quiet=no_quiet)
    with app.database.write() as session:
        planning.edit_contact(
            session,
            contact_id=contact_id,
            edit=change,
            fingerprint_key=app.key,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.contact(session, contact_id)
        leads = [plan.slug for plan in queries.led_by(session, contact_id)]
    emit(view, as_json=as_json, text=lambda: _show(view, leads))


def _edit(change: ContactEdit, *, no_quiet: bool) -> ContactEdit:
    if no_quiet and change.quiet is not None:
        raise BadValue("--quiet and --no-quiet say opposite things; give one of them")
    change = replace(change, quiet=NOT_QUIET) if no_quiet else change
    if change.empty:
        raise BadValue("nothing is to be changed; give --address, --name, --phone, --quiet or another option")
    return change


@contact.command("remove", epilog="Example: seasonal-ops contact remove 3")
@click.argument("contact_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def remove_contact(app: App, contact_id: int, as_json: bool) -> None:
    """A contact left: nothing is sent to it from now on."""
    with app.database.write() as session:
        row = planning.remove_contact(
            session,
            contact_id=contact_id,
            left_on=app.today(),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        led = queries.led_by(session, contact_id)
        rung = queries.rung_at(session, contact_id, app.today())
        partner = queries.partner(session, session.get_one(Partner, row.partner_id))
    data = {
        "id": contact_id,
        "left_on": row.left_on,
        "led": [plan.slug for plan in led],
        "rung": [one.id for one in rung],
        "reached": partner.reached,
    }
    lines = [f"contact {contact_id} gets nothing from now on", *map(_led, led), *map(_rung, rung)]
    lines += phrases.unreached([partner])
    emit(data, as_json=as_json, text=lambda: say("\n".join(lines)))


def _led(plan: Plan) -> str:
    return f"it led {plan.name}: name another with: seasonal-ops plan lead {plan.slug} CONTACT"


def _rung(one: Activity) -> str:
    way_out = f"seasonal-ops activity edit {one.id} --ring CONTACT"
    return f"it was to be rung on the night of {quoted(one.title)}: name another with: {way_out}"
