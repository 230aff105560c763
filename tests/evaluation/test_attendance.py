"""Sessions, people and attendances, as a source gives them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.outputs.attendance import attendance, how_often, sessions_of_average

SOURCE = {"people": Decimal(102), "regulars": Decimal(86), "regular_at": 10}


def test_the_number_of_sessions_follows_from_a_rounded_average_as_a_range() -> None:
    found = attendance(Decimal(2595), average="34", **SOURCE)
    assert found.sessions == range(76, 78)
    assert found.sentence == (
        "2,595 attendances at 76 or 77 sessions, 34 on average; 102 people came, 86 of them 10 times or more."
    )


def test_sessions_that_were_counted_give_the_average() -> None:
    found = attendance(Decimal(2595), sessions=76)
    assert found.sentence == "2,595 attendances at 76 sessions, 34.1 on average."


@given(sessions=st.integers(1, 2000), mean=st.integers(1, 400), over=st.integers(0, 1999))
def test_the_true_number_of_sessions_is_always_in_the_range(sessions: int, mean: int, over: int) -> None:
    attendances = sessions * mean + over % sessions
    printed = str(round(Decimal(attendances) / sessions))
    assert sessions in sessions_of_average(Decimal(attendances), printed)


@pytest.mark.parametrize(
    ("attendances", "average", "why"),
    [
        # Two sessions average 5 and one averages 10.
        ("10", "7", "no number of sessions"),
        # 7 / 2 = 3.5 prints 4 by either rule, and 7 / 3 prints 2.
        ("7", "3", "no number of sessions"),
        ("10", "0", "says nothing"),
        ("10", "about 3", "not an average"),
    ],
)
def test_an_average_that_cannot_be(attendances: str, average: str, why: str) -> None:
    with pytest.raises(BadValue, match=why):
        sessions_of_average(Decimal(attendances), average)


@pytest.mark.parametrize(
    ("figures", "problem"),
    [
        # 300 attendances by 301 people.
        ({"people": Decimal(301)}, "301 people cannot have come 300 times."),
        # 10 people at 20 sessions come 200 times at most.
        ({"people": Decimal(10)}, "10 people cannot come more than 200 times."),
        ({"people": Decimal(30), "regulars": Decimal(31)}, "31 regulars are more than all who came."),
        # 25 regulars at 12 sessions are 300 already, and 5 more came once.
        (
            {"people": Decimal(30), "regulars": Decimal(25), "regular_at": 12},
            "With so many regulars there must have been 305 attendances or more.",
        ),
        ({"regulars": Decimal(5), "regular_at": 21}, "Nobody can have come 21 times."),
    ],
)
def test_figures_that_cannot_stand_beside_each_other(figures: dict[str, object], problem: str) -> None:
    found = attendance(Decimal(300), sessions=20, **figures)  # type: ignore[arg-type]
    assert found.problems == (problem,)
    assert found.sentence.endswith(problem)


@pytest.mark.parametrize(
    ("definition", "least"),
    [
        ("Young people at ten or more sessions.", 10),
        ("who came to 10 sessions or more", 10),
        ("at least twelve times", 12),
        ("More than ten sessions", 11),
        ("Those who come often.", None),
        ("one or more", None),
    ],
)
def test_how_often_somebody_must_come_to_be_a_regular(definition: str, least: int | None) -> None:
    assert how_often(definition) == least
