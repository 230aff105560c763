"""What the public sees of an evaluation does not depend on what is hidden."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.hiding.persons import BEHIND, MISSING, NO_TOTAL, NOT_OVER, PART
from seasonal_ops.evaluation.hiding.suppression import few_or, redact
from seasonal_ops.evaluation.shapes import (
    ClaimResult,
    Evaluation,
    Hidden,
    MeasureResult,
    Quality,
    SeasonCounts,
)
from seasonal_ops.reports.phrases import total_of
from seasonal_ops.words import MeasureKind, Purpose, Readers
from tests.evaluation.made import claim, in_all, measure, output, persons_of, result, season
from tests.evaluation.secrets import ALONE, Scene, pairs, scenes, told

AFTERWARDS: Final = date(2026, 11, 20)
WITHIN: Final = date(2026, 10, 27)
HURT: Final = measure("hurt", nights=2, person_related=True, unit="persons")


def public(whole: Evaluation, today: date = AFTERWARDS) -> Evaluation:
    """What everybody sees of it."""
    return redact(whole, persons_of(whole), today=today)


def _without_sources(result: MeasureResult) -> MeasureResult:
    def told(season: SeasonCounts) -> SeasonCounts:
        return replace(season, quality=replace(season.quality, sources=()))

    return replace(
        result,
        this=told(result.this),
        history=tuple(told(one) for one in result.history),
        against=tuple(replace(one, season=told(one.season)) for one in result.against),
    )


@given(data=st.data(), today=st.sampled_from([AFTERWARDS, WITHIN]))
def test_other_numbers_behind_what_is_shown_give_an_equal_evaluation(
    data: st.DataObject, today: date
) -> None:
    one, other = (told(scene) for scene in data.draw(pairs(today)))
    event("differ" if one != other else "alike")
    assert public(one, today) == public(other, today)


@given(scene=scenes())
def test_of_persons_whole_seasons_are_shown_and_nothing_else_is_touched(scene: Scene) -> None:
    whole = told(scene)
    found = public(whole)
    about = persons_of(whole).about
    assert found.readers is Readers.PUBLIC
    assert {kind.slug for kind in scene if kind.personal} <= about
    for before, after in zip(whole.measures, found.measures, strict=True):
        if after.measure.slug not in about:
            assert after == _without_sources(before)
            continue
        seasons = (after.this, *after.history, *(one.season for one in after.against))
        assert not any(one.nights or one.areas or one.quality.nil or one.of_period for one in seasons)
        assert not any(one.total is not None and 0 < one.total < 5 for one in seasons)
        assert ALONE not in {one.year for one in seasons}


@pytest.mark.parametrize(
    ("this", "last", "sentence"),
    [
        # Formula B of the totals in their days, and no more: the nights would give a φ.
        (
            (20, 20),
            (59, 1),
            (
                "From the totals alone: Unclear. Recorded 33% fewer (60 → 40); not distinguishable from"
                " chance (plausible range −56% to +1.1%)."
            ),
        ),
        ((0, 0), (5, 1), "From the totals alone: Recorded 6 → 0: too few to tell."),
        ((3, 6), (2, 1), "Recorded in all: fewer than 5 → 9; not compared."),
        ((3, None), (9, 0), "Recorded in all: 9 → not shown; not compared."),
    ],
    ids=["many", "none", "few", "missing"],
)
def test_what_is_said_of_two_totals_comes_of_them_alone(
    this: Sequence[int | None], last: Sequence[int | None], sentence: str
) -> None:
    whole = replace(told({}), measures=(result(season(this), season(last, 2025), of=HURT),))
    (against,) = public(whole).measures[0].against
    assert (against.sentence, against.comparison) == (sentence, None)


def test_the_reason_is_said_of_each_season_that_is_not_shown() -> None:
    held = result(season((3, None)), season((9, 0), 2025), of=HURT)
    (found,) = public(replace(told({}), measures=(held,))).measures
    assert found.caveats == (
        "About persons, so that only totals of whole seasons are shown.",
        f"2026: its total is not shown, since {MISSING}.",
        f"{ALONE}: its total is not shown, since no plan of that year counts it alike.",
    )
    assert found.hidden is Hidden.DETAIL
    assert total_of(found.this) == "not shown"


def test_one_figure_for_the_whole_window_is_a_return_for_all_of_it() -> None:
    view = measure("hurt", person_related=True)
    (found,) = public(replace(told({}), measures=(result(in_all("12"), of=view),))).measures
    assert (found.this.total, found.this.of_period) == (12, False)


@pytest.mark.parametrize(
    ("more", "today", "why"),
    [
        ({"part_of": "calls"}, AFTERWARDS, PART),
        ({"duplicate_group": "g"}, AFTERWARDS, BEHIND),
        ({"kind": MeasureKind.PERCENTAGE}, AFTERWARDS, NO_TOTAL),
        ({"kind": MeasureKind.TEXT}, AFTERWARDS, NO_TOTAL),
        # Its window ends today: more may come.
        ({}, date(2026, 10, 28), NOT_OVER),
        ({}, date(2026, 10, 29), ""),
    ],
    ids=["part", "behind", "share", "words", "last-day", "day-after"],
)
def test_which_totals_are_shown(more: dict[str, Any], today: date, why: str) -> None:
    calls = measure("calls", nights=2, duplicate_group="g")
    hurt = replace(HURT, headline=False, **more)
    whole = replace(told({}), measures=tuple(result(season((8, 8)), of=view) for view in (calls, hurt)))
    found = public(whole, today).measures[1]
    assert (found.this.why, found.this.total) == (why, None if why else 16)


def test_outputs_are_not_about_persons() -> None:
    evenings = measure("evenings", person_related=True, purpose=Purpose.OUTPUT)
    whole = replace(told({}), outputs=(output("3", measure=evenings, sentence="3 of 3 evenings."),))
    assert public(whole).outputs == whole.outputs


def test_what_is_about_nobody_tells_no_account_no_place_of_a_figure_and_no_night_to_come() -> None:
    calls = season((8, 9), quality=Quality(completeness=Completeness(2, 2), sources=("sheet of J. Smith",)))
    busy = replace(calls, nights=tuple(replace(night, deployed=3) for night in calls.nights))
    said = ClaimResult(
        claim=replace(claim(1, measure="calls"), made_by="jsmith"), contradicted=None, sentence=""
    )
    whole = replace(told({}), measures=(result(busy, of=measure("calls", nights=2)),), claims=(said,))
    found = public(whole, busy.nights[1].on)
    assert found.measures[0].this.quality.sources == ()
    assert [night.deployed for night in found.measures[0].this.nights] == [3, 0]
    assert [one.claim.made_by for one in found.claims] == [""]


def test_who_took_part_is_told_as_the_measure_tells_it() -> None:
    came = replace(HURT, slug="came", purpose=Purpose.ENGAGEMENT, unit="people")
    meals = measure("meals", part_of="came", purpose=Purpose.OUTPUT, unit="meals")
    whole = replace(
        told({}),
        measures=(result(season((2, 1)), of=came),),
        outputs=tuple(
            output("40", measure=one, planned=Decimal(3), sessions=4, sentence="40 came.")
            for one in (came, meals)
        ),
    )
    people, eaten = public(whole).outputs
    assert (people.delivered, people.planned, people.sessions, people.few) == (None, None, 0, True)
    assert people.sentence == "Recorded in all (people): fewer than 5."
    assert (eaten.delivered, eaten.withheld) == (None, True)
    assert eaten.sentence == f"Recorded in all (meals): not shown, since {PART}."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((Decimal("12.50"), False, False), "12.5"),
        ((Decimal(0), False, False), "0"),
        ((None, True, False), "fewer than 5"),
        ((None, False, True), "not shown"),
        ((None, False, False), "not recorded"),
    ],
)
def test_how_a_total_is_printed(said: tuple[Decimal | None, bool, bool], expected: str) -> None:
    assert few_or(*said) == expected
