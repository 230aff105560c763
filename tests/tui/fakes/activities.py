"""A hand-written source for the terminal UI: frozen views, a frozen clock, and a record of what was asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from seasonal_ops.errors import Changed
from seasonal_ops.views import (
    ActivityView,
    AnchorView,
    AssignmentView,
    MissingCount,
    PartnerView,
    PlanView,
    TodayRow,
    TodayView,
)
from seasonal_ops.words import Answer, Role, Sensitivity, Status
from tests.tui.fakes.base import NOW, Fake
from tui.source import Seen

TODAY: Final = NOW.date()
BONFIRE: Final = AnchorView(name="Bonfire Night", on=date(2026, 11, 5), given=False, reason="5 November")


def an_assignment(
    name: str, role: Role = Role.SUPPORT, response: Answer = Answer.ASKED, **more: Any
) -> AssignmentView:
    values: dict[str, Any] = {
        "partner": name.lower().replace(" ", "-"),
        "partner_name": name,
        "role": role,
        "response": response,
        "asked": NOW - timedelta(days=2),
        "answered": None,
        "proposed_on": None,
        "note": "",
    }
    return AssignmentView(**(values | more))


def an_activity(number: int, title: str, on: date = TODAY, **more: Any) -> ActivityView:
    values: dict[str, Any] = {
        "id": number,
        "plan": "bright-sparx-2026",
        "plan_name": "Bright Sparx 2026",
        "title": title,
        "theme": None,
        "phase": None,
        "starts_on": on,
        "ends_on": on,
        "start_time": time(14),
        "end_time": time(17),
        "time_zone": "Europe/London",
        "location": "",
        "meet": "",
        "description": "",
        "status": Status.PLANNED,
        "status_note": "",
        "sensitivity": Sensitivity.OPEN,
        "version": 1,
        "sequence": 0,
        "date_rule": None,
        "date_reason": "",
        "measures": (),
        "assignments": (),
    }
    return ActivityView(**(values | more))


def a_plan(slug: str, name: str, *, live: bool) -> PlanView:
    return PlanView(
        id=1,
        slug=slug,
        name=name,
        template=slug.rsplit("-", 1)[0],
        year=2026,
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 11, 20),
        live=live,
        activity_count=41,
        anchors=(BONFIRE,),
    )


PLANS: Final = (
    a_plan("bright-sparx-2026", "Bright Sparx 2026", live=True),
    a_plan("freshers-2027", "Freshers 2027", live=False),
)
FIRE: Final = an_assignment("Fire and Rescue", Role.LEAD, Answer.ACCEPTED, note="told by phone")
POLICE: Final = an_assignment("Police")
COUNCIL: Final = an_assignment("Community Safety Team", Role.LEAD, Answer.ACCEPTED)
STANDARDS: Final = an_assignment("Trading Standards", Role.LEAD, Answer.ACCEPTED)

WEEK: Final = (
    an_activity(
        1,
        "Retailer visits, phase 2",
        date(2026, 10, 27),
        assignments=(STANDARDS, POLICE),
        date_reason="9 days before Bonfire Night, a Thursday in 2026",
        location="Ormskirk town centre",
        theme="enforcement",
        measures=("premises visited",),
        description="Premises licensed to store fireworks. Take last year's list with you.",
    ),
    an_activity(
        2,
        "Skip clearance, east ward",
        date(2026, 10, 28),
        assignments=(COUNCIL,),
        start_time=None,
        end_time=None,
    ),
    an_activity(3, "Bonfire stack removal", assignments=(COUNCIL, POLICE)),
    an_activity(
        4,
        "Youth outreach with the diversionary evening at the fire station",
        start_time=time(16),
        end_time=time(19),
        assignments=(FIRE, STANDARDS),
        status=Status.DOING,
    ),
    an_activity(5, "Joint patrol", date(2026, 11, 5), assignments=(FIRE, POLICE, COUNCIL)),
    an_activity(6, "Counts from the ambulance service", date(2026, 11, 6), status=Status.DELIVERED),
)
PARTNERS: Final = tuple(
    PartnerView(id=number, slug=slug, name=name, kind="", capacity=None, contacts=1, reached=1, assigned=2)
    for number, (slug, name) in enumerate(
        (
            ("community-safety-team", "Community Safety Team"),
            ("fire-and-rescue", "Fire and Rescue"),
            ("police", "Police"),
            ("street-scene", "Street Scene"),
            ("trading-standards", "Trading Standards"),
        ),
        start=1,
    )
)


def a_view(activities: Sequence[ActivityView], *, clashing: Sequence[int] = (), **more: Any) -> TodayView:
    """What queries.today would say of these activities."""
    rows = [
        TodayRow(
            activity=activity,
            late_days=max(0, (TODAY - activity.starts_on).days) if activity.status.open else 0,
            clash=activity.id in clashing,
        )
        for activity in activities
    ]
    values: dict[str, Any] = {
        "today": TODAY,
        "now": NOW,
        "plan": None,
        "title": "All plans",
        "overdue": tuple(row for row in rows if row.late_days),
        "due": tuple(row for row in rows if row.activity.starts_on == TODAY),
        "coming": tuple(row for row in rows if row.activity.starts_on > TODAY),
        "unanswered": sum(len(activity.unanswered) for activity in activities),
        "uncounted": (
            MissingCount(
                plan="bright-sparx-2026",
                measure="premises",
                measure_name="premises visited",
                on=date(2026, 10, 27),
                activity=1,
            ),
        ),
        "clashes": len(clashing),
        "next_anchor": BONFIRE,
        "live": True,
        "plans": PLANS,
    }
    return TodayView(**(values | more))


def _of(slug: str) -> dict[str, Any]:
    plan = next(known for known in PLANS if known.slug == slug)
    return {"plan": slug, "title": plan.name, "live": plan.live, "plans": (plan,)}


class FakeActivities(Fake):
    """Keeps activities in a dict, and checks versions as the real one does."""

    def __init__(
        self, activities: Sequence[ActivityView] = WEEK, *, clashing: Sequence[int] = (3,), **view: Any
    ) -> None:
        super().__init__()
        self.activities = {activity.id: activity for activity in activities}
        self.clashing, self.view = clashing, view
        self.reads = 0

    def today(self, plan: str | None) -> TodayView:
        self.fail_if_told()
        self.reads += 1
        shown = [activity for activity in self.activities.values() if plan in (None, activity.plan)]
        of_plan = _of(plan) if plan else {}
        return a_view(shown, clashing=self.clashing, **(of_plan | self.view))

    def partners(self) -> tuple[PartnerView, ...]:
        self.fail_if_told()
        return PARTNERS

    def plans(self) -> tuple[PlanView, ...]:
        self.fail_if_told()
        return PLANS

    def set_status(
        self, seen: tuple[Seen, ...], status: Status, note: str | None = None
    ) -> tuple[ActivityView, ...]:
        self._require(seen)
        assert note is None
        return tuple(self.changed("status", one.id, {"status": status}, status) for one in seen)

    def assign(self, seen: tuple[Seen, ...], partner_slug: str, role: Role) -> tuple[ActivityView, ...]:
        self._require(seen)
        new = an_assignment(next(one.name for one in PARTNERS if one.slug == partner_slug), role)
        return tuple(
            self.changed(
                "assign",
                one.id,
                {"assignments": (*self.activities[one.id].assignments, new)},
                partner_slug,
                role,
            )
            for one in seen
        )

    def respond(
        self, seen: tuple[Seen, ...], partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        self._require(seen)
        given = {"response": answer, "proposed_on": on, "note": note}
        changed = []
        for one in seen:
            held = tuple(
                replace(held, **given) if held.partner == partner_slug else held  # type: ignore[arg-type]
                for held in self.activities[one.id].assignments
            )
            asked = (partner_slug, answer, on, note)
            changed.append(self.changed("respond", one.id, {"assignments": held}, *asked))
        return tuple(changed)

    def newest(self) -> int:
        self.fail_if_told()
        return self.facts

    def somebody_else(self, activity_id: int, **values: Any) -> None:
        """A change by another process."""
        self.changed("elsewhere", activity_id, values)

    def changed(self, verb: str, activity_id: int, values: dict[str, Any], *asked: Any) -> ActivityView:
        """Keep the new values under a new version, and write down what was asked."""
        activity = self.activities[activity_id]
        self.activities[activity_id] = replace(activity, version=activity.version + 1, **values)
        self.facts += 1
        self.asked.append((verb, activity_id, *asked))
        return self.activities[activity_id]

    def _require(self, seen: tuple[Seen, ...]) -> None:
        self.fail_if_told()
        if any(self.activities[one.id].version != one.version for one in seen):
            raise Changed("another person changed this activity first; look at it again")
