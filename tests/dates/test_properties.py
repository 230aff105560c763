"""What holds for every rule, every date and every text."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.dates import (
    Calendar,
    Dated,
    IfAvoided,
    Period,
    Rule,
    anchors_in,
    date_of,
    dates_of,
    england,
    parse,
)
from seasonal_ops.dates.rules import (
    Day,
    DayKind,
    EachDay,
    EveryWeekday,
    FixedDay,
    MonthlyWeekday,
    Named,
    Relation,
    Shifted,
    Unit,
    WeekdayBeside,
    WeekdayOfMonth,
)
from seasonal_ops.errors import BadValue

Result = TypeVar("Result")
NAMES = ("Mischief Night", "New Year's Eve", "Last Friday before Christmas", "Christmas Day", "Term (autumn)")
HALF_TERM = Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))
CALENDAR = Calendar(
    begins=date(2026, 9, 1),
    anchors={name: Dated(date(2026, 10, 30), f"{name}, as given") for name in NAMES},
    periods=(HALF_TERM,),
)

weekdays = st.integers(0, 6)
positions = st.integers(1, 5)
positions_or_last = st.sampled_from([1, 2, 3, 4, 5, -1])
known_dates = st.dates(date(2019, 1, 10), date(2028, 12, 10))
fixed_days = st.builds(FixedDay, st.integers(1, 28), st.integers(1, 12), st.none() | st.integers(1, 9999))
directions = st.sampled_from([Relation.BEFORE, Relation.AFTER])
days: st.SearchStrategy[Day] = st.recursive(
    fixed_days
    | st.builds(Named, st.sampled_from(NAMES))
    | st.builds(
        WeekdayOfMonth, positions_or_last, weekdays, st.integers(1, 12), st.none() | st.integers(1, 9999)
    ),
    lambda base: (
        st.builds(Shifted, st.integers(1, 999), st.sampled_from(Unit), directions, base)
        | st.builds(WeekdayBeside, positions, weekdays, st.sampled_from(Relation), base)
    ),
    max_leaves=4,
)
series = (
    st.builds(EachDay, st.sampled_from(DayKind), days, days)
    | st.builds(
        EveryWeekday,
        st.sets(weekdays, min_size=1).map(lambda found: tuple(sorted(found))),
        st.just(1),
        days,
        days,
    )
    | st.builds(EveryWeekday, weekdays.map(lambda found: (found,)), st.integers(2, 5), days, days)
    | st.builds(MonthlyWeekday, positions_or_last, weekdays, days, days)
)
rules = st.lists(days | series, min_size=1, max_size=3).map(lambda parts: Rule(tuple(parts)))
WORDS = [
    *("first", "last", "second", "1st", "2026", "2026-10-30", "30", "14", "0", "october", "Friday", "days"),
    *("working", "day", "before", "after", "on", "or", "from", "to", "each", "every", "month", "the", "of"),
    *("a", ";", ",", "and", "evening", "weekday", "weeks", "other", "Christmas", "Night", "Mischief"),
]
texts = st.text() | st.lists(st.sampled_from([*WORDS, *NAMES])).map(" ".join)


def only(text: str, begins: date = date(2026, 9, 1)) -> date:
    return date_of(parse(text, ()), Calendar(begins=begins)).on


def attempt(call: Callable[[], Result]) -> tuple[Result | None, str]:
    """What comes of it, or the sentence of the one error that is allowed."""
    try:
        return call(), ""
    except BadValue as trouble:
        return None, str(trouble)


@settings(max_examples=200)
@given(rules)
def test_the_canonical_text_says_the_same_rule(rule: Rule) -> None:
    assert parse(str(rule), NAMES) == rule
    assert anchors_in(rule) <= set(NAMES)


@settings(max_examples=200)
@given(rules)
def test_a_rule_gives_dates_with_reasons_or_says_why_not(rule: Rule) -> None:
    found, sentence = attempt(lambda: dates_of(rule, CALENDAR))
    dates = [one.on for one in found or ()]
    assert dates == sorted(set(dates))
    assert all(one.reason and "\n" not in one.reason for one in found or ())
    assert len(sentence.splitlines()) == (0 if found else 1)


@settings(max_examples=200)
@given(texts)
def test_any_text_is_a_rule_or_a_bad_value(text: str) -> None:
    rule, sentence = attempt(lambda: parse(text, NAMES))
    assert len(sentence.splitlines()) == (0 if rule else 1)


@settings(max_examples=100)
@given(st.lists(st.text(), max_size=4), st.data())
def test_any_names_and_any_text_are_a_rule_or_a_bad_value(names: list[str], data: st.DataObject) -> None:
    text = data.draw(st.lists(st.sampled_from([*WORDS, *names]), max_size=6).map(" ".join))
    rule, sentence = attempt(lambda: parse(text, names))
    assert len(sentence.splitlines()) == (0 if rule else 1)
    assert rule is None or parse(str(rule), names) == rule


@given(known_dates, st.integers(1, 999), st.sampled_from(["days", "weeks"]))
def test_before_is_the_inverse_of_after(on: date, count: int, unit: str) -> None:
    later = only(f"{count} {unit} after {on}")
    assert (later - on).days == count * {"days": 1, "weeks": 7}[unit]
    assert only(f"{count} {unit} before {later}") == on


@given(known_dates, weekdays, st.sampled_from(Relation))
def test_the_nearest_weekday_is_that_weekday_within_a_week(
    on: date, weekday: int, relation: Relation
) -> None:
    rule = Rule((WeekdayBeside(1, weekday, relation, FixedDay(on.day, on.month, on.year)),))
    found = date_of(rule, CALENDAR).on
    gap = (on - found if relation.backwards else found - on).days
    assert found.weekday() == weekday
    assert (1 if relation.strict else 0) <= gap <= (7 if relation.strict else 6)


@given(known_dates, st.integers(1, 20), st.booleans())
def test_working_days_agree_with_numpy(on: date, count: int, backwards: bool) -> None:
    off = np.array(sorted(england().names), dtype="datetime64[D]")
    # numpy first rolls a day off to the side one comes from, so that it is not counted itself.
    start = np.datetime64(on, "D")
    expected = (
        np.busday_offset(start, -count, roll="forward", holidays=off)
        if backwards
        else np.busday_offset(start, count, roll="backward", holidays=off)
    )
    assert only(f"{count} working days {'before' if backwards else 'after'} {on}") == expected.astype(date)


@given(known_dates, st.sampled_from([IfAvoided.EARLIER, IfAvoided.LATER]))
def test_a_moved_date_is_never_one_to_avoid(on: date, if_avoided: IfAvoided) -> None:
    avoid = ["weekend", "bank holiday", "half-term"]
    (found,) = dates_of(parse(str(on), ()), CALENDAR, avoid=avoid, if_avoided=if_avoided)
    assert found.on.weekday() < 5
    assert found.on not in england().names
    assert not HALF_TERM.holds(found.on)
    assert (found.on <= on) if if_avoided is IfAvoided.EARLIER else (found.on >= on)


@given(known_dates, st.integers(0, 200), weekdays, st.integers(1, 5))
def test_every_nth_weekday_keeps_its_step(first: date, length: int, weekday: int, step: int) -> None:
    last = first + timedelta(days=length)
    ends = [FixedDay(on.day, on.month, on.year) for on in (first, last)]
    naive = [first + timedelta(days=offset) for offset in range(length + 1)]
    expected = [on for on in naive if on.weekday() == weekday][::step]
    rule = Rule((EveryWeekday((weekday,), step, ends[0], ends[1]),))
    if expected:
        assert [one.on for one in dates_of(rule, CALENDAR)] == expected


@given(known_dates, st.dates(date(2020, 1, 1), date(2027, 1, 1)))
def test_a_bare_day_is_the_first_one_from_the_seasons_beginning(on: date, begins: date) -> None:
    if (on.month, on.day) != (2, 29):
        found = only(f"{on.day} {on:%b}", begins)
        assert (found.month, found.day) == (on.month, on.day)
        assert timedelta() <= found - begins < timedelta(days=366)
