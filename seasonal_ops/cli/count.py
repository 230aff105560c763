"""`measure list` and `count …`: what a plan counts, and what was counted."""

from datetime import date

import click

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE, NEGATIVES, words
from seasonal_ops.models import key
from seasonal_ops.views import CountView
from seasonal_ops.words import ActorKind, CountStatus, Qualifier


@click.group(epilog="Example: seasonal-ops measure list bright-sparx-2026")
def measure() -> None:
    """What a plan counts, over which dates."""


@measure.command("list", epilog="Example: seasonal-ops measure list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_measures(app: App, plan_name: str, as_json: bool) -> None:
    """The measures of PLAN, each with its own window and definition."""
    with app.database.read() as session:
        views = queries.measures(session, queries.find_plan(session, plan_name))

    def text() -> None:
        for view in views:
            window = f"{phrases.day(view.window_from)} to {phrases.day(view.window_to)}"
            night = "" if view.night_from.hour == 0 else f", a night from {view.night_from:%H:%M}"
            say(f"{view.slug}: {view.name} ({view.unit}), {window}{night}, {view.recorded} recorded")
            say(f"    {view.definition}")

    emit(views, as_json=as_json, text=text)


@click.group(epilog="Example: seasonal-ops count add bright-sparx-2026 asb-calls 30 --date 2026-10-30")
def count() -> None:
    """Record what was counted, and see it."""


@count.command(
    context_settings=NEGATIVES,
    epilog="Example: seasonal-ops count add bright-sparx-2026 asb-calls 30 --date 2026-10-30",
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.argument("value")
@click.option("--date", "on", type=DATE, required=True, help="The day or night that it is of.")
@click.option("--area", help="A ward or hotspot; without it, the whole district.")
@click.option("--qualifier", type=words(Qualifier), default=Qualifier.EXACT.value, show_default=True)
@click.option("--status", type=words(CountStatus), default=CountStatus.PROVISIONAL.value, show_default=True)
@click.option("--as-at", type=DATE, help="When the agency's figure stood so; default: today.")
@click.option("--source", default="", help="Where the figure comes from.")
@click.option("--correct", is_flag=True, help="Replace what is recorded; the old value is kept.")
@json_option
@click.pass_obj
def add(
    app: App,
    *,
    plan_name: str,
    measure_name: str,
    value: str,
    on: date,
    area: str | None,
    qualifier: str,
    status: str,
    as_at: date | None,
    source: str,
    correct: bool,
    as_json: bool,
) -> None:
    """Record VALUE of MEASURE; 0 is a real zero, no record is missing."""
    new = counting.NewCount(
        value=value,
        on=on,
        area=area,
        qualifier=Qualifier(qualifier),
        status=CountStatus(status),
        as_at=as_at,
        source=source,
        correct=correct,
    )
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = counting.add_count(
            session,
            plan=plan,
            measure=counting.find_measure(session, plan, measure_name),
            new=new,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        (view,) = queries.counts(session, plan, ids=[key(row)])
    emit(view, as_json=as_json, text=lambda: say("recorded: " + _in_words(view)))


def _in_words(view: CountView) -> str:
    area = f" in {view.area}" if view.area else ""
    about = "" if view.qualifier is Qualifier.EXACT else f"{view.qualifier} "
    value = view.text if view.value is None else f"{view.value:f}"
    return f"{view.measure}{area}, {phrases.day(view.on)}: {about}{value} ({view.status})"


@count.command("list", epilog="Example: seasonal-ops count list bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_counts(app: App, plan_name: str, as_json: bool) -> None:
    """What is recorded for PLAN, each value in its newest revision."""
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        views = queries.counts(session, plan)
    none = f"nothing is recorded yet; what is counted: seasonal-ops measure list {plan.slug}"
    rows = [(_in_words(view), f"by {view.entered_by}", view.source) for view in views]
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))
