"""Claims held against the counts, and against each other."""

from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_plan
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation import aims, spans
from seasonal_ops.evaluation.aims.claiming import judged
from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.shapes import Quality
from seasonal_ops.evaluation.spans import Span
from seasonal_ops.models import key
from seasonal_ops.planning import NewClaim
from seasonal_ops.words import MeasureKind, Purpose, Qualifier
from tests.evaluation.made import Values, claim, in_all, measure, output, result, season
from tests.evaluation.recording import measure_of

# The source's own case: monthly averages of 410.4 and 392.4, which are 4925 and 4709 in all.
ALL_CRIME = result(in_all("4709"), in_all("4925", 2025))
TEN = [1] * 10


def test_the_change_that_the_source_states_is_contradicted_by_its_own_table(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        calls = measure_of(session, plan, "asb-calls")
        for said in ("-4.2%", "−4.4%"):
            new = NewClaim(text="All crime fell", change=said, source="page 4")
            planning.make_claim(session, measure_id=key(calls), new=new, actor=LEAD, now=NOW)
        wrong, right = aims.claims(session, plan, [ALL_CRIME])
    assert (wrong.contradicted, right.contradicted) == (True, False)
    assert wrong.sentence.startswith("Contradicted: it says −4.2%, and 4,925 → 4,709 is −4.4%.")
    assert right.sentence.startswith("Confirmed: it says −4.4%, and 4,925 → 4,709 is −4.4%.")


@pytest.mark.parametrize(
    ("this", "last", "said", "contradicted", "sentence"),
    [
        # 3975 → 3802: within the digits of the claim.
        ([5, 45], [10, 50], "-17", False, "it says −17%, and 60 → 50 is −16.7%."),
        # With more digits it is another number.
        ([5, 45], [10, 50], "-17.0", True, "it says −17.0%, and 60 → 50 is −16.7%."),
        # As many digits as were said.
        ([9000, 567], [9000, 1000], "-4.30", True, "it says −4.30%, and 10,000 → 9,567 is −4.33%."),
        # A half printed by either habit of rounding.
        ([75, 0], [80, 0], "-6.2", False, "it says −6.2%, and 80 → 75 is −6.3%."),
        # The wrong way.
        ([60, 0], [50, 0], "-20", True, "it says −20%, and 50 → 60 is +20.0%."),
        # Fewer than ten get no percentage.
        ([2, 0], [4, 0], "-50", False, "it says −50%; the counts are 4 → 2, too few to tell."),
        ([4, 0], [0, 0], "+100", True, "it says +100%, and there is no percentage of none (0 → 4)."),
        ([5, None], [10, 50], "-17", None, "it says −17%; the counts are 60 → 5, not all there"),
        ([None, None], [10, 50], "-17", None, "it says −17%, and there are no counts to hold it against."),
    ],
)
def test_a_change(this: Values, last: Values, said: str, contradicted: bool | None, sentence: str) -> None:
    measured = result(season(this), season(last, 2025))
    (found,) = judged([claim(change=said)], [measured], [])
    assert found.contradicted is contradicted
    assert sentence in found.sentence


def test_a_change_is_held_against_the_year_that_it_names() -> None:
    measured = result(season([50, 0]), season([60, 0], 2025), season([100, 0], 2024))
    claims = [claim(n, change="-50", against_year=year) for n, year in enumerate((2024, 2025, 2019), start=1)]
    found = judged(claims, [measured], [])
    assert [one.contradicted for one in found] == [False, True, None]
    assert found[2].sentence.endswith("there are no counts of 2019 to hold it against.")


def test_counts_that_are_not_exact_contradict_nothing() -> None:
    measured = result(season([50, 0], inexact=1), season([60, 0], 2025))
    found = judged([claim(1, change="-90"), claim(2, value="70")], [measured], [])
    assert [one.contradicted for one in found] == [None, None]


@pytest.mark.parametrize(
    ("claimed", "contradicted"),
    [
        ({"change": "-10"}, True),  # 170 after 153 is a rise, whatever the one value was
        ({"change": "+11"}, None),
        ({"value": "150", "qualifier": Qualifier.OVER}, False),
        ({"value": "170", "qualifier": Qualifier.EXACT}, None),
        ({"value": "180"}, True),
    ],
)
def test_one_value_that_is_not_exact_decides_what_it_cannot_turn(
    claimed: dict[str, Any], contradicted: bool | None
) -> None:
    """153 → 170, of which one is "about 37": from 34 to 40."""
    quality = Quality(completeness=Completeness(2, 2), inexact=1, least=Decimal(167), most=Decimal(173))
    measured = result(season([133, 37], quality=quality), season([100, 53], 2025))
    (found,) = judged([claim(**claimed)], [measured], [])
    assert found.contradicted is contradicted
    assert "of which not every value is said to be exact" in found.sentence


def test_windows_of_different_length_decide_no_change() -> None:
    """Their totals would say a rise where the nights that both have show none."""
    measured = result(season([10, 10, 10]), season([10, 10], 2025))
    (found,) = judged([claim(change="+50")], [measured], [])
    assert found.contradicted is None
    assert found.sentence.endswith("the counts are 20 → 30, of windows of 2 and 3 nights.")


def test_a_baseline_that_may_be_none_or_endless_decides_no_rise() -> None:
    """ "Almost 1" leaves no whole number, "over 9" any more of them."""
    for least, most in ((1, 0), (10, None)):
        above = None if most is None else Decimal(most)
        quality = Quality(completeness=Completeness(1, 1), inexact=1, least=Decimal(least), most=above)
        measured = result(season([50]), season([10], 2025, quality=quality))
        (found,) = judged([claim(change="+300")], [measured], [])
        assert found.contradicted is None


@pytest.mark.parametrize(
    ("this", "qualifier", "value", "contradicted"),
    [
        (TEN, Qualifier.EXACT, "10", False),
        (TEN, Qualifier.EXACT, "11", True),
        # "More than 10" beside "10 or more": the same ten contradict the one and not the other.
        (TEN, Qualifier.OVER, "10", True),
        (TEN, Qualifier.AT_LEAST, "10", False),
        (TEN, Qualifier.ALMOST, "10", True),
        (TEN, Qualifier.ALMOST, "11", False),
        (TEN, Qualifier.ALMOST, "12", True),
        (TEN, Qualifier.ABOUT, "11", False),
        (TEN, Qualifier.ABOUT, "12", True),
        # With a night missing there may be more, and never fewer.
        ([*TEN, None], Qualifier.EXACT, "11", None),
        ([*TEN, None], Qualifier.EXACT, "9", True),
        ([*TEN, None], Qualifier.OVER, "9", False),
        ([*TEN, None], Qualifier.ALMOST, "10", True),
        ([None], Qualifier.EXACT, "9", None),
    ],
)
def test_a_total(this: Values, qualifier: Qualifier, value: str, contradicted: bool | None) -> None:
    (found,) = judged([claim(value=value, qualifier=qualifier)], [result(season(this))], [])
    assert found.contradicted is contradicted


@pytest.mark.parametrize(
    ("this", "value", "contradicted"),
    [
        ([7, 30, 2], "30", False),
        ([7, 30, 2], "39", True),
        ([7, 30, None], "30", None),
        ([7, 30, None], "29", True),
    ],
)
def test_the_most_in_a_night(this: Values, value: str, contradicted: bool | None) -> None:
    (found,) = judged([claim(value=value, peak=True)], [result(season(this))], [])
    assert found.contradicted is contradicted


def test_a_total_alone_bounds_its_largest_night() -> None:
    said = [claim(1, value="41", peak=True), claim(2, value="30", peak=True)]
    found = judged(said, [result(in_all("40"))], [])
    # The counts contradict the one, which therefore cannot contradict the other.
    assert [one.contradicted for one in found] == [True, None]
    assert found[0].sentence == (
        "Contradicted: it says 41, and 40 are recorded in all. Claim 2 says 30: both cannot be right."
    )


def test_two_claims_that_contradict_each_other_are_found_without_counts() -> None:
    """The source says that four were to attend a centre, and that three were referred to it."""
    nothing = result(season([None]))
    found = judged([claim(1, value="4"), claim(2, value="3"), claim(3, value="3", peak=True)], [nothing], [])
    # which of them is wrong no count says
    assert [one.contradicted for one in found] == [None, None, None]
    assert found[0].sentence.endswith("Claim 2 says 3: both cannot be right.")
    assert found[1].sentence.endswith("Claim 1 says 4: both cannot be right.")
    assert "cannot be right" not in found[2].sentence


def test_ten_or_more_beside_more_than_ten_is_said_and_no_contradiction() -> None:
    said = [
        claim(1, value="10", qualifier=Qualifier.OVER),
        claim(2, value="10", qualifier=Qualifier.AT_LEAST),
    ]
    found = judged(said, [result(season([None]))], [])
    assert [one.contradicted for one in found] == [None, None]
    assert found[0].sentence.endswith("Claim 2 says at least 10, which is not the same.")


def test_almost_eleven_and_over_ten_leave_no_whole_number() -> None:
    said = [claim(1, value="10", qualifier=Qualifier.OVER), claim(2, value="11", qualifier=Qualifier.ALMOST)]
    found = judged(said, [result(season([None]))], [])
    assert all("both cannot be right." in one.sentence for one in found)


def test_tons_are_not_held_against_tonnes() -> None:
    tonnes = measure("days", unit="tonnes", kind=MeasureKind.QUANTITY, purpose=Purpose.OUTPUT)
    said = [
        claim(1, measure="days", value="150", text="150 tons were taken away"),
        claim(2, measure="days", value="150", text="150 tonnes"),
    ]
    found = judged(said, [], [output("150.3", measure=tonnes)])
    assert [one.contradicted for one in found] == [None, False]
    assert "it says tons where tonnes are recorded, and a ton is 1.016 tonnes." in found[0].sentence


def test_what_has_not_all_reported_may_become_more() -> None:
    said = [claim(1, measure="days", value="6"), claim(2, measure="days", value="4")]
    found = judged(said, [], [output("5", activities=6, reported=5)])
    assert [one.contradicted for one in found] == [None, True]
    assert "it says 6, and 5 days are recorded by 5 of 6 activities." in found[0].sentence


LIMITS = st.none() | st.decimals(-9, 9, places=0)
SPANS = st.builds(Span, LIMITS, LIMITS, st.booleans(), st.booleans())
POINTS = st.decimals(-10, 10, places=1)


@given(a=SPANS, b=SPANS, point=POINTS)
def test_a_number_in_two_spans_makes_them_meet(a: Span, b: Span, point: Decimal) -> None:
    inside = [one.holds(spans.exactly(point)) for one in (a, b)]
    if all(inside):
        assert a.meets(b)
    if a.holds(b) and inside[1]:
        assert inside[0]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ({}, "one of --change"),
        ({"change": "-4%", "value": "3"}, "one of --change"),
        ({"change": "4.2%"}, "rose or fell"),
        ({"change": "a fifth"}, "not a change"),
        ({"change": "-4%", "peak": True}, "its own digits"),
        ({"change": "-4%", "qualifier": Qualifier.OVER}, "its own digits"),
        ({"change": "-4.12345%"}, "too fine"),
        ({"change": "-4%", "against": 2026}, "no earlier year"),
        ({"value": "30", "against": 2025}, "this season alone"),
        ({"value": "-3"}, "not a number"),
        ({"value": "٣"}, "not a number"),
        ({"value": "3", "text": " "}, "its own words"),
        ({"value": "3", "text": "a\x1b[2J"}, "control character"),
    ],
)
def test_what_cannot_be_a_claim(sqlite_database: Database, new: dict[str, Any], why: str) -> None:
    with sqlite_database.write() as session:
        calls = measure_of(session, make_plan(session), "asb-calls")
        with pytest.raises(BadValue, match=why):
            planning.make_claim(
                session, measure_id=key(calls), new=NewClaim(**{"text": "Said."} | new), actor=LEAD, now=NOW
            )


def test_a_claim_is_kept_as_it_was_said(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        calls = measure_of(session, plan, "asb-calls")
        for new in (
            NewClaim(text="Down a bit", change="-4.0%", against=2024, source="the annual report"),
            NewClaim(text="Over two thousand", value="2,000", qualifier=Qualifier.OVER, peak=True),
        ):
            planning.make_claim(session, measure_id=key(calls), new=new, actor=LEAD, now=NOW)
    with database.read() as session:
        found = queries.claims(session, queries.find_plan(session, plan.slug))
    assert [(one.change, one.places, one.against_year) for one in found] == [(-4, 1, 2024), (None, 0, None)]
    assert [(one.value, one.qualifier, one.peak) for one in found] == [
        (None, Qualifier.EXACT, False),
        (2000, Qualifier.OVER, True),
    ]
    assert (found[0].text, found[0].source, found[0].made_by) == ("Down a bit", "the annual report", "lead")
