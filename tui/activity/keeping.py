"""How a change of activities is kept: in a thread, at the versions shown, never over somebody else's."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from seasonal_ops.errors import Changed
from tui.activity.messages import ActivityChanged, NotChanged, Overtaken, Theirs
from tui.frame.line_list import LineList
from tui.partners.chasing import ChasingScreen
from tui.source import Seen

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView

Activities = tuple["ActivityView", ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants done to activities.

    `tried` names it (`Cancelling Joint patrol`), `make` does it at the versions that were seen, `told` says
    what was saved, `again` begins it anew for activities as somebody else left them.
    """

    tried: str
    make: Callable[[tuple[Seen, ...]], Activities]
    told: Callable[[Activities], str]
    again: Callable[[Activities], None]


class KeepingScreen(ChasingScreen):
    """Keeps a change of what nobody else changed meanwhile; of the rest the lead is told who did what."""

    saving: frozenset[int] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        # As they stood after a change. A reading that began before it must not show them as they were:
        # the next key would be told that somebody else had changed them.
        self.newest: dict[int, ActivityView] = {}

    @property
    def underway(self) -> frozenset[int]:
        """The activities of which a change is on its way."""
        return self.saving

    @property
    def keeping(self) -> bool:
        """Whether a change is on its way."""
        return bool(self.underway)

    @abstractmethod
    def patch(self, activities: Activities) -> None:
        """Show these as they are now, where they are shown as they were."""

    def save(self, wanted: tuple[Seen, ...], change: Change) -> None:
        """Make a change in a thread; until it is answered none of these is changed again."""
        ids = frozenset(one.id for one in wanted)
        self.saving |= ids
        self.show_saving()

        def kept() -> Message:
            try:
                return self._make(wanted, change)
            except Exception:
                self.post_message(NotChanged(ids))
                raise

        self.ask("change", kept, tried=change.tried)

    def _make(self, wanted: tuple[Seen, ...], change: Change) -> Message:
        """Change those that stand as they were seen; who changed the others, and how."""
        untouched, theirs, made = wanted, Activities(), Activities()
        while untouched:
            try:
                made = change.make(untouched)
                break
            except Changed:
                before = {one.id: one.version for one in wanted}
                now = self.source.in_full(tuple(before))
                theirs = tuple(one for one in now if one.version != before[one.id])
                still = tuple(one for one in wanted if one.id not in {other.id for other in theirs})
                if len(still) == len(untouched):
                    raise
                untouched = still
        if theirs and made:
            self.deliver(ActivityChanged(made, change.told(made)), self.desk)
        if theirs:
            return self.overtaken(wanted, theirs, change.tried, change.again)
        return ActivityChanged(made, change.told(made))

    def overtaken(
        self, wanted: tuple[Seen, ...], now: Activities, tried: str, again: Callable[[Activities], None]
    ) -> Overtaken:
        """Who did what since to these, which are read already; asked for in a thread."""
        before = {one.id: one for one in wanted}
        return Overtaken(tuple(Theirs(one, self.source.since(before[one.id])) for one in now), tried, again)

    def show_saving(self) -> None:
        """Say at once of those in `saving` that they are being saved: nothing is shown as kept before."""

    @on(NotChanged)
    def _on_not_changed(self, message: NotChanged) -> None:
        self.saved(message.ids)

    @on(ActivityChanged)
    def _on_activity_changed(self, message: ActivityChanged) -> None:
        ids = frozenset(activity.id for activity in message.activities)
        self.saved(ids)
        self.is_now(message.activities)
        self.say(message.told)
        self._unmark(ids)
        self.desk.load()

    @on(Overtaken)
    def _on_overtaken(self, message: Overtaken) -> None:
        """The lead sees what others did, and chooses; meanwhile it stands there as they left it."""
        from tui.activity.overtaken import OvertakenDialog, in_words

        now = tuple(one.now for one in message.theirs)
        self.saved(frozenset(one.id for one in now))
        self.is_now(now)

        def chosen(all_the_same: bool | None) -> None:
            if all_the_same:
                message.again(now)

        said = in_words(message.theirs, self.view.now)
        self.desk.interrupt(OvertakenDialog(message.tried, said), chosen)
        self.desk.load()

    def is_now(self, activities: Activities) -> None:
        """These were changed, or found changed: show them so, whatever an older reading says."""
        self.newest |= {one.id: one for one in activities}
        self.patch(activities)

    def saved(self, ids: frozenset[int]) -> None:
        """Nothing is being saved of these any more."""
        self.saving -= ids
        self.show_saving()

    def _unmark(self, ids: frozenset[int]) -> None:
        """What was marked for a change is not once it is made: the next key changes the next thing alone."""
        for listed in self.query(LineList):
            if listed.marks & ids:
                listed.unmark(ids)


def seen(activities: Activities) -> tuple[Seen, ...]:
    """These in the versions that are shown."""
    return tuple(Seen(one.id, one.version) for one in activities)
