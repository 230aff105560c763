"""The hand-written source: tui/source/partners.py."""

from datetime import date, time, timedelta
from typing import Any, Final

from seasonal_ops.errors import NotFound, SeasonalOpsError
from seasonal_ops.views import ContactView
from seasonal_ops.views.chasing import Chased, ChaseLetter, ChasePreview
from seasonal_ops.views.partners import PartnerDetail, PartnerFeed, PartnerLine, PartnerTask
from seasonal_ops.words import Answer, ReminderKind, Role, Status
from tests.tui.fakes.base import NOW, Fake

HOUR: Final = timedelta(hours=1)


def a_partner(number: int, name: str, **more: Any) -> PartnerLine:
    values: dict[str, Any] = {
        "slug": name.lower().replace(" ", "-"),
        "capacity": None,
        "reached": 1,
        "assigned": 6,
        "delivered": 4,
        "overdue": 0,
        "unanswered": 0,
        "declined": 0,
        "load": (0, 0, 0, 0, 0, 0, 0, 0),
        "answered": NOW - 48 * HOUR,
        "written": NOW - 5 * HOUR,
    }
    return PartnerLine(id=number, name=name, **(values | more))


AGENCIES: Final = (
    a_partner(1, "Community Safety Team", assigned=24, delivered=9, load=(2, 2, 1, 0, 0, 0, 0, 0)),
    a_partner(2, "Fire and Rescue", overdue=2, declined=1, capacity=4, load=(4, 1, 0, 0, 0, 0, 0, 0)),
    a_partner(
        3, "Police", assigned=41, delivered=19, unanswered=3, capacity=10, load=(12, 6, 3, 1, 0, 0, 0, 0)
    ),
    a_partner(4, "Student wardens", reached=0, unanswered=1, answered=None, written=None),
    a_partner(5, "Trading Standards", load=(1, 1, 1, 1, 0, 0, 0, 0)),
)
DUTY: Final = ContactView(
    id=1, partner="police", email="duty@police.example", name="Duty desk", deputy=False, phone="01632 960100"
)
OTHERS: Final = (
    ContactView(id=2, partner="police", email="sgt@police.example", name="Sgt Sample", deputy=True),
    ContactView(
        id=3,
        partner="police",
        email="old@police.example",
        name="Pat Former",
        deputy=False,
        left=date(2026, 9, 1),
    ),
)
TASKS: Final = (
    PartnerTask(
        id=1, title="Retailer visits, phase 2", plan_name="Bright Sparx 2026", starts_on=date(2026, 10, 27),
        start_time=time(9), status=Status.PLANNED, role=Role.LEAD, answer=Answer.ACCEPTED,
        owes=ReminderKind.OVERDUE,
    ),
    PartnerTask(
        id=5, title="Joint patrol", plan_name="Bright Sparx 2026", starts_on=date(2026, 11, 5),
        start_time=None, status=Status.PLANNED, role=Role.SUPPORT, answer=Answer.ASKED,
        owes=ReminderKind.UNANSWERED,
    ),
)  # fmt: skip
FEED: Final = PartnerFeed(id=1, name="Police: everything", last_fetched=NOW - HOUR, last_client="Outlook")
LETTER: Final = ChaseLetter(
    contact=1,
    partner="police",
    partner_name="Police",
    name="Duty desk",
    address="duty@police.example",
    subject="Please answer by Tue 3 Nov: Thu 5 Nov 18:00–23:00, joint patrol",
    body="Dear Duty desk,\n\nWhat: joint patrol\nWhen: Thu 5 Nov 18:00–23:00\n\nReply with yes.\n",
)
LATER: Final = ChaseLetter(
    contact=9,
    partner="fire-and-rescue",
    partner_name="Fire and Rescue",
    name="",
    address="duty@fire.example",
    subject="How did it go? Retailer visits",
    body="What: retailer visits\n",
    goes=NOW + 19 * HOUR,
    why="one message a person a day, and none in quiet hours",
)
PREVIEW: Final = ChasePreview(
    letters=(LETTER, LATER),
    left_out=("Student wardens has no contact who can be written to; add one: seasonal-ops contact add",),
    requests=3,
    plans=("Bright Sparx 2026",),
)


class FakePartners(Fake):
    """Holds partners that tests change, and a chase that is queued as it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.agencies = AGENCIES
        self.partner_trouble: SeasonalOpsError | None = None
        self.chase_trouble: SeasonalOpsError | None = None
        self.preview = PREVIEW
        self.detail_reads: list[str] = []
        self.asked_of: list[str | None] = []

    def partner_lines(self, plan: str | None) -> tuple[PartnerLine, ...]:
        self.fail_if_told(self.partner_trouble)
        self.asked_of.append(plan)
        return self.agencies

    def partner_detail(self, partner: str, plan: str | None) -> PartnerDetail:
        self.fail_if_told(self.partner_trouble)
        self.detail_reads.append(partner)
        self.asked_of.append(plan)
        row = next((one for one in self.agencies if one.slug == partner), None)
        if row is None:
            raise NotFound("partner", partner)
        if partner != "police":
            return PartnerDetail(id=row.id, contacts=(), tasks=(), feeds=())
        return PartnerDetail(id=row.id, contacts=(DUTY, *OTHERS), tasks=TASKS, feeds=(FEED,))

    def preview_chase(
        self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None
    ) -> ChasePreview:
        self.fail_if_told(self.chase_trouble)
        self.asked.append(("preview", partners, activities, plan))
        return self.preview

    def chase(self, partners: tuple[str, ...], activities: tuple[int, ...], plan: str | None) -> Chased:
        self.fail_if_told(self.chase_trouble)
        self.facts += 1
        self.asked.append(("chase", partners, activities, plan))
        return Chased(reminders=(1, 2, 3), people=2, left_out=self.preview.left_out)
