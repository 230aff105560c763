"""What a plan counts is added to, changed, marked."""

from datetime import date, time
from typing import Any

import pytest
from desk import NIGHT, Desk
from factories import LEAD

from seasonal_ops import counting, journal, planning, queries
from seasonal_ops.counting import MeasureChange
from seasonal_ops.errors import BadValue, NotFound, Refused, SeasonalOpsError
from seasonal_ops.models import Measure, key
from seasonal_ops.templates import expand
from seasonal_ops.words import Direction, MarkKind, MeasureKind, Purpose


def change(desk: Desk, slug: str, **said: Any) -> Measure:
    made: Measure = desk.do(
        counting.set_measure, plan=desk.plan, measure=desk.measure(slug), change=MeasureChange(**said)
    )
    return made


def test_a_measure_of_ones_own_comes_last_and_has_the_window_of_the_first(both: Desk) -> None:
    police = queries.find_partner(both.session, "police")
    made = both.do(
        counting.add_measure,
        plan=both.plan,
        name="Bin fires",
        change=MeasureChange(
            definition="Fires in bins, by date of the call.", unit="incidents", kind=MeasureKind.COUNT,
            direction=Direction.DOWN, source=key(police), night_from=time(7), purpose=Purpose.OUTCOME,
            part_of="secondary-fires", person_related=False, due_days=30,
        ),
    )  # fmt: skip
    view = queries.measures(both.session, both.plan)[-1]
    assert (view.slug, view.name, view.source, view.part_of) == (
        "bin-fires",
        "Bin fires",
        "police",
        "secondary-fires",
    )
    assert (view.window_from, view.window_to, view.night_from, view.due_days) == (
        date(2026, 10, 27),
        date(2026, 11, 7),
        time(7),
        30,
    )
    (fact,) = journal.read(both.session, subject=f"measure:{made.id}")
    assert (fact.kind, fact.before, fact.after and fact.after["slug"]) == ("MeasureAdded", None, "bin-fires")


def test_a_window_by_rule_follows_its_anchor(desk: Desk) -> None:
    desk.count_of("late", window_from="1 day after Halloween", window_to=date(2026, 11, 9))
    assert desk.measure("late").window_from == date(2026, 11, 1)
    desk.do(planning.move_anchor, plan_id=key(desk.plan), name="Halloween", on=date(2026, 11, 2))
    assert (desk.measure("late").window_from, desk.measure("late").window_to) == (
        date(2026, 11, 3),
        date(2026, 11, 9),
    )


SAID = {"definition": "What.", "unit": "calls", "kind": MeasureKind.COUNT}


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("Bins", {"unit": None, "kind": None}, "a new measure needs --unit and --kind: what is"),
        ("asb calls", {}, "bright-sparx-2026 counts asb-calls already; change it: seasonal-ops measure set"),
        ("…", {}, "has no letters or digits"),
        ("a\x1b", {}, "invisible control character"),
        ("Bins", {"definition": " "}, "the definition is empty; say what is counted"),
        ("Bins", {"unit": "u" * 41}, "the unit has 41 characters; 40 at most"),
        ("Bins", {"source": 999}, "there is no partner"),
        ("Bins", {"part_of": "asb-cals"}, "did you mean asb-calls"),
        ("Bins", {"part_of": "detritus-removed"}, "bins is a count and detritus-removed a quantity"),
        ("Bins", {"due_days": -1}, "due within 0 to 366 days"),
        ("Bins", {"window_from": date(2026, 11, 8)}, "end on 2026-11-07, before it begins on 2026-11-08"),
        ("Bins", {"window_from": "3 days before Bonfire Nite"}, "Bonfire Night"),
        ("Bins", {"window_from": date(1989, 1, 1)}, "use a year between 1990 and 2101"),
    ],
    ids=lambda said: ",".join(said) if isinstance(said, dict) else None,
)  # fmt: skip
def test_what_cannot_be_counted(desk: Desk, name: str, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SeasonalOpsError) as refused:
        desk.do(counting.add_measure, plan=desk.plan, name=name, change=MeasureChange(**(SAID | said)))
    assert sentence in str(refused.value)


def test_a_measure_of_which_nobody_is_named_goes_on_into_the_next_season(desk: Desk) -> None:
    desk.count_of("bins", part_of="secondary-fires")
    template = planning.template_of(desk.session, desk.plan)
    plan = planning.draft_plan(
        desk.session, draft=expand(template, year=2027, given={}), year=2027, actor=LEAD, now=desk.now
    )
    view = queries.measures(desk.session, plan)[-1]
    assert (view.slug, view.source, view.part_of) == ("bins", None, "secondary-fires")


def test_what_is_said_anew_is_one_fact_and_nothing_new_is_none(both: Desk) -> None:
    row = change(both, "injuries", due_days=30, name="Injured people")
    (fact,) = journal.read(both.session, subject=f"measure:{row.id}")
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.kind, fact.before["due_days"], fact.after["due_days"]) == ("MeasureChanged", 14, 30)
    assert (row.slug, row.name) == ("injuries", "Injured people")
    change(both, "injuries", due_days=30)
    assert len(journal.read(both.session, subject=f"measure:{row.id}")) == 1


def test_a_window_keeps_its_counts_in_and_leaves_baselines_out(desk: Desk) -> None:
    desk.add("asb-calls", 3, date(2026, 10, 20), baseline=True)
    desk.add("asb-calls", 3, date(2026, 10, 28))
    with pytest.raises(
        Refused, match="1 recorded counts of asb-calls would be outside its window, from 2026-10-28"
    ):
        change(desk, "asb-calls", window_from=date(2026, 10, 29))
    desk.session.refresh(desk.measure("asb-calls"))
    assert change(desk, "asb-calls", window_from=date(2026, 10, 28)).window_from == date(2026, 10, 28)


@pytest.mark.parametrize(
    "said", [{"unit": "incidents"}, {"kind": MeasureKind.QUANTITY}], ids=["unit", "kind"]
)
def test_recorded_values_keep_their_meaning(desk: Desk, said: dict[str, Any]) -> None:
    desk.count_of("held")
    change(desk, "held", **said)
    change(desk, "held", unit="things", kind=MeasureKind.COUNT)
    desk.add("held", 3)
    with pytest.raises(Refused, match="held has 1 recorded values in things"):
        change(desk, "held", **said)


def test_parts_form_no_circle(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        change(desk, "fire-incidents", part_of="asb-fires")
    assert str(refused.value) == (
        "measures cannot be parts of each other: fire-incidents, asb-fires, deliberate-fires, fire-incidents;"
        " choose another --part-of"
    )
    with pytest.raises(Refused, match="arson, arson"):
        change(desk, "arson", part_of="arson")
    assert change(desk, "deliberate-fires", part_of="").part_of is None


def test_a_part_is_made_of_no_total_that_it_is_above(desk: Desk) -> None:
    desk.count_of("bins")
    desk.count_of("wheeled-bins", part_of="bins")
    desk.add("wheeled-bins", 9)
    desk.add("secondary-fires", 4)
    with pytest.raises(
        Refused, match="wheeled-bins of 2026-10-30 is 9: wheeled-bins is a part of secondary-fires"
    ):
        change(desk, "bins", part_of="secondary-fires")


def test_a_mark_says_from_when_who_declared_it_and_when(both: Desk) -> None:
    said = {"measure": both.measure("asb-calls"), "on": date(2026, 4, 1), "kind": MarkKind.BREAK}
    both.do(counting.declare_mark, reason="online reports are counted too", **said)
    (view,) = queries.marks(both.session, both.plan)
    assert (view.measure, view.on, view.kind) == ("asb-calls", date(2026, 4, 1), MarkKind.BREAK)
    assert (view.reason, view.declared_by, view.declared_at) == (
        "online reports are counted too",
        "lead",
        both.now,
    )
    shown = {one.slug: one.marks for one in queries.measures(both.session, both.plan)}
    assert (shown["asb-calls"], shown["police-calls"]) == ((view,), ())
    with pytest.raises(Refused, match="has a mark of 2026-04-01 as break already"):
        both.do(counting.declare_mark, reason="again", **said)
    both.do(counting.declare_mark, reason="patrols", **{**said, "kind": MarkKind.INTERVENTION})
    with pytest.raises(BadValue, match="what changed is empty"):
        both.do(counting.declare_mark, reason=" ", **{**said, "on": NIGHT})
    with pytest.raises(BadValue, match="1990 and 2101"):
        both.do(counting.declare_mark, reason="x", **{**said, "on": date(1989, 1, 1)})


def test_a_measure_of_another_plan_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no measure 'late-licences'"):
        desk.measure("late-licences")


@pytest.mark.parametrize("changed", ["part", "whole"])
def test_another_kind_breaks_no_rule_of_parts(desk: Desk, changed: str) -> None:
    desk.count_of("whole")
    desk.count_of("part", part_of="whole")
    change = MeasureChange(kind=MeasureKind.QUANTITY)
    with pytest.raises(Refused, match="none is a part of it"):
        desk.do(counting.set_measure, plan=desk.plan, measure=desk.measure(changed), change=change)


def test_what_is_recorded_keeps_its_nights_and_what_is_approved_its_definition(desk: Desk) -> None:
    def change(**said: Any) -> None:
        measure = desk.measure("asb-calls")
        desk.do(counting.set_measure, plan=desk.plan, measure=measure, change=MeasureChange(**said))

    change(night_from=time(7))
    desk.add("asb-calls", 3)
    change(night_from=time(7), definition="Calls, by date of the call.")
    with pytest.raises(Refused, match="of nights from 07:00; withdraw them first, or mark the day"):
        change(night_from=time(6))
    desk.do(counting.approve, plan=desk.plan)
    change(definition="Calls, by date of the call.")
    with pytest.raises(Refused, match="counted as it is defined now; open them first"):
        change(definition="Calls, by date of the report.")


def test_an_anchor_that_leaves_counts_beside_a_window_says_so_and_leaves_no_approved_ones(desk: Desk) -> None:
    desk.count_of("late", window_from="Halloween", window_to="2 days after Halloween")
    for day in (1, 2):
        desk.add("late", day, date(2026, 11, day))
    move: dict[str, Any] = {"plan_id": key(desk.plan), "name": "Halloween", "on": date(2026, 11, 2)}
    (found,) = [one for one in planning.preview_anchor(desk.session, **move) if one.title == "late"]
    assert found.warnings[0].startswith(
        "1 count is now beside its window: widen it with seasonal-ops measure"
    )
    desk.do(counting.approve, plan=desk.plan, measure=desk.measure("late"))
    with pytest.raises(Refused, match="1 approved count of late would be beside its window of 2026-11-02"):
        desk.do(planning.move_anchor, **move)
    desk.do(counting.reopen, plan=desk.plan, measure=desk.measure("late"), reason="the date was wrong")
    assert found in desk.do(planning.move_anchor, **move)
