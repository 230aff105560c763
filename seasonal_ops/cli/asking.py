"""`assign`, `unassign`, `respond`: who is asked, and what they say."""

from datetime import date

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE, words
from seasonal_ops.models import key
from seasonal_ops.views import PartnerView
from seasonal_ops.views import as_json as as_plain
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


@click.command(epilog='Example: seasonal-ops respond 7 police accepted --activity 9 --note "by phone"')
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("partner_name", metavar="PARTNER")
@click.argument("answer", type=words(Answer, without=(Answer.ASKED,)))
@click.option(
    "--activity", "more", type=int, multiple=True, metavar="ID", help="Of this one too; may be repeated."
)
@click.option("--date", "on", type=DATE, help="The date that is proposed instead.")
@click.option("--note", default="", help='How it was learnt: "by phone".')
@json_option
@click.pass_obj
def respond(
    app: App,
    *,
    activity_id: int,
    partner_name: str,
    answer: str,
    more: tuple[int, ...],
    on: date | None,
    note: str,
    as_json: bool,
) -> None:
    """Record what PARTNER said: accepted, declined, or proposed another --date.

    With --activity it said the same of several; all answers are kept, or none. For everybody who sits at a
    meeting see: seasonal-ops meeting answer --help
    """
    ids = list(dict.fromkeys((activity_id, *more)))
    with app.database.write() as session:
        row = queries.find_partner(session, partner_name)
        for one in ids:
            planning.respond(
                session,
                activity_id=one,
                partner_id=key(row),
                answer=Answer(answer),
                on=on,
                note=note,
                actor=app.actor(ActorKind.CLI),
                now=app.clock(),
            )
        views = [queries.activity(session, one) for one in ids]
    instead = f" {phrases.day(on)}" if on else ""

    def text() -> None:
        for view in views:
            say(f"{row.name}: {answer}{instead}, {view.title}")

    emit({**as_plain(views[0]), "also": views[1:]}, as_json=as_json, text=text)
