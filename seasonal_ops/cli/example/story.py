"""Bright Sparx of last year, evaluated: what was counted in which year, and what was said of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from sqlmodel import Session, select

from seasonal_ops import counting, planning, queries
from seasonal_ops.cli.example import recording
from seasonal_ops.cli.example.figures import night
from seasonal_ops.cli.example.seasons import (
    ACTOR,
    INVENTED,
    MISCHIEF_NIGHT,
    is_leap_day,
    years_before,
)
from seasonal_ops.counting import Book, MeasureChange, NewCount
from seasonal_ops.models import Anchor, Plan, key
from seasonal_ops.planning import NewClaim
from seasonal_ops.words import AreaRole, CountStatus, Direction, MarkKind, MeasureKind, Purpose

_ELSEWHERE: Final = "Wards to compare with"
_SURVEY: Final = "Residents who feel safe on these nights"
_DELIBERATE: Final = "deliberate-fires"
_CALLS: Final = "asb-calls"
# Measures and nights, by their distance from Mischief Night: one was never sent, others came weeks late.
_NEVER: Final = frozenset({("criminal-damage", 4)})
_LATE: Final = frozenset({("arson", 5), ("arson", 6), ("arson", 7)})
_PROVISIONAL: Final = ("property-damage", 12)
_CORRECTED: Final = (_CALLS, 2)
_LOCKED: Final = (
    *("fire-incidents", _DELIBERATE, "secondary-fires", "asb-fires"),
    *("police-calls", _CALLS, "detritus-removed", "action-days-held"),
)
# What to do differently, and whose it is.
_LESSONS: Final = {
    "Ask for the counts of criminal damage by the night, not by the week": "police",
    "Give the assemblies before the first action day": "schools",
}


def prepare(session: Session, plan: Plan, now: datetime) -> None:
    """What was settled before last year's season: a target, what changed when, and where to look beside."""
    measures = {one.slug: one for one in queries.measures(session, plan)}
    planning.set_target(
        session,
        plan_id=key(plan),
        text=f"A fifth fewer deliberate fires ({INVENTED})",
        value=Decimal(-20),
        percent=True,
        by=measures[_DELIBERATE].window_to,
        measure_id=measures[_DELIBERATE].id,
        actor=ACTOR,
        now=now,
    )
    mischief_night = _mischief_night(session, plan)
    for slug, on, kind, reason in (
        (_DELIBERATE, mischief_night - timedelta(days=38), MarkKind.INTERVENTION, "Action days begin"),
        (_CALLS, years_before(mischief_night, 2) - timedelta(days=120), MarkKind.BREAK, "New closing codes"),
    ):
        measure = counting.find_measure(session, plan, slug)
        counting.declare_mark(
            session, measure=measure, on=on, kind=kind, reason=f"{reason} (invented)", actor=ACTOR, now=now
        )
    name = f"{_ELSEWHERE} ({INVENTED})"
    counting.add_area(session, name=name, role=AreaRole.COMPARISON, actor=ACTOR, now=now)
    survey = MeasureChange(
        definition=f"Residents who answered that they feel safe outdoors on these nights ({INVENTED}).",
        unit="%",
        kind=MeasureKind.PERCENTAGE,
        direction=Direction.UP,
        purpose=Purpose.ENGAGEMENT,
    )
    counting.add_measure(session, plan=plan, name=_SURVEY, change=survey, actor=ACTOR, now=now)


def count_last_year(session: Session, plan: Plan, over: datetime) -> None:
    """Last year's season and the five before it; by `over` all of its counts had come."""
    mischief_night = _mischief_night(session, plan)
    book = Book(session, plan, over.date())
    before = [
        *recording.years_of(book, mischief_night),
        *_elsewhere(book, mischief_night, years=2),
        _survey(book, years=2),
    ]
    recording.write(session, plan, before, over)
    nights = recording.nights_of(book, mischief_night, years=1, until=over.date(), left_out=_NEVER | _LATE)
    ended = [row for row in queries.activities(session, plan_id=key(plan)) if row.ends_on < over.date()]
    rows = [
        *(_provisional(row, mischief_night) for row in nights),
        *_elsewhere(book, mischief_night, years=1),
        *recording.at_activities(book, ended, years=1),
        _survey(book, years=1),
    ]
    recording.write_weekly(session, plan, rows, over)
    late = recording.nights_of(book, mischief_night, years=1, until=over.date(), left_out=_NEVER)
    rows = [(one, new) for one, new in late if (one.slug, (new.on - mischief_night).days) in _LATE]
    recording.write(session, plan, rows, over)
    _correct(session, plan, mischief_night, over)
    _say(session, plan, over)


def count_so_far(session: Session, plan: Plan, *, until: date, now: datetime) -> None:
    """This season's nights up to a date, provisional, and what was counted at its activities."""
    mischief_night = _mischief_night(session, plan)
    book = Book(session, plan, now.date())
    nights = recording.nights_of(book, mischief_night, years=0, until=until, left_out=frozenset())
    done = [
        row
        for row in queries.activities(session, plan_id=key(plan))
        if row.ends_on <= until and not row.status.open
    ]
    rows = [
        *((one, replace(new, status=CountStatus.PROVISIONAL)) for one, new in nights),
        *(row for row in _elsewhere(book, mischief_night, years=0) if row[1].on <= until),
        *recording.at_activities(book, done, years=0),
    ]
    recording.write_weekly(session, plan, rows, now)


def _mischief_night(session: Session, plan: Plan) -> date:
    query = select(Anchor).where(Anchor.plan_id == plan.id, Anchor.name == MISCHIEF_NIGHT)
    return session.exec(query).one().on


def _provisional(row: recording.Row, mischief_night: date) -> recording.Row:
    measure, new = row
    if (measure.slug, (new.on - mischief_night).days) != _PROVISIONAL:
        return row
    return measure, replace(new, status=CountStatus.PROVISIONAL)


def _elsewhere(book: Book, mischief_night: date, *, years: int) -> list[recording.Row]:
    """Deliberate fires in the area to compare with; in a season without a plan they are a baseline."""
    measure = book.measure(_DELIBERATE)
    baseline = years > 1
    area = next(slug for slug, area in book.areas.items() if area.role is AreaRole.COMPARISON)
    found = []
    for n in range((measure.window_to - measure.window_from).days + 1):
        on = measure.window_from + timedelta(days=n)
        if baseline and is_leap_day(on):
            continue
        new = NewCount(
            value=str(night(years, (on - mischief_night).days)["elsewhere"]),
            on=years_before(on, years - 1) if baseline else on,
            area=area,
            baseline=baseline,
            status=CountStatus.FINAL,
            source=INVENTED,
        )
        found.append((measure, new))
    return found


def _survey(book: Book, *, years: int) -> recording.Row:
    """How many residents said so of how many, asked on the last of the nights."""
    measure = book.measure("residents-who-feel-safe")
    baseline = years > 1
    new = NewCount(
        value="141/220" if baseline else "166/214",
        on=years_before(measure.window_to, years - 1),
        baseline=baseline,
        status=CountStatus.FINAL,
        source=INVENTED,
    )
    return measure, new


def _correct(session: Session, plan: Plan, mischief_night: date, now: datetime) -> None:
    """One value was wrong by one when it first came."""
    slug, offset = _CORRECTED
    new = NewCount(
        value=str(night(1, offset)[slug] - 1),
        on=mischief_night + timedelta(days=offset),
        status=CountStatus.FINAL,
        source=INVENTED,
        reason=f"one call had been closed twice ({INVENTED})",
        correct=True,
    )
    measure = counting.find_measure(session, plan, slug)
    counting.add_count(session, plan=plan, measure=measure, new=new, actor=ACTOR, now=now)


def _say(session: Session, plan: Plan, now: datetime) -> None:
    """Most of it is approved, a newsletter claims more than the counts show, and some of it teaches."""
    for slug in _LOCKED:
        measure = counting.find_measure(session, plan, slug)
        counting.approve(session, plan=plan, measure=measure, actor=ACTOR, now=now)
    calls = counting.find_measure(session, plan, _CALLS)
    claim = NewClaim(
        text="Calls about anti-social behaviour fell by a quarter.",
        change="-25%",
        source=f"a newsletter, {INVENTED}",
    )
    planning.make_claim(session, measure_id=key(calls), new=claim, actor=ACTOR, now=now)
    for text, owner in _LESSONS.items():
        owner_id = key(queries.find_partner(session, owner))
        planning.add_lesson(
            session, plan_id=key(plan), text=f"{text} ({INVENTED})", owner_id=owner_id, actor=ACTOR, now=now
        )
