"""How dates, times, partners and answers read on paper."""

from datetime import date, time
from typing import Any

import pytest

from seasonal_ops.paper.phrases import answers, clock, days_of, past_midnight, short_name
from seasonal_ops.words import Answer
from tests.paper.makers import ON, an_activity, an_assignment

SATURDAY = date(2026, 10, 31)
TIMES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"start_time": None, "end_time": None}, "Fri 30 Oct 2026", "all day", ""),
    ({"start_time": time(18), "end_time": None}, "Fri 30 Oct 2026", "from 18:00", ""),
    ({"start_time": time(18), "end_time": time(23)}, "Fri 30 Oct 2026", "18:00–23:00", ""),
    # a night keeps the date on which it begins, and says where it ends
    (
        {"start_time": time(21), "end_time": time(3), "ends_on": SATURDAY},
        *("Fri 30 Oct 2026", "21:00–03:00", "ends Sat 31 Oct"),
    ),
    (
        {"start_time": time(21), "end_time": time(0), "ends_on": SATURDAY},
        *("Fri 30 Oct 2026", "21:00–00:00", "ends at midnight"),
    ),
    # the year once, unless there are two
    (
        {"start_time": None, "end_time": None, "ends_on": SATURDAY},
        *("Fri 30 Oct to Sat 31 Oct 2026", "all day", ""),
    ),
    (
        {"start_time": None, "end_time": None, "ends_on": date(2027, 1, 1)},
        *("Fri 30 Oct 2026 to Fri 1 Jan 2027", "all day", ""),
    ),
    (
        {"start_time": time(9), "end_time": time(17), "ends_on": date(2026, 11, 1)},
        *("Fri 30 Oct to Sun 1 Nov 2026", "09:00, to 17:00 on the last day", ""),
    ),
]


@pytest.mark.parametrize(("more", "day", "at", "after"), TIMES)
def test_when(more: dict[str, Any], day: str, at: str, after: str) -> None:
    view = an_activity(1, "Patrol", ON, **more)
    assert (days_of(view), clock(view), past_midnight(view)) == (day, at, after)


@pytest.mark.parametrize(
    ("slug", "name", "short"),
    [
        ("fire-and-rescue", "Lancashire Fire and Rescue Service", "Fire and Rescue"),
        ("nhs", "NHS commissioners for West Lancashire", "NHS"),
        ("young-people", "Young People's Service", "Young People"),
        ("police", "Lancashire Constabulary", "Police"),  # a word that the name does not have
        ("ormskirk-rotary", "Ormskirk Rotary", "Ormskirk Rotary"),
        ("x", "", "X"),
    ],
)
def test_short_names(slug: str, name: str, short: str) -> None:
    assert short_name(slug, name) == short


def test_answers_by_what_was_said_the_bad_news_first() -> None:
    said = answers(
        [
            an_assignment("Police", response=Answer.ACCEPTED),
            an_assignment("Early Help", response=Answer.PROPOSED, proposed_on=SATURDAY),
            an_assignment("Schools", response=Answer.PROPOSED),
            an_assignment("Street Scene", response=Answer.DECLINED),
            an_assignment("NHS", response=Answer.ASKED),
            an_assignment("Rotary", response=Answer.ASKED),
        ]
    )
    assert list(said.items()) == [
        ("DECLINED", ("Street Scene",)),
        ("asks for Sat 31 Oct 2026", ("Early Help",)),
        ("asks for another date", ("Schools",)),
        ("no answer", ("NHS", "Rotary")),
        ("accepted", ("Police",)),
    ]
