"""The outbox as lines, and how a reminder's state is said: glyph and word. Pure."""

from datetime import datetime
from enum import Enum
from typing import Final

from seasonal_ops.views import DeliveryView, OutboxView
from seasonal_ops.words import ReminderState
from tui.keymap import ANCHORS, GO_LIVE
from tui.lines import Lines, Section, has_words
from tui.show import one_line


class Kind(Enum):
    """Which tray a reminder lies in, with its heading."""

    GIVEN_UP = "✗ GIVEN UP"
    TWICE = "? MAY HAVE ARRIVED TWICE"
    HELD = "■ HELD"
    WAITING = "● DUE, NOT SENT"
    COMING = "○ NEXT 7 DAYS"
    SENT = "✓ SENT, LAST 7 DAYS"


_STATES: Final = {
    ReminderState.PLANNED: "○ planned",
    ReminderState.LEASED: "→ going out",
    ReminderState.SENDING: "→ going out",
    ReminderState.SENT: "✓ sent",
    ReminderState.FAILED: "↻ put off",
    ReminderState.DEAD: "✗ given up",
    ReminderState.HELD: "■ held",
    ReminderState.SUPERSEDED: "– not needed",
    ReminderState.EXPIRED: "– too late",
}
NOTHING_RUNS: Final = "● No server runs (seasonal-ops serve): nothing is sent but by S"
_EMPTY: Final = (
    "",
    "  Nothing is due, held or given up, nothing comes in the next 7 days and",
    "  nothing was sent in the last 7.",
    "",
    f"  Reminders are planned when a plan goes live: {ANCHORS.shown} (its anchors),",
    f"  then {GO_LIVE.shown}, which first says whom it would write to.",
    "  The commands: seasonal-ops plan go-live PLAN, and before it",
    "  seasonal-ops remind preview --plan PLAN",
)
_FILTERED: Final = ("", "  Nothing matches the filter.", "  Esc shows everything again.")

OutboxSection = Section[Kind, DeliveryView]


class Outgoing(Lines[Kind, DeliveryView]):
    """The lines of the outbox; each row is a reminder."""

    @classmethod
    def of(cls, view: OutboxView) -> "Outgoing":
        """The lines of a view, what needs a person's word first."""
        trays = {
            Kind.GIVEN_UP: view.given_up,
            Kind.TWICE: view.twice,
            Kind.HELD: view.held,
            Kind.WAITING: view.waiting,
            Kind.COMING: view.coming,
            Kind.SENT: view.sent,
        }
        return cls(tuple(Section(kind, tray.rows, tray.total) for kind, tray in trays.items()))

    @staticmethod
    def identity(row: DeliveryView) -> int | None:
        """The reminder's id."""
        return row.id

    def having(self, words: str) -> "Outgoing":
        """Only the reminders that hold every one of the words, their tray's name among their texts."""
        if not words.strip():
            return self
        return Outgoing(
            tuple(
                Section(section.kind, tuple(row for row in section.rows if _has(row, section.kind, words)))
                for section in self.sections
            )
        )


def _has(row: DeliveryView, kind: Kind, words: str) -> bool:
    return has_words(
        words,
        kind.value,
        row.name,
        row.partner,
        row.partner_name,
        row.recipient,
        row.title,
        row.kind,
        row.state,
    )


def empty_outbox(filtered: str) -> tuple[str, ...]:
    """What an empty list says: what to press or run."""
    return _FILTERED if filtered else _EMPTY


def state(row: DeliveryView, now: datetime) -> str:
    """`● to send`: glyph and word, thirteen cells at most."""
    if row.state is ReminderState.SENT and row.ambiguous:
        return "? maybe twice"
    if row.counted:
        return "✓ counted"
    if row.state is ReminderState.PLANNED and row.due <= now:
        return "● to send"
    return _STATES[row.state]


def what(row: DeliveryView) -> str:
    """`before: Bonfire stack removal`; a message about no one activity is named by its kind alone."""
    return f"{row.kind.value}: {one_line(row.title)}" if row.title else row.kind.value
