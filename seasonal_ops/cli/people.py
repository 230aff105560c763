"""`assign`, `unassign`, `respond`, `partner …`."""

from datetime import date

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.contact import standing
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE, words
from seasonal_ops.models import key
from seasonal_ops.views import PartnerView
from seasonal_ops.words import ActorKind, Answer, Role


@click.command(epilog="Example: seasonal-ops assign 7 fire-and-rescue --role lead")
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("partner_name", metavar="PARTNER")
@click.option("--role", type=words(Role), default=Role.SUPPORT.value, show_default=True)
@json_option
@click.pass_obj
def assign(app: App, activity_id: int, partner_name: str, role: str, as_json: bool) -> None:
    """Ask PARTNER to lead or support activity ID; several leads are allowed."""
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        planning.assign(
            session,
            activity_id=activity_id,
            partner_id=key(row),
            role=Role(role),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
        reached = queries.partner(session, row)
    emit(view, as_json=as_json, text=lambda: _assigned(reached, role, view.title))


def _assigned(partner: PartnerView, role: str, title: str) -> None:
    say(f"{partner.name} is asked to {role} {title}")
    for note in phrases.unreached([partner]):
        say(note)


@click.command(epilog="Example: seasonal-ops unassign 7 fire-and-rescue")
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("partner_name", metavar="PARTNER")
@json_option
@click.pass_obj
def unassign(app: App, activity_id: int, partner_name: str, as_json: bool) -> None:
    """PARTNER is no longer asked; its calendar shows so."""
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        planning.unassign(
            session,
            activity_id=activity_id,
            partner_id=key(row),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: say(f"{row.name} is no longer asked for {view.title}"))


@click.command(epilog='Example: seasonal-ops respond 7 police accepted --note "by phone"')
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("partner_name", metavar="PARTNER")
@click.argument("answer", type=words(Answer, without=(Answer.ASKED,)))
@click.option("--date", "on", type=DATE, help="The date that is proposed instead.")
@click.option("--note", default="", help='How it was learnt: "by phone".')
@json_option
@click.pass_obj
def respond(
    app: App, *, activity_id: int, partner_name: str, answer: str, on: date | None, note: str, as_json: bool
) -> None:
    """Record what PARTNER said: accepted, declined, or proposed another --date."""
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        planning.respond(
            session,
            activity_id=activity_id,
            partner_id=key(row),
            answer=Answer(answer),
            on=on,
            note=note,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
    instead = f" {phrases.day(on)}" if on else ""
    emit(view, as_json=as_json, text=lambda: say(f"{row.name}: {answer}{instead}, {view.title}"))


@click.group(epilog="Example: seasonal-ops partner list")
def partner() -> None:
    """The agencies that plans ask."""


@partner.command("list", epilog="Example: seasonal-ops partner list --json")
@json_option
@click.pass_obj
def list_partners(app: App, as_json: bool) -> None:
    """All partners."""
    with app.database.read() as session:
        views = queries.partners(session)
    rows = [(view.slug, view.name, f"{view.contacts} contacts", f"{view.assigned} asked") for view in views]
    none = "there is no partner yet; a new plan brings its own, or: seasonal-ops partner add NAME"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@partner.command("show", epilog="Example: seasonal-ops partner show fire-and-rescue")
@click.argument("partner_name", metavar="PARTNER")
@json_option
@click.pass_obj
def show_partner(app: App, partner_name: str, as_json: bool) -> None:
    """One partner with its contacts."""
    with app.database.read() as session:
        row = queries.find_partner(session, partner_name)
        view = queries.partner(session, row)
        contacts = queries.contacts(session, partner_id=view.id)

    def text() -> None:
        _show_partner(view)
        for one in contacts:
            stands = f"  ({', '.join(standing(one))})" if standing(one) else ""
            say(f"  {one.id}  {one.address}  {one.name}  {one.phone}".rstrip() + stands)

    emit(view, as_json=as_json, text=text)


@partner.command("add", epilog='Example: seasonal-ops partner add "Ormskirk Rotary" --capacity 1')
@click.argument("name")
@click.option("--capacity", type=int, help="How many activities it can man in one night.")
@json_option
@click.pass_obj
def add_partner(app: App, name: str, capacity: int | None, as_json: bool) -> None:
    """Make an agency known."""
    with app.database.write() as session:
        row = planning.add_partner(
            session, name=name, capacity=capacity, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = queries.partner(session, row)
    emit(view, as_json=as_json, text=lambda: say(f"{view.name} is known as {view.slug}"))


@partner.command("edit", epilog="Example: seasonal-ops partner edit police --capacity 3")
@click.argument("partner_name", metavar="PARTNER")
@click.option("--capacity", type=int, required=True, help="How many activities it can man; 0 for not said.")
@json_option
@click.pass_obj
def edit_partner(app: App, partner_name: str, capacity: int, as_json: bool) -> None:
    """Say how much PARTNER can man in one night."""
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        planning.set_capacity(
            session,
            partner_id=key(row),
            capacity=capacity or None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.partner(session, row)
    emit(view, as_json=as_json, text=lambda: _show_partner(view))


def _show_partner(view: PartnerView) -> None:
    capacity = "capacity not said" if view.capacity is None else f"{view.capacity} activities a night"
    say(f"{view.slug}: {view.name}, {capacity}, {view.assigned} asked")
