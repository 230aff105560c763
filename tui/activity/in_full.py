"""Lists of light rows; the rest is read where the cursor rests, or where a change needs it."""

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import Final

from textual import on
from textual.message import Message

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import ActivityView, gist
from seasonal_ops.views.around import Around
from seasonal_ops.views.board import BoardRow
from tui.activity.changing import STILL_SAVING, ChangingScreen
from tui.activity.keeping import Activities
from tui.activity.messages import DetailRead, InFull, NotRead
from tui.frame.filtering import FilteringScreen

_REST: Final = 0.15  # seconds
_KEPT: Final = 2_000


class InFullScreen(ChangingScreen, FilteringScreen):
    """Keeps what was read of single activities: all of each as it was then, and what became of its mail."""

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[int, ActivityView] = {}
        self._gists: dict[int, tuple[str, ...]] = {}
        self._arounds: dict[int, Around | None] = {}
        self._asked: set[tuple[int, int]] = set()
        self._being_read: frozenset[int] = frozenset()  # for a change, which is as good as made

    def on_mount(self) -> None:
        """Follow the desk, and mind when the cursor rests."""
        super().on_mount()
        self._rest = self.set_interval(_REST, self._at_rest, pause=True)

    @property
    @abstractmethod
    def row(self) -> BoardRow | None:
        """The activity under the cursor."""

    @property
    @abstractmethod
    def rows(self) -> tuple[BoardRow, ...]:
        """What keys work on: what is marked, else what the cursor stands on."""

    @property
    def chosen(self) -> Activities:
        """All of `rows`, as far as it was read in the version that is shown."""
        known = (self._view_of(row) for row in self.rows)
        return tuple(view for view in known if view is not None)

    def _view_of(self, row: BoardRow) -> ActivityView | None:
        view = self._views.get(row.id)
        return view if view is not None and view.version == row.version else None

    def seen_in_full(self, activities: Activities) -> None:
        """These were read."""
        self._views |= {one.id: one for one in activities}

    def view_of(self, row: BoardRow) -> ActivityView | None:
        """What was read of it last, perhaps in an older version."""
        return self._views.get(row.id)

    def mail_of(self, row: BoardRow) -> tuple[str, ...]:
        """What became of its reminders, as far as it was read."""
        return self._gists.get(row.id, ())

    def around_of(self, row: BoardRow) -> Around | None:
        """What it hangs together with, as far as it was read."""
        return self._arounds.get(row.id)

    def all_read_again(self) -> None:
        """The list was read again: what is below the cursor is asked for once more."""
        self._asked = set()
        if len(self._views) > _KEPT:
            self._views, self._gists, self._arounds = {}, {}, {}

    def action_change(self, verb: str) -> None:
        """Start a change once all of what it concerns is read."""
        shown = {row.id: row.version for row in self.rows}
        if not self.is_pressed_on(verb, shown.keys()):
            return
        if self._being_read & shown.keys():
            self.say(STILL_SAVING)
        elif self.desk.readonly or len(self.chosen) == len(shown):
            super().action_change(verb)
        else:
            asks = verb != "next_status"
            if not asks:
                self._being_read |= shown.keys()
                self.show_saving()
            self.ask("in full", partial(self._ask_in_full, shown, verb), opens=asks)

    @property
    def underway(self) -> frozenset[int]:
        """Also those that are being read for a change."""
        return self.saving | self._being_read

    @abstractmethod
    def show_as_saving(self, ids: frozenset[int]) -> None:
        """Say of these that they are being saved, or soon will be."""

    def show_saving(self) -> None:
        """Say of these that they are being saved."""
        self.show_as_saving(self.underway)

    def _ask_in_full(self, shown: Mapping[int, int], verb: str) -> Message:
        try:
            return InFull(self.source.in_full(tuple(shown)), verb, shown)
        except Exception:
            self.post_message(NotRead(frozenset(shown)))
            raise

    @on(NotRead)
    def _on_not_read(self, message: NotRead) -> None:
        self._being_read -= message.ids
        self.show_saving()

    @on(InFull)
    def _on_in_full(self, message: InFull) -> None:
        """Those are changed on which the key was pressed, wherever the cursor is by now."""
        self.seen_in_full(message.activities)
        self._being_read -= message.shown.keys()
        if {one.id: one.version for one in message.activities} == message.shown:
            self.change(message.verb, message.activities)
        else:
            self.say("Somebody changed this a moment ago; look at it and press again.")
            self.desk.load()
        self.show_saving()

    def read_detail(self, row: BoardRow) -> None:
        """All of an activity is asked for once a version, when the cursor has come to rest."""
        if (row.id, row.version) not in self._asked:
            self.about_to_ask = True
            self._rest.reset()
            self._rest.resume()

    def _at_rest(self) -> None:
        self._rest.pause()
        self.about_to_ask = False
        row = self.row
        if row is not None and (row.id, row.version) not in self._asked:
            self._asked.add((row.id, row.version))
            self.ask("detail", partial(self._ask_detail, row.id))

    def _ask_detail(self, activity_id: int) -> Message:
        """Nothing when it could not be read: the top line says what is wrong."""
        try:
            found = self.source.in_full((activity_id,))
            history = self.source.history(activity_id)
            return DetailRead(activity_id, found, history, self.source.around(activity_id))
        except SeasonalOpsError:
            return DetailRead(activity_id, (), ())

    @on(DetailRead)
    def _on_detail_read(self, message: DetailRead) -> None:
        self._gists[message.activity_id] = gist(message.deliveries)
        self._arounds[message.activity_id] = message.around
        self.seen_in_full(message.activities)
        self.tell()
