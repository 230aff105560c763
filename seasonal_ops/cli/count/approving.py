"""`count approve`, `count reopen`: somebody answers for what is recorded."""

from datetime import date

import click

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.count.group import count, in_words
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE
from seasonal_ops.models import key
from seasonal_ops.views import CountView
from seasonal_ops.words import ActorKind, CountStatus


@count.command(epilog="Example: seasonal-ops count approve bright-sparx-2026 asb-calls")
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="[MEASURE]", required=False)
@json_option
@click.pass_obj
def approve(app: App, plan_name: str, measure_name: str | None, as_json: bool) -> None:
    """Answer for what is recorded so far of MEASURE, or of all of PLAN: it is locked until it is reopened."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        rows = counting.approve(
            session,
            plan=plan,
            measure=counting.find_measure(session, plan, measure_name) if measure_name else None,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        views = queries.counts(session, plan, ids=[key(row) for row in rows])
    emit(views, as_json=as_json, text=lambda: _say_approved(views))


def _say_approved(views: list[CountView]) -> None:
    if not views:
        say("nothing to approve: all that is recorded is approved already")
        return
    say(f"approved: {len(views)} values, by {views[0].approved_by}")
    if provisional := sum(view.status is CountStatus.PROVISIONAL for view in views):
        say(f"note: {provisional} provisional among them: the agency may still correct it")


@count.command(
    epilog="Example: seasonal-ops count reopen bright-sparx-2026 asb-calls --reason 'late calls came in'"
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.option("--date", "on", type=DATE, help="Only what is of this date; default: all of the measure.")
@click.option("--reason", required=True, help="Why it is opened again.")
@json_option
@click.pass_obj
def reopen(
    app: App, *, plan_name: str, measure_name: str, on: date | None, reason: str, as_json: bool
) -> None:
    """Open approved values of MEASURE again, so that they may be corrected."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        rows = counting.reopen(
            session,
            plan=plan,
            measure=counting.find_measure(session, plan, measure_name),
            on=on,
            reason=reason,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        views = queries.counts(session, plan, ids=[key(row) for row in rows])

    def text() -> None:
        for view in views:
            say("open again: " + in_words(view))

    emit(views, as_json=as_json, text=text)
