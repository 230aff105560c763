"""`measure …`: what a plan counts, over which dates, and where its recording breaks."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click
from sqlmodel import Session

from seasonal_ops import counting, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE, TIME, words
from seasonal_ops.counting import MeasureChange
from seasonal_ops.models import Measure, Plan, key
from seasonal_ops.views import MeasureView
from seasonal_ops.words import ActorKind, Direction, MarkKind, MeasureKind, Purpose


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
        plan = queries.find_plan(session, plan_name)
        views = queries.measures(session, plan)

    def text() -> None:
        for view in views:
            _show(view)
        if not views:
            say(f"nothing is counted yet: seasonal-ops measure add {plan.slug} NAME")

    emit(views, as_json=as_json, text=text)


def _show(view: MeasureView) -> None:
    window = f"{phrases.day(view.window_from)} to {phrases.day(view.window_to)}"
    night = "" if view.night_from.hour == 0 else f", a night from {view.night_from:%H:%M}"
    say(f"{view.slug}: {view.name} ({view.unit}), {window}{night}, {view.recorded} recorded")
    say(f"    {view.definition}")
    say(f"    {', '.join(_also(view))}")
    for mark in view.marks:
        what = "recorded differently" if mark.kind is MarkKind.BREAK else "something is done about it"
        say(f"    from {phrases.day(mark.on)} {what}: {mark.reason}")


def _also(view: MeasureView) -> list[str]:
    said = [f"an {view.purpose}" if view.purpose is not Purpose.OUTCOME else "an outcome"]
    if view.part_of:
        said.append(f"a part of {view.part_of}")
    if view.duplicate_group:
        said.append(f"may hold the same incidents as others of {view.duplicate_group}: never added up")
    if view.person_related:
        said.append("about persons")
    said.append(f"from {view.source or 'nobody named'} within {view.due_days} days")
    return said


def _described(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what a measure is."""
    for option in reversed((
        click.option("--definition", help="What is counted, by whose query, by which date."),
        click.option("--unit", help="In what it is counted, such as calls or tonnes."),
        click.option("--kind", type=words(MeasureKind), help="What sort of value it holds."),
        click.option("--direction", type=words(Direction), help="Which way it is wished to go."),
        click.option("--source", metavar="PARTNER", help="Who sends it."),
        click.option("--from", "window_from", metavar="RULE|DATE", help="The first day of its window."),
        click.option("--to", "window_to", metavar="RULE|DATE", help="The last day of its window."),
        click.option("--night-from", type=TIME, help="When a night begins: 07:00 is 07:00 to 07:00."),
        click.option("--purpose", type=words(Purpose), help="What was hoped for, done, or who took part."),
        click.option("--part-of", metavar="MEASURE", help='The measure that holds these too; "" = none.'),
        click.option("--person-related/--not-person-related", default=None, help="Counts persons."),
        click.option("--due-days", type=int, metavar="DAYS", help="After how many days a return is late."),
    )):  # fmt: skip
        command = option(command)
    return command


def _change(session: Session, said: dict[str, Any]) -> MeasureChange:
    for name, kind in (("kind", MeasureKind), ("direction", Direction), ("purpose", Purpose)):
        said[name] = kind(said[name]) if said[name] else None
    said["source"] = key(queries.find_partner(session, said["source"])) if said["source"] else None
    for side in ("window_from", "window_to"):
        said[side] = _date_or_rule(said[side])
    return MeasureChange(**said)


def _date_or_rule(text: str | None) -> date | str | None:
    if text is None or not text.strip()[:4].isdigit():
        return text
    return DATE.convert(text, None, None)


@measure.command(
    "add",
    epilog='Example: seasonal-ops measure add bright-sparx-2026 "Bin fires" --definition "Fires in bins, by'
    ' date of the call" --unit incidents --kind count --part-of secondary-fires',
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("name")
@_described
@json_option
@click.pass_obj
def add_measure(app: App, /, *, plan_name: str, name: str, as_json: bool, **said: Any) -> None:
    """Count something more in PLAN; over the window of its first measure, unless you say another."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = counting.add_measure(
            session,
            plan=plan,
            name=name,
            change=_change(session, said),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = _view(session, plan, row)
    emit(view, as_json=as_json, text=lambda: _show(view))


@measure.command("set", epilog="Example: seasonal-ops measure set bright-sparx-2026 injuries --due-days 30")
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.option("--name", help="What it is called.")
@_described
@json_option
@click.pass_obj
def set_measure(app: App, /, *, plan_name: str, measure_name: str, as_json: bool, **said: Any) -> None:
    """Say anew what MEASURE counts; recorded values must stay true."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = counting.set_measure(
            session,
            plan=plan,
            measure=counting.find_measure(session, plan, measure_name),
            change=_change(session, said),
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = _view(session, plan, row)
    emit(view, as_json=as_json, text=lambda: _show(view))


@measure.command(
    "mark",
    epilog="Example: seasonal-ops measure mark bright-sparx-2026 asb-calls --date 2026-04-01 --kind break"
    ' "the police count online reports too"',
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.argument("text")
@click.option("--date", "on", type=DATE, required=True, help="The first day on which it is so.")
@click.option("--kind", type=words(MarkKind), required=True, help="Recorded differently, or acted upon.")
@json_option
@click.pass_obj
def mark(
    app: App, *, plan_name: str, measure_name: str, text: str, on: date, kind: str, as_json: bool
) -> None:
    """Name a day from which MEASURE is recorded differently, or something is done about it."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = counting.declare_mark(
            session,
            measure=counting.find_measure(session, plan, measure_name),
            on=on,
            kind=MarkKind(kind),
            reason=text,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = next(one for one in queries.marks(session, plan) if one.id == row.id)
    line = f"{view.measure} is marked from {phrases.day(view.on)} ({view.kind}): {view.reason}"
    emit(view, as_json=as_json, text=lambda: say(line))


def _view(session: Session, plan: Plan, row: Measure) -> MeasureView:
    return next(one for one in queries.measures(session, plan) if one.id == row.id)
