"""The counts of the example are recorded, in bulk: night by night, and at activities."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from seasonal_ops.cli.example.figures import YEARS, night
from seasonal_ops.cli.example.seasons import ACTOR, INVENTED, is_leap_day, years_before
from seasonal_ops.counting import Book, NewCount, record, weigh_all
from seasonal_ops.models import Measure, Plan
from seasonal_ops.nights import local_today
from seasonal_ops.views import ActivityView
from seasonal_ops.words import CountStatus, Direction, MeasureKind

Row = tuple[Measure, NewCount]
_CHECKED: Final = f"checked with who counts it ({INVENTED})"
# A season may begin on another weekday: its neighbours are known too.
_AROUND: Final = timedelta(days=2)
_SHORT: Final = timedelta(days=31)
# What one activity adds to each output.
_AT_ACTIVITIES: Final[Mapping[str, Callable[[random.Random], str]]] = {
    "detritus-removed": lambda chance: f"{chance.uniform(8, 19):.2f}",
    "action-days-held": lambda _chance: "1",
    "audits-done": lambda _chance: "1",
    "young-people-reached": lambda chance: str(chance.randint(150, 420)),
    "go4it-attendance": lambda chance: str(chance.randint(70, 160)),
    "go4it-evenings": lambda _chance: "1",
    "premises-inspected": lambda chance: str(chance.randint(3, 8)),
}


def write_weekly(session: Session, plan: Plan, rows: Iterable[Row], last: datetime) -> None:
    """Record values as they came: once a week, of the week before; `last` is when the last of them did."""
    weeks: defaultdict[int, list[Row]] = defaultdict(list)
    for measure, new in rows:
        weeks[(last.date() - new.on).days // 7].append((measure, new))
    for week in sorted(weeks, reverse=True):
        write(session, plan, weeks[week], last - timedelta(weeks=week))


def write(session: Session, plan: Plan, rows: Sequence[Row], now: datetime) -> None:
    """Record values, each with a reason where one is asked for."""
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    weighed = weigh_all(book, rows)
    if any(one.warnings for one in weighed):
        explained = [replace(one.new, reason=_CHECKED) if one.warnings else one.new for one in weighed]
        weighed = weigh_all(book, [(one.measure, new) for one, new in zip(weighed, explained, strict=True)])
    record(session, book, weighed, actor=ACTOR, now=now)


def nights_of(
    book: Book, mischief_night: date, *, years: int, until: date, left_out: frozenset[tuple[str, int]]
) -> Iterator[Row]:
    """The nights of one season, so many years before this; `left_out` are measures and nights without any."""
    for slug, measure in book.measures.items():
        for on in _dates(measure.window_from, min(measure.window_to, until)):
            offset = (on - mischief_night).days
            value = night(years, offset).get(slug)
            if value is not None and (slug, offset) not in left_out:
                yield measure, _new(value, on)


def years_of(book: Book, mischief_night: date) -> Iterator[Row]:
    """The nights of the years before last year's season, on the same dates, of what is counted over weeks."""
    for years in range(2, YEARS + 1):
        for slug, measure in book.measures.items():
            if measure.window_to - measure.window_from > _SHORT:
                continue
            for on in _dates(measure.window_from - _AROUND, measure.window_to + _AROUND):
                value = night(years, (on - mischief_night).days).get(slug)
                if value is not None and not is_leap_day(on):
                    yield measure, replace(_new(value, years_before(on, years - 1)), baseline=True)


def at_activities(book: Book, rows: Iterable[ActivityView], *, years: int) -> Iterator[Row]:
    """What was counted at each activity."""
    for row in rows:
        chance = random.Random(f"{row.title} {years}")  # noqa: S311 — invented figures, nothing secret
        for slug in row.measures:
            measure = book.measures[slug]
            inside = measure.window_from <= row.starts_on <= measure.window_to
            if slug in _AT_ACTIVITIES and inside:
                value = _AT_ACTIVITIES[slug](chance)
                yield measure, replace(_new(value, row.starts_on), activity=row.id)


def hoped_for_less(book: Book, chance: random.Random, until: date) -> Iterator[Row]:
    """Values for every night up to a date, of any season's measures of which less is hoped for."""
    for slug, measure in book.measures.items():
        if measure.kind is not MeasureKind.COUNT or measure.direction is not Direction.DOWN:
            continue
        # A measure is of much the same size each year; people are hurt seldom.
        often = 0.02 if measure.person_related else random.Random(slug).uniform(0.1, 0.5)  # noqa: S311
        often *= chance.choice((0.7, 0.95, 1.0, 1.05))
        for on in _dates(measure.window_from, min(measure.window_to, until)):
            tries = 1 if measure.person_related else 16
            yield measure, _new(sum(chance.random() < often for _ in range(tries)), on)


def _new(value: int | str, on: date) -> NewCount:
    """A final value; none at all came as a nil return."""
    return NewCount(value=str(value), on=on, status=CountStatus.FINAL, source=INVENTED, nil=value in (0, "0"))


def _dates(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
