"""A small season by hand, for what the board and a lead read: every figure can be counted on fingers."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from factories import LEAD, make_activity
from harvest import drafted
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.models import Activity, Partner, Plan, PlanActivity, key
from seasonal_ops.views import ActivityLine, MonthView, Tally
from seasonal_ops.words import Answer, GateKind, GateState, Role, Sensitivity, Status

DRAFTED = datetime(2026, 8, 3, 9, tzinfo=UTC)
LIVE = datetime(2026, 9, 1, 8, tzinfo=UTC)
CHANGED = datetime(2026, 10, 28, 12, tzinfo=UTC)
# A Monday; Harvest Night was in September, and what the template brings along is delivered.
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)


def tally(**outcomes: int) -> Tally:
    """A tally of these outcomes and no others."""
    none = dict.fromkeys(
        ("delivered", "partly", "not_delivered", "cancelled", "moved", "unreported", "ahead"), 0
    )
    return Tally(total=sum(outcomes.values()), **(none | outcomes))


class Board:
    """A plan in one open transaction, two partners that nobody else has, and the verbs with their times."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.plan = self.draft()
        self.fire, self.police = self.partner("Fire Service"), self.partner("Police Force, East")

    def draft(self, *changes: tuple[str, str]) -> Plan:
        made = planning.draft_plan(self.session, draft=drafted(*changes), year=2026, actor=LEAD, now=DRAFTED)
        for view in queries.activities(self.session, plan_id=key(made)):
            planning.set_status(
                self.session, activity_id=view.id, status=Status.DELIVERED, actor=LEAD, now=DRAFTED
            )
        gate = planning.GateChange(state=GateState.MET)
        planning.set_gate(self.session, plan_id=key(made), name="money", change=gate, actor=LEAD, now=DRAFTED)
        return made

    def partner(self, name: str) -> Partner:
        return planning.add_partner(self.session, name=name, actor=LEAD, now=DRAFTED)

    def other_plan(self) -> Plan:
        return self.draft(('slug = "harvest"', 'slug = "fete"'), ('name = "Harvest"', 'name = "Fete"'))

    def go_live(self, plan: Plan | None = None, at: datetime = LIVE) -> None:
        planning.go_live(self.session, plan_id=key(plan or self.plan), actor=LEAD, now=at)

    def add(
        self,
        title: str,
        on: date,
        *leads: Partner,
        plan: Plan | None = None,
        now: datetime = DRAFTED,
        sensitivity: Sensitivity | None = None,
        **times: Any,
    ) -> Activity:
        """An activity that its leads accept at once."""
        row = make_activity(self.session, plan or self.plan, on, title=title, now=now, **times)
        for lead in leads:
            self.assign(row, lead, Role.LEAD, now=now)
            self.answer(row, lead, Answer.ACCEPTED, now=now)
        if sensitivity is not None:
            edit = planning.Edit(sensitivity=sensitivity, location="Corner of the park")
            planning.edit_activity(self.session, activity_id=key(row), edit=edit, actor=LEAD, now=now)
        return row

    def night(self, title: str, on: date, *leads: Partner) -> Activity:
        return self.add(title, on, *leads, start=time(21), end=time(3))

    def assign(
        self, row: Activity, partner: Partner, role: Role = Role.SUPPORT, now: datetime = DRAFTED
    ) -> None:
        about = {"activity_id": key(row), "partner_id": key(partner)}
        planning.assign(self.session, role=role, **about, actor=LEAD, now=now)

    def answer(
        self, row: Activity, partner: Partner, answer: Answer, *, now: datetime = CHANGED, **more: Any
    ) -> None:
        about = {"activity_id": key(row), "partner_id": key(partner)}
        planning.respond(self.session, answer=answer, **about, **more, actor=LEAD, now=now)

    def move(self, row: Activity, *to: date, now: datetime = CHANGED) -> None:
        for on in to:
            planning.move_activity(self.session, activity_id=key(row), to=on, actor=LEAD, now=now)

    def status(self, row: Activity, status: Status, note: str = "", now: datetime = CHANGED) -> None:
        planning.set_status(self.session, activity_id=key(row), status=status, note=note, actor=LEAD, now=now)

    def gate(
        self,
        title: str,
        decide_by: date,
        *behind: Activity,
        state: GateState = GateState.OPEN,
    ) -> None:
        """£1,500 of a fund, to be decided on."""
        change = planning.GateChange(
            title=title,
            kind=GateKind.FUNDING,
            amount=Decimal(1500),
            funder="a fund",
            decide_by=decide_by,
            state=state,
        )
        about = {"plan_id": key(self.plan), "name": title, "activities": [key(row) for row in behind]}
        planning.set_gate(self.session, change=change, **about, actor=LEAD, now=DRAFTED)

    def guest(self, row: Activity, plan: Plan) -> None:
        """The activity stands in another plan as well."""
        self.session.add(PlanActivity(plan_id=key(plan), activity_id=key(row), home=False))
        self.session.flush()


def line(row: Activity, *leads: str, note: str = "", plan: str = "harvest-2026") -> ActivityLine:
    return ActivityLine(
        id=key(row),
        plan=plan,
        title=row.title,
        starts_on=row.starts_on,
        leads=leads,
        status=row.status,
        note=note,
    )


def october(day: int) -> date:
    return date(2026, 10, day)


def november(day: int) -> date:
    return date(2026, 11, day)


def read(board: Board, **more: Any) -> MonthView:
    return queries.month(board.session, **({"month": OCTOBER, "now": NOW} | more))
