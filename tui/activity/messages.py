"""What happened to activities, told to the screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.message import Message

from tui.messages import Failed, Outcome, Told
from tui.show import named

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, DeliveryView, PartnerView, RecordLine
    from seasonal_ops.views.around import Around
    from tui.activity.foresight import Foresight
    from tui.source.editing import Sheet

_OVERTAKEN: Final = "somebody changed it meanwhile; look at it, then press again"


@dataclass
class PartnersLoaded(Message):
    """The partners were read, to assign one of them."""

    partners: tuple[PartnerView, ...]


@dataclass
class ActivityChanged(Outcome):
    """A change was made; the activities as they are now, and the sentence that says so."""

    activities: tuple[ActivityView, ...]
    told: str

    def missed(self) -> Message:
        """The sentence."""
        return Told(self.told)


@dataclass
class NotChanged(Message):
    """A change of these was not made; Failed says why."""

    ids: frozenset[int]


@dataclass
class NotRead(Message):
    """These could not be read for a change; Failed says why."""

    ids: frozenset[int]


class Theirs(NamedTuple):
    """An activity as others left it, and what they did since it was seen, the newest first."""

    now: ActivityView
    lines: tuple[RecordLine, ...]


@dataclass
class Overtaken(Outcome):
    """Others changed these first, so that what was tried was not done to them; `again` would do it."""

    theirs: tuple[Theirs, ...]
    tried: str
    again: Callable[[tuple[ActivityView, ...]], None]

    def missed(self) -> Message:
        """That it was not done."""
        return Failed(_OVERTAKEN, stale=True, tried=self.tried)


@dataclass
class HistoryLoaded(Message):
    """What became of an activity's reminders was read, and what it hangs together with."""

    activity_id: int
    deliveries: tuple[DeliveryView, ...]
    around: Around | None = None


@dataclass
class SheetLoaded(Message):
    """What the form starts from was read, with what its date means."""

    sheet: Sheet
    foresight: Foresight


@dataclass
class Foreseen(Message):
    """What the date boxes mean was worked out."""

    foresight: Foresight


@dataclass
class NotKept(Message):
    """What was typed cannot be kept as it is, and why; the date boxes are where to look."""

    sentence: str


@dataclass
class Kept(Outcome):
    """What the form says was kept; the activities as they are now, none when nothing was changed."""

    activities: tuple[ActivityView, ...]

    def missed(self) -> Message:
        """That it was saved."""
        return Told(f"Saved: {named(self.activities)}." if self.activities else "Nothing was changed.")


@dataclass
class TheirsLoaded(Message):
    """What others did to the activity while the form is open."""

    lines: tuple[RecordLine, ...]


@dataclass
class Collided(Outcome):
    """Somebody was quicker: the activity as it is now, and who did what."""

    theirs: Sheet
    lines: tuple[RecordLine, ...]

    def missed(self) -> Message:
        """That it was not saved."""
        return Failed(_OVERTAKEN, stale=True, tried=f"Saving {self.theirs.activity.title}")


@dataclass
class InFull(Message):
    """All of these activities was read for a change that waits for it, `verb` by its name in the keymap.

    `shown` are their versions on the screen when the key was pressed.
    """

    activities: tuple[ActivityView, ...]
    verb: str
    shown: Mapping[int, int]


@dataclass
class DetailRead(Message):
    """All of one activity was read, with what became of its reminders; nothing of one that is gone."""

    activity_id: int
    activities: tuple[ActivityView, ...]
    deliveries: tuple[DeliveryView, ...]
    around: Around | None = None
