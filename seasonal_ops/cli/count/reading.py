"""`count list`, `count history`, `count returns`: what is recorded, what it was before, what is missing."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.count.group import count, in_words
from seasonal_ops.cli.output import emit, json_option, table
from seasonal_ops.cli.types import DATE
from seasonal_ops.counting import Book
from seasonal_ops.dates.wording import month_name
from seasonal_ops.models import key
from seasonal_ops.names import joined
from seasonal_ops.views import CountView, ReturnsView


@count.command("list", epilog="Example: seasonal-ops count list bright-sparx-2026 --measure asb-calls")
@click.argument("plan_name", metavar="PLAN")
@click.option("--measure", "measure_name", help="Only what is recorded of this measure.")
@click.option("--area", help="Only what is recorded in this area.")
@json_option
@click.pass_obj
def list_counts(app: App, plan_name: str, measure_name: str | None, area: str | None, as_json: bool) -> None:
    """What is recorded for PLAN, each value in its newest revision."""
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        book = Book(session, plan, app.today())
        views = queries.counts(
            session,
            plan,
            measure=key(book.measure(measure_name)) if measure_name else None,
            area=key(book.area(area)) if area else None,
        )
    none = f"nothing is recorded yet; what is counted: seasonal-ops measure list {plan.slug}"
    emit(views, as_json=as_json, text=lambda: table(map(_row, views), empty=none))


def _row(view: CountView) -> tuple[str, ...]:
    revised = f"revision {view.revision}" if view.revision > 1 else ""
    return (in_words(view), revised, f"by {view.entered_by}", view.source, view.reason)


@count.command(epilog="Example: seasonal-ops count history bright-sparx-2026 asb-calls --date 2026-10-30")
@click.argument("plan_name", metavar="PLAN")
@click.argument("measure_name", metavar="MEASURE")
@click.option("--date", "on", type=DATE, required=True, help="The day or night that it is of.")
@click.option("--area", help="A ward or hotspot; without it, all that was said of the date.")
@json_option
@click.pass_obj
def history(
    app: App, *, plan_name: str, measure_name: str, on: date, area: str | None, as_json: bool
) -> None:
    """Every revision of what was recorded of a date: who said it, and when; the newest first."""
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        book = Book(session, plan, app.today())
        measure = book.measure(measure_name)
        views = queries.count_history(
            session, plan, measure=key(measure), on=on, area=key(book.area(area)) if area else None
        )
    rows = [
        (
            f"{view.revision}",
            in_words(view),
            f"by {view.entered_by}",
            _moment(view, plan.time_zone),
            view.source,
            view.reason,
        )
        for view in views
    ]
    none = f"nothing was ever recorded of {measure.slug} on {phrases.day(on)}"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


def _moment(view: CountView, zone: str) -> str:
    return f"{view.entered_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@count.command(epilog="Example: seasonal-ops count returns bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def returns(app: App, plan_name: str, as_json: bool) -> None:
    """What should have come until now, a measure a line: received, nil, late, missing.

    Outcomes are expected for each night that is over; what was done, for the dates of the activities that
    promised to count it; a percentage or a text once.
    """
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        views = queries.returns(session, plan, now=app.clock())
    none = f"{plan.slug} counts nothing yet: seasonal-ops measure add {plan.slug} NAME"
    emit(views, as_json=as_json, text=lambda: table(map(_returns_row, views), empty=none))


def _returns_row(view: ReturnsView) -> tuple[str, ...]:
    return (view.measure, view.source or "nobody named", _came(view), _missing(view))


def _came(view: ReturnsView) -> str:
    if not view.expected:
        return "nothing expected yet"
    also = [f"{number} {word}" for number, word in ((view.nil, "nil"), (view.late, "late")) if number]
    return ", ".join([f"{view.received} of {view.expected}", *also])


def _missing(view: ReturnsView) -> str:
    if not view.missing:
        return f"all due by {phrases.day(view.due)}"
    was = "was" if view.overdue else "is"
    first = "the first " if len(view.missing) > 1 else ""
    return f"missing {folded(view.missing)}; {first}{was} due by {phrases.day(view.due)}"


def folded(dates: Sequence[date]) -> str:
    """`27 to 30 Oct, 2 Nov and 4 Nov`: dates in a row as their first and last."""
    runs: list[list[date]] = []
    for on in dates:
        if runs and on - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(on)
        else:
            runs.append([on])
    return joined([_run(run[0], run[-1]) for run in runs])


def _run(first: date, last: date) -> str:
    if first == last:
        return _short(last)
    begins = str(first.day) if first.month == last.month else _short(first)
    return f"{begins} to {_short(last)}"


def _short(on: date) -> str:
    return f"{on.day} {month_name(on.month)[:3]}"
