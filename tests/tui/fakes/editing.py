"""Sheets of the hand-written source, and what forms make of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from seasonal_ops.checks import Picture
from seasonal_ops.dates import Calendar, Dated, Period
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import ActivityView, Change, ContactView, RecordLine
from seasonal_ops.views.around import Around
from seasonal_ops.words import ActorKind, Status
from tests.tui.fakes.activities import PARTNERS, PLANS, FakeActivities, an_activity, an_assignment
from tests.tui.fakes.base import NOW
from tui.source import Seen
from tui.source.editing import Draft, Sheet

CALENDAR: Final = Calendar(
    begins=date(2026, 5, 1),
    anchors={
        "Mischief Night": Dated(date(2026, 10, 30), "Mischief Night is 30 October"),
        "Bonfire Night": Dated(date(2026, 11, 5), "Bonfire Night is 5 November"),
    },
    periods=(Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30)),),
)
CONTACTS: Final = (
    ContactView(id=1, partner="police", email="duty@police.example", name="Duty desk", deputy=False),
    ContactView(
        id=2, partner="fire-and-rescue", email="w@fire.example", name="Watch", deputy=False, phone="01695 1"
    ),
)


def a_line(actor: str, *changes: Change, **more: Any) -> RecordLine:
    values: dict[str, Any] = {
        "id": 9,
        "at": NOW,
        "actor": actor,
        "actor_kind": ActorKind.TUI,
        "kind": "ActivityMoved",
        "subject": "activity:3",
        "title": "Bonfire stack removal",
        "told": "moved Bonfire stack removal",
        "changes": changes,
        "undone": False,
        "caused_by": None,
        "digest": "",
    }
    return RecordLine(**(values | more))


class FakeEditing(FakeActivities):
    """Keeps drafts in the activities; `told` is what others did, `capacity` of every partner."""

    told: tuple[RecordLine, ...] = ()
    capacity: int | None = 1
    editing_trouble: SeasonalOpsError | None = None
    contacts = CONTACTS
    arounds: Mapping[int, Around] = MappingProxyType({})

    def sheet(self, activity_id: int) -> Sheet:
        self.fail_if_told(self.editing_trouble)
        return self._sheet(self.activities[activity_id])

    def blank(self, plan: str) -> Sheet:
        self.fail_if_told(self.editing_trouble)
        named = next(one.name for one in PLANS if one.slug == plan)
        nothing: dict[str, Any] = {"plan": plan, "plan_name": named, "version": 0, "start_time": None}
        return self._sheet(an_activity(0, "", CALENDAR.begins, end_time=None, **nothing))

    def around(self, activity_id: int) -> Around:
        self.fail_if_told(self.editing_trouble)
        return self.arounds.get(activity_id, Around())

    def since(self, seen: Seen) -> tuple[RecordLine, ...]:
        self.fail_if_told(self.editing_trouble)
        return self.told if self.activities[seen.id].version > seen.version else ()

    def keep(self, seen: Seen, draft: Draft) -> ActivityView:
        self._require((seen,))
        self.fail_if_told(self.editing_trouble)
        return self.changed("keep", seen.id, _made_of(draft, self.activities[seen.id]), draft)

    def add(self, plan: str, draft: Draft) -> tuple[ActivityView, ...]:
        self.fail_if_told(self.editing_trouble)
        first = max(self.activities, default=0) + 1
        self.asked.append(("add", plan, draft))
        self.facts += 1
        made = []
        for number, placed in enumerate(draft.when, start=first):
            blank = an_activity(number, draft.title or "", placed.on, plan=plan)
            values = _made_of(replace(draft, when=(placed,)), blank)
            self.activities[number] = replace(blank, **values)
            made.append(self.activities[number])
        return tuple(made)

    def cancel(self, seen: tuple[Seen, ...], reason: str) -> tuple[ActivityView, ...]:
        self._require(seen)
        values = {"status": Status.CANCELLED, "status_note": reason}
        return tuple(self.changed("cancel", one.id, values, reason) for one in seen)

    def _sheet(self, activity: ActivityView) -> Sheet:
        plan = next(one for one in PLANS if one.slug == activity.plan)
        partners = tuple(replace(one, capacity=self.capacity) for one in PARTNERS)
        picture = Picture(
            now=NOW,
            plans=(plan,),
            activities=tuple(self.activities.values()),
            calendars={plan.slug: CALENDAR},
            partners={one.slug: one for one in partners},
        )
        return Sheet(
            activity=activity,
            plan=plan,
            picture=picture,
            partners=partners,
            contacts=self.contacts,
            phases=(("prepare", "Preparation"), ("operation", "The nights")),
            themes=("enforcement",),
        )


def _made_of(draft: Draft, was: ActivityView) -> dict[str, Any]:
    """What an activity is after a draft, as far as the screens show it."""
    names = ("title", "location", "meet", "theme", "phase", "sensitivity", "description")
    values: dict[str, Any] = {
        name: getattr(draft, name) for name in names if getattr(draft, name) is not None
    }
    if draft.note is not None:
        values["status_note"] = draft.note
    if draft.ring is not None:
        values["ring"] = next((one for one in CONTACTS if one.id == draft.ring), None)
    if draft.when:
        placed = draft.when[0]
        values |= {"starts_on": placed.on, "ends_on": placed.last_day}
        values |= {"start_time": placed.start, "end_time": placed.end}
    held = [one for one in was.assignments if one.partner not in draft.released]
    known = {one.slug: one.name for one in PARTNERS}
    held += [an_assignment(known[slug], role) for slug, role in draft.asked]
    for said in draft.heard:
        held = [
            replace(one, response=said.answer, proposed_on=said.on, note=said.note)
            if one.partner == said.partner
            else one
            for one in held
        ]
    return values | {"assignments": tuple(held)}
