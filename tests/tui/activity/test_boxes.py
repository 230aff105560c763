"""What a form holds, and what of it was typed."""

from dataclasses import replace
from typing import Any

import pytest

from seasonal_ops.words import Answer, Role, Sensitivity, Status
from tests.tui.fakes import NOW, PARTNERS, WEEK, FakeSource
from tui.activity.boxes import Partners, drafted, names, opened
from tui.activity.foresight import foresee
from tui.activity.two_editors import both, merged, typed
from tui.source.editing import Draft, Heard, Sheet

FIRE = next(one for one in PARTNERS if one.slug == "fire-and-rescue")
POLICE = next(one for one in PARTNERS if one.slug == "police")


def sheet() -> Sheet:
    return FakeSource().sheet(1)


def draft(changes: dict[str, str], partners: Partners | None = None) -> Draft:
    one = sheet()
    texts = opened(one) | changes
    dates = foresee(one, texts["when"], texts["end"], one.activity.assignments).dates
    return drafted(one, texts, dates, partners or Partners.of(one.activity))


def test_a_form_that_was_only_opened_changes_nothing() -> None:
    assert draft({}).empty
    assert draft({"title": f" {WEEK[0].title} "}).empty  # a space more is no change


@pytest.mark.parametrize(
    ("box", "text", "expected"),
    [
        ("title", "Retailer visits", Draft(title="Retailer visits")),
        ("location", "", Draft(location="")),
        ("meet", "rear yard", Draft(meet="rear yard")),
        ("theme", "safety", Draft(theme="safety")),
        ("phase", "operation", Draft(phase="operation")),
        ("sensitivity", "limited", Draft(sensitivity=Sensitivity.LIMITED)),
        ("ring", "2", Draft(ring=2)),
        ("description", "a\nb", Draft(description="a\nb")),
        ("note", "half done", Draft(note="half done")),
    ],
)
def test_only_what_was_typed(box: str, text: str, expected: Draft) -> None:
    assert draft({box: text}) == expected


def test_one_of_the_date_boxes_is_the_date() -> None:
    (placed,) = draft({"end": "18:00"}).when
    assert (placed.on, placed.end and placed.end.hour) == (WEEK[0].starts_on, 18)


def test_why_it_was_cancelled_is_no_note_to_edit_and_a_new_one_has_none() -> None:
    gone = replace(WEEK[0], status=Status.CANCELLED)
    assert "note" in names(sheet())
    assert "note" not in names(replace(sheet(), activity=gone))
    assert "note" not in names(FakeSource().blank("bright-sparx-2026"))


def test_what_becomes_of_partners() -> None:
    before = Partners.of(WEEK[0])  # trading standards lead and have accepted, the police were asked
    assert not before.changed
    asked = before.asking(FIRE, Role.LEAD, NOW)
    assert asked.draft() == Draft(asked=(("fire-and-rescue", Role.LEAD),))
    assert [one.line() for one in asked.held][-1] == "+ ◷ Fire and Rescue, lead: asked (will be asked)"
    assert asked.toggled(2).draft() == Draft()  # added here and taken off again
    off = before.toggled(1)
    assert off.draft() == Draft(released=("police",))
    assert [one.partner for one in off.there] == ["trading-standards"]
    assert off.held[1].line() == "– ◷ Police, support: asked (will be taken off)"
    assert off.toggled(1).draft() == Draft()
    assert off.asking(POLICE, Role.SUPPORT, NOW).draft() == Draft()
    assert before.asking(POLICE, Role.LEAD, NOW).draft() == Draft(asked=(("police", Role.LEAD),))
    said = Heard(partner="police", answer=Answer.ACCEPTED, on=None, note="told by phone")
    assert before.hearing(said).draft() == Draft(heard=(said,))
    assert before.hearing(said).toggled(1).draft() == Draft(released=("police",))


def test_changes_of_partners_stand_on_what_others_did() -> None:
    said = Heard(partner="police", answer=Answer.ACCEPTED, on=None, note="told by phone")
    standards, police = WEEK[0].assignments
    declined = replace(police, response=Answer.DECLINED)
    theirs = replace(WEEK[0], assignments=(standards, declined))
    # a role of mine does not take back their answer
    mine = Partners.of(WEEK[0]).asking(POLICE, Role.LEAD, NOW).rebased(theirs)
    assert mine.draft() == Draft(asked=(("police", Role.LEAD),))
    # an answer of mine stands over theirs
    assert Partners.of(WEEK[0]).hearing(said).rebased(theirs).draft() == Draft(heard=(said,))
    # whoever they took off is not taken off again; whom I ask is asked
    alone = replace(WEEK[0], assignments=(standards,))
    assert Partners.of(WEEK[0]).toggled(1).rebased(alone).draft() == Draft()
    added = Partners.of(WEEK[0]).asking(FIRE, Role.SUPPORT, NOW).rebased(alone)
    assert added.draft() == Draft(asked=(("fire-and-rescue", Role.SUPPORT),))


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        ({"title": "Visits"}, {"location": "Town hall"}, []),
        ({"title": "Visits"}, {"title": "Calls"}, ["Title"]),
        ({"end": "18:00"}, {"starts_on": NOW.date(), "ends_on": NOW.date()}, ["When"]),
        ({"title": "Visits", "meet": "yard"}, {"title": "Calls", "meet": "gate"}, ["Title", "Meet"]),
    ],
)
def test_what_both_changed(mine: dict[str, str], theirs: dict[str, Any], clash: list[str]) -> None:
    seen = sheet()
    now = replace(seen, activity=replace(seen.activity, version=2, **theirs))
    texts, partners = opened(seen) | mine, Partners.of(seen.activity)
    changed = typed(seen, texts, partners)
    assert both(seen, now, changed, partners) == clash
    together = merged(now, texts, changed)
    assert {name: together[name] for name in mine} == mine
    assert all(together[name] == text for name, text in opened(now).items() if name not in changed)


def test_one_partner_changed_by_both() -> None:
    seen = sheet()
    standards, police = seen.activity.assignments
    declined = replace(police, response=Answer.DECLINED)
    now = replace(seen, activity=replace(seen.activity, assignments=(standards, declined)))
    mine = Partners.of(seen.activity).toggled(1)
    assert both(seen, now, typed(seen, opened(seen), mine), mine) == ["Partners"]
    other = Partners.of(seen.activity).toggled(0)
    assert both(seen, now, typed(seen, opened(seen), other), other) == []
