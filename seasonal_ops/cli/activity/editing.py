"""`activity edit|status`: what is said of an activity, and how its delivery goes."""

from typing import Any

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.activity.group import activity
from seasonal_ops.cli.activity.reading import show_activity
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import words
from seasonal_ops.errors import BadValue
from seasonal_ops.planning import Edit
from seasonal_ops.words import ActorKind, Sensitivity, Status


@activity.command(epilog='Example: seasonal-ops activity edit 7 --location "Fire station" --ring 3')
@click.argument("activity_id", metavar="ID", type=int)
@click.option("--title", help="What partners read in calendar and mail.")
@click.option("--location", help="Where it is.")
@click.option("--meet", help="Where those on duty meet.")
@click.option("--description", help="What is to be done.")
@click.option("--theme", help="What it is about.")
@click.option("--phase", help="In which stretch of the plan it stands.")
@click.option("--sensitivity", type=words(Sensitivity), help="How much calendars and mails may show.")
@click.option("--ring", type=int, metavar="CONTACT", help="Whom to ring on the night; 0 for nobody.")
@json_option
@click.pass_obj
def edit(app: App, /, *, activity_id: int, sensitivity: str | None, as_json: bool, **texts: Any) -> None:
    """Change what is said of an activity; an empty text takes it away."""
    change = Edit(sensitivity=Sensitivity(sensitivity) if sensitivity else None, **texts)
    if change.empty:
        raise BadValue("nothing is to be changed; give --title, --location or another option")
    with app.database.write() as session:
        planning.edit_activity(
            session, activity_id=activity_id, edit=change, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: show_activity(view))


@activity.command(epilog="Example: seasonal-ops activity status 7 delivered")
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("status", type=words(Status), metavar="STATUS")
@click.option("--note", help="What there is to say about it; without it the note before stays.")
@json_option
@click.pass_obj
def status(app: App, activity_id: int, status: str, note: str | None, as_json: bool) -> None:
    """Say how delivery goes: planned, doing, delivered, partly, not-delivered, cancelled."""
    with app.database.write() as session:
        planning.set_status(
            session,
            activity_id=activity_id,
            status=Status(status),
            note=note,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: say(f"{view.title}: {view.status.value}"))
