"""`count withdraw`: what was recorded in a wrong place is missing again."""

from typing import Any

import click

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.count.group import count, in_words
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE
from seasonal_ops.words import ActorKind


@count.command(
    epilog="Example: seasonal-ops count withdraw bright-sparx-2026 asb-calls --date 2026-10-30"
    " --reason 'of another night'"
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.option("--date", "on", type=DATE, required=True, help="The day or night that it is recorded of.")
@click.option("--until", type=DATE, help="The last day, when it is one value for several days.")
@click.option("--area", help="A ward or hotspot (see area list); without it, the whole district.")
@click.option("--activity", type=int, metavar="ID", help="The activity at which it was counted.")
@click.option("--reason", required=True, help="Why it is not of there.")
@json_option
@click.pass_obj
def withdraw(app: App, /, *, plan_name: str, measure_name: str, as_json: bool, **said: Any) -> None:
    """Take out a value that was recorded of a wrong date, area or activity: it is missing again, not zero.

    Its history keeps it; a wrong number in the right place is replaced with count add --correct.
    """
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        measure = counting.find_measure(session, plan, measure_name)
        row = counting.withdraw(
            session,
            plan=plan,
            measure=measure,
            wrong=counting.NewCount(value="", **said),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        views = queries.count_history(session, plan, measure=row.measure_id, on=row.on)
    at = next(n for n, view in enumerate(views) if view.id == row.id)
    gone, was = views[at : at + 2]
    emit(gone, as_json=as_json, text=lambda: say(f"withdrawn: {in_words(was)}; it is missing again"))
