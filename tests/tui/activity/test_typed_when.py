"""The date boxes: what they say, how they are opened, and that both are the same."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.dates.wording import MONTHS, WEEKDAYS
from seasonal_ops.errors import BadValue
from seasonal_ops.nights import end_date
from tests.tui.fakes import an_activity
from tests.tui.fakes.editing import CALENDAR
from tui.activity.typed_when import end_text, exact_texts, read_when, settled, when_text
from tui.source.editing import Placed

WAS: Final = an_activity(1, "Joint patrol", date(2026, 10, 27))  # 14:00–17:00
NEW: Final = replace(WAS, id=0, start_time=None, end_time=None)
DAYS: Final = replace(WAS, ends_on=date(2026, 11, 7), start_time=None, end_time=None)
TODAY: Final = date(2026, 10, 28)
FRIDAY: Final = date(2026, 10, 30)
SATURDAY: Final = FRIDAY + timedelta(1)
MONDAY: Final = date(2026, 11, 2)
CASES: Final = [
    # the forms of a date; what is not said of the time stays
    ("30/10", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("30/10/2026", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("30/10/26", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("2026-10-30 09:00", "17:00", {"on": FRIDAY, "start": time(9), "end": time(17)}),
    ("30 Oct", "", {"on": FRIDAY, "start": time(14)}),
    ("30th of October 2026 6pm", "", {"on": FRIDAY, "start": time(18)}),
    ("Fri 30 Oct 18:00-23:00", "", {"on": FRIDAY, "start": time(18), "end": time(23)}),
    ("friday, 30/10", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("1/2", "", {"on": date(2027, 2, 1), "start": time(14)}),  # the season's February
    # counted from today, a Wednesday
    ("tomorrow 18:00", "", {"on": date(2026, 10, 29), "start": time(18)}),
    ("friday", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("Next Monday 18:00-20:00", "", {"on": MONDAY, "start": time(18), "end": time(20)}),
    # further on, and times alone
    ("+3d", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("-1w", "17:00", {"on": date(2026, 10, 20), "start": time(14), "end": time(17)}),
    ("+3", "17:00", {"on": FRIDAY, "start": time(14), "end": time(17)}),
    ("18:00", "23:00", {"on": WAS.starts_on, "start": time(18), "end": time(23)}),
    ("", "18:00", {"on": WAS.starts_on, "start": time(14), "end": time(18)}),
    # ends
    ("30/10 18:00", "02:00", {"on": FRIDAY, "last_day": SATURDAY, "start": time(18), "end": time(2)}),
    ("30/10 18:00-23:00", "17:00", {"on": FRIDAY, "start": time(18), "end": time(23)}),
    ("30/10 18:00", "2/11 09:00", {"on": FRIDAY, "last_day": MONDAY, "start": time(18), "end": time(9)}),
    ("30/10 all day", "2 Nov", {"on": FRIDAY, "last_day": MONDAY}),
    ("30/10 all day", "17:00", {"on": FRIDAY}),
    ("30/10-2/11 all day", "", {"on": FRIDAY, "last_day": MONDAY}),
    ("30 Oct to 2 Nov all day", "", {"on": FRIDAY, "last_day": MONDAY}),
    # rules, in their own wording whatever was typed
    (
        "6 days before bonfire night 18:00-23:00",
        "",
        {
            "on": FRIDAY,
            "start": time(18),
            "end": time(23),
            "rule": "6 days before Bonfire Night",
            "reason": "6 days before Bonfire Night (Thu 5 November 2026)",
        },
    ),
    (
        "Mischief Night",
        "17:00",
        {
            "on": FRIDAY,
            "start": time(14),
            "end": time(17),
            "rule": "Mischief Night",
            "reason": "Mischief Night is 30 October",
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("when", "end", "expected"), CASES)
def test_what_the_boxes_say(when: str, end: str, expected: dict[str, Any]) -> None:
    typed = read_when(when, end, CALENDAR, WAS, today=TODAY)
    assert typed.dates == (Placed(**({"last_day": expected["on"], "start": None, "end": None} | expected)),)


@pytest.mark.parametrize(
    ("when", "end", "said"),
    [
        ("31/6", "", "there is no 31 June; the month has 30 days"),
        ("30/13", "", "there is no month 13; the day stands first, as in 30/10"),
        ("29/2", "", "there is no 29 February 2027; choose another date"),
        ("Sat 30 Oct", "", "30 October 2026 is a Friday, not a Sat"),
        ("Foo 30 Oct", "", "Foo is no weekday"),
        ("6 days before Bonfir Night", "", "did you mean Bonfire Night?"),
        ("30/10 25:00", "", "25:00 is no time of day"),
        (
            "30/10 18:00",
            "late",
            "the end 'late' is not understood; write a time such as 23:00, or a last day",
        ),
        ("30/10 18:00", "29/10", "the last day 2026-10-29 is before the first day 2026-10-30"),
        ("every Thursday from 1 October to 29 October", "", "the rule gives 5 dates, and this is one"),
        ("+999w", "x", "the end 'x' is not understood"),
    ],
)
def test_nonsense_gets_the_nearest_sentence(when: str, end: str, said: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_when(when, end, CALENDAR, WAS, today=TODAY)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("when", "end", "said"),
    [
        ("", "", "there is no date yet; write 30/10 18:00"),
        ("+2d", "", "there is no date yet to count from"),
        ("30/10", "23:00", "an end at 23:00 needs a start"),
        ("every Thursday from 1 October to 29 October", "30/10", "take the last day out of the end"),
    ],
)
def test_what_a_new_one_cannot_be(when: str, end: str, said: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_when(when, end, CALENDAR, NEW, today=TODAY, many=True)
    assert said in str(refused.value)


def test_a_new_one_takes_the_day_or_a_series() -> None:
    assert read_when("30/10", "", CALENDAR, NEW, today=TODAY).dates[0].start is None
    many = read_when(
        "every Thursday from 1 October to 29 October 18:00-20:00", "", CALENDAR, NEW, today=TODAY, many=True
    )
    assert [one.on.day for one in many.dates] == [1, 8, 15, 22, 29]
    assert {(one.start, one.end) for one in many.dates} == {(time(18), time(20))}


def test_a_rule_keeps_off_what_the_activity_is_to_avoid() -> None:
    careful = replace(WAS, avoid=("half-term",), if_avoided="later")
    (one,) = read_when("6 days before Bonfire Night", "", CALENDAR, careful, today=TODAY).dates
    assert one.on == date(2026, 10, 31)


dates = st.dates(date(2000, 1, 1), date(2099, 12, 31))
times = st.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0))


@st.composite
def placed(draw: st.DrawFn) -> Placed:
    on, start = draw(dates), draw(st.none() | times)
    end = None if start is None else draw(st.none() | times)
    last = end_date(on, start, end, draw(st.none() | st.integers(0, 40).map(lambda n: on + timedelta(n))))
    return Placed(on=on, last_day=last, start=start, end=end)


@given(placed(), placed())
def test_a_form_that_was_only_opened_says_what_is(one: Placed, other: Placed) -> None:
    """And the exact texts say the same of any other activity."""
    values = {"ends_on": one.last_day, "start_time": one.start, "end_time": one.end}
    was = an_activity(1, "x", one.on, **values)
    assert read_when(when_text(was, CALENDAR), end_text(was, CALENDAR), CALENDAR, was, today=TODAY).dates == (
        one,
    )
    values = {"ends_on": other.last_day, "start_time": other.start, "end_time": other.end}
    another = an_activity(2, "y", other.on, **values)
    assert read_when(*exact_texts(one, CALENDAR), CALENDAR, another, today=TODAY).dates == (one,)


@given(dates, times, st.sampled_from(["iso", "numbers", "words", "short", "weekday"]))
def test_every_form_of_a_date_reads_back(on: date, start: time, form: str) -> None:
    month, weekday = MONTHS[on.month - 1], WEEKDAYS[on.weekday()]
    text = {
        "iso": on.isoformat(),
        "numbers": f"{on.day}/{on.month}/{on.year}",
        "words": f"{on.day} {month} {on.year}",
        "short": f"{on.day:02d} {month[:3].lower()} {on.year}",
        "weekday": f"{weekday[:3]} {on.day} {month} {on.year}",
    }[form]
    (found,) = read_when(f"{text} {start:%H:%M}", "", CALENDAR, NEW, today=TODAY).dates
    assert (found.on, found.start) == (on, start)


PIECES = (
    "30/10|31/6|2/11/26|30 Oct|2026-10-30|Sat|6 days before|Bonfire Night|+2d|-9w|18:00|2am|25:99|-|to|"
    "all day|every Friday from|99/99|0/0|0 May|noon|today|next friday|mon"
)
pieces = st.sampled_from(PIECES.split("|"))
typing = st.text(max_size=40) | st.lists(pieces, max_size=4).map(" ".join)


@given(typing, typing)
def test_whatever_is_typed_is_read_or_refused(when: str, end: str) -> None:
    for was in (WAS, NEW, DAYS):
        settled(when, end, CALENDAR, was, today=TODAY, touched=False)
        with suppress(BadValue):
            assert read_when(when, end, CALENDAR, was, today=TODAY).dates


@pytest.mark.parametrize(
    ("was", "when", "end", "touched", "after"),
    [
        # an end behind the start goes into its own box
        (WAS, "30/10 18:00-23:00", "17:00", False, ("30/10 18:00", "23:00")),
        (WAS, "Mischief Night 6pm-2am", "17:00", True, ("Mischief Night 18:00", "02:00")),
        (WAS, "30/10 all day", "17:00", False, ("30/10 all day", "")),
        (WAS, "30/10", "17:00", False, ("30/10", "17:00")),
        # several days keep their length, unless somebody said where they end
        (DAYS, "28/10", "7/11", False, ("28/10", "8/11")),
        (DAYS, "+1w", "7/11", False, ("+1w", "14/11")),
        (DAYS, "28/10", "7/11", True, ("28/10", "7/11")),
        (DAYS, "28/10", "9/11", False, ("28/10", "9/11")),
        (DAYS, "nonsense", "7/11", False, ("nonsense", "7/11")),
        (NEW, "30/10 25:00", "17:00", False, ("30/10 25:00", "17:00")),
    ],
)
def test_the_boxes_show_what_will_be(
    was: Any, when: str, end: str, touched: bool, after: tuple[str, str]
) -> None:
    assert settled(when, end, CALENDAR, was, today=TODAY, touched=touched) == after
