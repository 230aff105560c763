"""What the public sees of an evaluation does not depend on what is hidden."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from factories import LEAD, NOW, make_plan
from hypothesis import event, given

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.evaluation.hiding.suppression import few_or, redact
from seasonal_ops.evaluation.hiding.withholding import is_small
from seasonal_ops.evaluation.seasons.evaluating import baselines, evaluate
from seasonal_ops.evaluation.shapes import Against, Evaluation, Hidden, MeasureResult
from seasonal_ops.evaluation.statistics.proportions import Answers, points, unpaired
from seasonal_ops.models import key
from seasonal_ops.planning import NewClaim
from seasonal_ops.reports.phrases import total_of
from seasonal_ops.words import MeasureKind, Purpose, Readers
from tests.evaluation.made import in_all, measure, output, result, season
from tests.evaluation.recording import LATER, measure_of, put
from tests.evaluation.secrets import Kind, Numbers, Scene, pairs, scenes, told


@given(pair=pairs())
def test_other_numbers_behind_what_is_shown_give_an_equal_evaluation(pair: tuple[Scene, Scene]) -> None:
    one, other = (told(scene) for scene in pair)
    event("differ" if one != other else "alike")
    assert redact(one) == redact(other)


@given(scene=scenes())
def test_no_small_number_about_persons_is_shown_and_nothing_else_is_touched(scene: Scene) -> None:
    whole = told(scene)
    public = redact(whole)
    assert public.readers is Readers.PUBLIC
    for before, after in zip(whole.measures, public.measures, strict=True):
        seasons = (after.this, *after.history, *(one.season for one in after.against))
        if after.hidden is Hidden.NOTHING:
            assert after == before
            continue
        assert not any(one.nights or one.areas or one.quality.nil for one in seasons)
        if after.measure.person_related:
            assert not any(is_small(one.total) for one in seasons)
    personal = {kind.slug for kind, numbers in scene.items() if kind.personal and numbers.small()}
    assert personal <= {one.measure.slug for one in public.measures if one.hidden is not Hidden.NOTHING}


def seen(totals: Mapping[str, int], part_of: Mapping[str, str]) -> Evaluation:
    """The public's evaluation of measures about persons of which only totals are known."""
    scene = {
        Kind(slug, part_of.get(slug), None, personal=True, purpose=Purpose.OUTCOME): Numbers(
            {2026: (total,)}, {}
        )
        for slug, total in totals.items()
    }
    return redact(told(scene))


PARTS = {"a": "all", "b": "all"}
CHAIN = {"a": "all", "b": "all", "a1": "a", "a2": "a"}


@pytest.mark.parametrize(
    ("part_of", "free", "sums"),
    [
        # All that there is, is in the two parts: the worst case for whoever wants to hide one of them.
        (PARTS, ("a", "b"), lambda a, b: {"all": a + b, "a": a, "b": b}),
        (CHAIN, ("a1", "a2", "b"), lambda x, y, b: {"all": x + y + b, "a": x + y, "a1": x, "a2": y, "b": b}),
    ],
    ids=["two-parts", "parts-of-parts"],
)
def test_a_small_total_cannot_be_worked_out_from_the_others(
    part_of: Mapping[str, str], free: tuple[str, ...], sums: Callable[..., dict[str, int]]
) -> None:
    by_output: dict[str, list[dict[str, int]]] = defaultdict(list)
    for values in product(range(12), repeat=len(free)):
        # Up to a whole of 11 all that add up to it are tried.
        if sum(values) < 12:
            totals = sums(*values)
            by_output[repr(seen(totals, part_of))].append(totals)
    for alike in by_output.values():
        for slug in alike[0]:
            if is_small(alike[0][slug]):
                assert len({totals[slug] for totals in alike}) > 1, alike


def shown(found: Evaluation, slug: str) -> tuple[Decimal | None, bool, bool]:
    """Its total of this season, and why it is not shown."""
    this = next(one.this for one in found.measures if one.measure.slug == slug)
    return this.total, this.few, this.withheld


@pytest.mark.parametrize(
    ("totals", "part_of", "expected"),
    [
        # A small total alone: it may be said how small.
        ({"all": 9, "a": 3}, {"a": "all"}, {"all": (9, False, False), "a": (None, True, False)}),
        # Its only sibling goes with it, and which of the two is small is not said.
        (
            {"all": 9, "a": 3, "b": 6},
            PARTS,
            {"all": (9, False, False), "a": (None, False, True), "b": (None, False, True)},
        ),
        # Under a small total no part is shown.
        (
            {"all": 3, "a": 3, "b": 0},
            PARTS,
            {"all": (None, True, False), "a": (None, False, True), "b": (None, False, True)},
        ),
    ],
    ids=["alone", "its-sibling", "all-small"],
)
def test_which_totals_are_hidden_together(
    totals: Mapping[str, int],
    part_of: Mapping[str, str],
    expected: Mapping[str, tuple[int | None, bool, bool]],
) -> None:
    found = seen(totals, part_of)
    assert {slug: shown(found, slug) for slug in totals} == expected


@pytest.mark.parametrize(
    ("personal", "whole", "part"),
    [
        # A part that is not about persons bounds the total that is: 3 of 3 or 4.
        ("all", 3, 3),
        # One of one.
        ("a", 1, 1),
    ],
    ids=["of-its-total", "of-its-part"],
)
def test_what_is_not_about_persons_does_not_tell_of_them(personal: str, whole: int, part: int) -> None:
    kinds = [
        Kind(slug, parent, None, personal=slug == personal, purpose=Purpose.OUTCOME)
        for slug, parent in (("all", None), ("a", "all"))
    ]
    found = redact(
        told({kind: Numbers({2026: (n,)}, {}) for kind, n in zip(kinds, (whole, part), strict=True)})
    )
    assert [shown(found, slug)[0] for slug in ("all", "a")] == [None, None]


def test_two_results_of_one_measure_do_not_tell_their_difference() -> None:
    people = measure("people", nights=2, person_related=True, purpose=Purpose.ENGAGEMENT)
    held, done = result(season([3, 6]), of=people), output("11", measure=people)
    found = redact(replace(told({}), measures=(held,), outputs=(done,)))
    assert (found.measures[0].this.total, found.outputs[0].delivered) == (9, 9)


def test_whoever_may_hold_the_same_casualties_hides_them_too() -> None:
    kinds = [
        Kind(slug, None, group, personal=slug == "injuries", purpose=Purpose.OUTCOME)
        for slug, group in (("injuries", "casualties"), ("ambulance", "casualties"), ("calls", None))
    ]
    numbers = [Numbers({2026: (total, 0)}, {}) for total in (3, 7, 2)]
    found = redact(told(dict(zip(kinds, numbers, strict=True))))
    assert [shown(found, kind.slug) for kind in kinds] == [
        (None, True, False),
        (None, False, True),
        (2, False, False),
    ]
    # What is not about persons, nor tied to it, stays as it was.
    assert found.measures[2].hidden is Hidden.NOTHING
    assert (
        {one.target.measure for one in found.targets}
        == {one.claim.measure for one in found.claims}
        == {"calls"}
    )


def test_outputs_are_never_suppressed() -> None:
    evenings = measure("evenings", person_related=True, purpose=Purpose.OUTPUT)
    whole = replace(told({}), outputs=(output("3", measure=evenings, sentence="3 of 3 evenings."),))
    assert redact(whole).outputs == whole.outputs


def test_engagement_of_few_persons_is_hidden_where_outputs_stand() -> None:
    people = measure("people", person_related=True, purpose=Purpose.ENGAGEMENT, unit="people")
    whole = replace(told({}), outputs=(output("3", measure=people, planned=Decimal(3), sentence="3 came."),))
    (found,) = redact(whole).outputs
    assert (found.delivered, found.planned, found.few) == (None, None, True)
    assert found.sentence == (
        "Recorded in all (people): fewer than 5."
        " Only totals are shown, because smaller numbers could tell who it was."
    )


def test_totals_are_read_side_by_side_without_any_judgement() -> None:
    held = result(season([3, 6]), season([2, 1], 2025), of=measure(nights=2, person_related=True))
    (found,) = redact(replace(told({}), measures=(held,))).measures
    (against,) = found.against
    assert against.sentence == "Recorded in all: fewer than 5 → 9; small numbers are not compared."
    assert (against.this, against.last, against.comparison) == (9, None, None)
    assert found.caveats[0].startswith("Only totals are shown")


def share(*against: Against, total: str = "40") -> MeasureResult:
    """A percentage of persons."""
    view = measure("helped", person_related=True, kind=MeasureKind.PERCENTAGE, unit="%")
    return replace(result(in_all(total), of=view), against=against)


def asked(before: tuple[int, int], after: tuple[int, int]) -> Against:
    """A survey of last year and of this one: yes, of how many."""
    answers = [Answers(yes=yes, answered=answered) for yes, answered in (before, after)]
    return Against(
        season=in_all("50", 2025), this=Decimal(40), last=Decimal(50), sentence="", survey=unpaired(*answers)
    )


@pytest.mark.parametrize(
    ("against", "hidden"),
    [
        ([asked((10, 20), (8, 20))], Hidden.NOTHING),
        # Three of twenty did not say yes.
        ([asked((17, 20), (8, 20))], Hidden.TOTALS),
        # Nobody knows of how many.
        ([], Hidden.TOTALS),
        ([replace(asked((10, 20), (8, 20)), survey=points(50, 40))], Hidden.TOTALS),
    ],
    ids=["many", "few", "alone", "unknown"],
)
def test_a_share_is_shown_where_enough_said_yes_and_no(against: list[Against], hidden: Hidden) -> None:
    (found,) = redact(replace(told({}), measures=(share(*against),))).measures
    assert found.hidden is hidden
    assert (found.this.total is None) is (hidden is Hidden.TOTALS)


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


def test_what_is_withheld_is_not_printed_as_missing() -> None:
    parts = [one.this for one in seen({"all": 9, "a": 3, "b": 6}, PARTS).measures]
    assert [total_of(one) for one in parts] == ["9", "not shown", "not shown"]
    assert all(one.recorded for one in parts)


def evaluated(database: Database, nights: Mapping[int, tuple[int, ...]]) -> Evaluation:
    """The public's evaluation of injuries of two seasons, in a database that is left as it was."""
    with database.rehearse() as session:
        seasons = [make_plan(session, year=year) for year in (2025, 2026)]
        for plan in seasons:
            for day, value in enumerate(nights[plan.year]):
                on = date(plan.year, 10, 27 + day)
                put(session, plan, "injuries", str(value), on, nil=value == 0, source=f"said {value}")
                put(session, plan, "asb-calls", "9", on)
        injuries = measure_of(session, seasons[1], "injuries")
        said = {"measure_id": key(injuries), "actor": LEAD, "now": NOW}
        planning.make_claim(session, new=NewClaim(text="Two were hurt", value="2"), **said)
        planning.set_target(session, plan_id=key(seasons[1]), text="Nobody", value=Decimal(2), **said)
        earlier = baselines(session, seasons[1], [])
        return evaluate(session, seasons[1], earlier, readers=Readers.PUBLIC, now=LATER)


def test_a_plan_is_evaluated_alike_whatever_is_hidden(sqlite_database: Database) -> None:
    found = evaluated(sqlite_database, {2025: (3, 0, 4), 2026: (2, 1, 0)})
    assert found == evaluated(sqlite_database, {2025: (0, 5, 2), 2026: (0, 0, 1)})
    assert found != evaluated(sqlite_database, {2025: (0, 5, 3), 2026: (0, 0, 1)})
    assert next(one.hidden for one in found.measures if one.measure.slug == "injuries") is Hidden.TOTALS
