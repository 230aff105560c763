"""The messages of the hand-written source."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from seasonal_ops.errors import NotFound, Refused, SeasonalOpsError
from seasonal_ops.reminders.sending import Sent
from seasonal_ops.views import AttemptView, DeliveryView, LetterView, OutboxView, Tray
from seasonal_ops.words import Channel, ReminderKind, ReminderState
from tests.tui.fakes.base import NOW, Fake

DAY: Final = timedelta(days=1)


def a_try(number: int, outcome: str, detail: str = "", at: datetime = NOW - DAY) -> AttemptView:
    return AttemptView(attempt=number, started=at, ended=at, outcome=outcome, detail=detail)


def a_delivery(number: int, title: str, due: datetime, **more: Any) -> DeliveryView:
    values: dict[str, Any] = {
        "id": number,
        "activity": number,
        "title": title,
        "recipient": "duty@police.example",
        "channel": Channel.MAIL,
        "kind": ReminderKind.BEFORE,
        "due": due,
        "expires": due + 2 * DAY,
        "state": ReminderState.PLANNED,
        "attempts": len(more.get("tries", ())),
        "ambiguous": False,
        "message_id": f"<{number}@seasonal-ops.invalid>",
        "name": "Duty desk",
        "partner_name": "Police",
        "sent": None,
        "next_try": None,
        "held_for": "",
        "on": date(2026, 11, 5),
        "tries": (),
    }
    values |= more
    slug = values["partner_name"].lower().replace(" ", "-")
    return DeliveryView(partner=slug, **values)


GIVEN_UP: Final = a_delivery(
    1, "Bonfire stack removal", NOW - 5 * timedelta(hours=1), state=ReminderState.DEAD,
    partner_name="Street Scene", recipient="dutty@street-scene.example",
    tries=(a_try(1, "refused", "550 5.1.1 there is no such mailbox: dutty@street-scene.example"),),
)  # fmt: skip
TWICE: Final = a_delivery(
    2, "Joint patrol", NOW - DAY, state=ReminderState.SENT, ambiguous=True, sent=NOW - DAY,
    tries=(a_try(1, "ambiguous", "the worker stopped while sending; it may have arrived"), a_try(2, "sent")),
)  # fmt: skip
HELD: Final = a_delivery(
    3, "Youth outreach", NOW - DAY, state=ReminderState.HELD, partner_name="Fire and Rescue",
    recipient="duty@fire-and-rescue.example", kind=ReminderKind.CHANGED,
    held_for="the database was put back to Thu 29 Oct 09:00; this may have been sent since",
)  # fmt: skip
WAITING: Final = (
    a_delivery(4, "Joint patrol", NOW - timedelta(hours=5)),
    a_delivery(
        5, "Bonfire stack removal", NOW - timedelta(hours=5), state=ReminderState.FAILED,
        name="", partner_name="Trading Standards", recipient="duty@trading-standards.example",
        kind=ReminderKind.UNANSWERED,
        next_try=NOW + timedelta(minutes=4), tries=(a_try(1, "retry", "421 4.3.2 try again later", NOW),),
    ),
)  # fmt: skip
COMING: Final = (
    a_delivery(6, "Joint patrol", NOW + timedelta(hours=17)),
    a_delivery(
        7,
        "",
        NOW + 3 * DAY,
        kind=ReminderKind.DIGEST,
        on=None,
        activity=None,
        name="Sam Lead",
        partner_name="Community Safety Team",
    ),
)
SENT: Final = a_delivery(
    8, "Retailer visits, phase 2", NOW - 3 * DAY, state=ReminderState.SENT, sent=NOW - 3 * DAY,
    partner_name="Student wardens", recipient="https://hook.example/in", channel=Channel.WEBHOOK,
    tries=(a_try(1, "sent", at=NOW - 3 * DAY),),
)  # fmt: skip


def a_tray(*rows: DeliveryView) -> Tray:
    return Tray(rows=rows, total=len(rows))


OUTBOX: Final = OutboxView(
    given_up=a_tray(GIVEN_UP),
    twice=a_tray(TWICE),
    held=a_tray(HELD),
    waiting=a_tray(*WAITING),
    coming=a_tray(*COMING),
    sent=a_tray(SENT),
    ready=1,
    people=1,
)
LETTER: Final = LetterView(
    name="Duty desk",
    address="duty@police.example",
    subject="Tomorrow: Sat 31 Oct 18:00–23:00, joint patrol",
    body="Sat 31 Oct 18:00–23:00: joint patrol\n\nWhere: Ormskirk town centre\nMeet: rear yard\n\n"
    "Please log your counts afterwards.\n",
)


class FakeOutbox(Fake):
    """Holds an outbox that tests change, and a letter for whoever has a name."""

    def __init__(self) -> None:
        super().__init__()
        self.box = OUTBOX
        self.outbox_reads, self.letter_reads, self.history_reads = 0, 0, 0
        self.sends: Sent | SeasonalOpsError = Sent(sent=1, messages=1, left=1)
        self.outbox_trouble: SeasonalOpsError | None = None

    def history(self, activity_id: int) -> tuple[DeliveryView, ...]:
        self.fail_if_told(self.outbox_trouble)
        self.history_reads += 1
        return tuple(replace(one, activity=activity_id) for one in (TWICE, COMING[0]) if activity_id == 1)

    def outbox(self) -> OutboxView:
        self.fail_if_told(self.outbox_trouble)
        self.outbox_reads += 1
        return self.box

    def letter(self, reminder_id: int) -> LetterView:
        self.fail_if_told(self.outbox_trouble)
        self.letter_reads += 1
        if reminder_id == GIVEN_UP.id:
            raise Refused("reminder 1 goes to nobody: its contact has left, wants no mail or is erased")
        if reminder_id == SENT.id:
            raise NotFound("reminder", reminder_id)
        return replace(LETTER, subject=f"{reminder_id}: {LETTER.subject}")

    def retry(self, reminder_id: int) -> None:
        self._asked_of_the_post("retry", reminder_id)

    def hold(self, reminder_id: int) -> None:
        self._asked_of_the_post("hold", reminder_id)

    def release(self, reminder_id: int) -> None:
        self._asked_of_the_post("release", reminder_id)

    def send_due(self) -> Sent:
        self.fail_if_told(self.outbox_trouble)
        self.asked.append(("send",))
        if isinstance(self.sends, SeasonalOpsError):
            raise self.sends
        return self.sends

    def _asked_of_the_post(self, verb: str, reminder_id: int) -> None:
        self.fail_if_told(self.outbox_trouble)
        self.facts += 1
        self.asked.append((verb, reminder_id))
