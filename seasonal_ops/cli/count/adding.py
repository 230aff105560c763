"""`count add`, `count nil`: one value, or the word that there was none."""

from typing import Any

import click

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.count.group import count, in_words
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE, NEGATIVES, words
from seasonal_ops.errors import BadValue
from seasonal_ops.models import key
from seasonal_ops.names import joined
from seasonal_ops.transfer.counts.values import typed
from seasonal_ops.views import CountView
from seasonal_ops.words import ActorKind, CountStatus, MeasureKind, Qualifier


@count.command(
    context_settings=NEGATIVES,
    epilog="Example: seasonal-ops count add bright-sparx-2026 asb-calls 30 --date 2026-10-30",
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.argument("value")
@click.option("--date", "on", type=DATE, required=True, help="The day or night that it is of.")
@click.option("--until", type=DATE, help="The last day, when it is one value for several days.")
@click.option("--area", help="A ward or hotspot (see area list); without it, the whole district.")
@click.option("--activity", type=int, metavar="ID", help="The activity at which it was counted.")
@click.option("--unit", help="The unit it is in, to be held against the measure's.")
@click.option("--qualifier", type=words(Qualifier), default=Qualifier.EXACT.value, show_default=True)
@click.option("--status", type=words(CountStatus), help="Default: as it stands, else provisional.")
@click.option("--as-at", type=DATE, help="When the agency's figure stood so; default: today.")
@click.option("--source", default="", help="Where the figure comes from.")
@click.option("--quote", default="", help="The source's own words.")
@click.option("--reason", default="", help="Why an unusual value is right.")
@click.option(
    "--baseline",
    is_flag=True,
    help="Of an earlier season or from before the window (1990 to its last day): kept for comparisons.",
)
@click.option("--correct", is_flag=True, help="Replace what is recorded; the old value is kept.")
@json_option
@click.pass_obj
def add(app: App, /, *, plan_name: str, measure_name: str, as_json: bool, **said: Any) -> None:
    """Record VALUE of MEASURE, such as 30 or "about 30"; 0 is a real zero, no record is missing.

    A percentage of a survey may be given as 150/200: how many of how many said so.
    """
    said["qualifier"] = Qualifier(said["qualifier"])
    said["status"] = CountStatus(said["status"]) if said["status"] else None
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        measure = counting.find_measure(session, plan, measure_name)
        added = counting.add_count(
            session,
            plan=plan,
            measure=measure,
            new=counting.NewCount(**said | _meant(said["value"], measure.kind, said["qualifier"])),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        (view,) = queries.counts(session, plan, ids=[key(added.row)])
    emit(view, as_json=as_json, text=lambda: say(_told(view, added)))


def _meant(value: str, kind: MeasureKind, qualifier: Qualifier) -> dict[str, Any]:
    """The value and its qualifier, which may be said in the value itself, as in a sheet."""
    found = typed(value, kind)
    if found.qualifier not in (None, qualifier) and qualifier is not Qualifier.EXACT:
        raise BadValue(f"the value says {found.qualifier}, its qualifier {qualifier}; keep one of the two")
    return {"value": found.value, "qualifier": found.qualifier or qualifier}


@count.command(epilog="Example: seasonal-ops count nil bright-sparx-2026 injuries --date 2026-10-30")
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.option("--date", "on", type=DATE, required=True, help="The day or night on which there was none.")
@click.option("--until", type=DATE, help="The last of several days, each with none.")
@click.option("--area", help="A ward or hotspot (see area list); without it, the whole district.")
@click.option("--source", default="", help="Who says so.")
@click.option("--reason", default="", help="Why an unusual zero is right.")
@click.option("--baseline", is_flag=True, help="Of an earlier season or from before the window.")
@click.option("--correct", is_flag=True, help="Replace what is recorded; the old value is kept.")
@json_option
@click.pass_obj
def nil(app: App, /, *, plan_name: str, measure_name: str, as_json: bool, **said: Any) -> None:
    """Record that there was none: a real zero for each date, which a blank is not."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        rows = counting.add_nils(
            session,
            plan=plan,
            measure=counting.find_measure(session, plan, measure_name),
            new=counting.NewCount(value="0", **said),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        views = queries.counts(session, plan, ids=[key(row) for row in rows])
    emit(views, as_json=as_json, text=lambda: _say_all(views))


def _told(view: CountView, added: counting.Added) -> str:
    if added.written:
        return f"recorded: {in_words(view)}"
    another = joined([name.replace("_", "-") for name in added.differs])
    rest = f"; to change its {another} add --correct" if another else ""
    return f"recorded already: {in_words(view)}{rest}"


def _say_all(views: list[CountView]) -> None:
    for view in views:
        say("recorded: " + in_words(view))
    if not views:
        say("nothing to record: it is recorded so already")
