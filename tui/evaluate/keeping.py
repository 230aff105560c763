"""Typed values are kept in a thread, one after the other and in their order, while typing goes on."""

from abc import abstractmethod
from collections import deque
from threading import Lock
from typing import NamedTuple

from textual import on

from seasonal_ops.views import CountSheet, CountSpot, CountView, KeptCount, TakenCount
from tui.evaluate.drafts import Draft, Stage
from tui.evaluate.grid import CountGrid
from tui.evaluate.messages import Answered, Typed
from tui.evaluate.naming import in_names
from tui.evaluate.spots import row_of, with_view
from tui.frame.asking import sentence
from tui.frame.screen import MainScreen


class _Waiting(NamedTuple):
    """A typed value on its way."""

    spot: CountSpot
    text: str
    seen: int | None
    number: int


class KeepingCountsScreen(MainScreen):
    """Nothing that was typed is lost: it is kept, or it stays in its cell with why not."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: deque[_Waiting] = deque()
        self._gate, self._draining, self._number = Lock(), False, 0
        # What this screen recorded itself: the next value of the same cell follows it.
        self._mine: dict[CountSpot, int] = {}
        self._fresh: dict[CountSpot, CountView] = {}
        self.warnings: dict[CountSpot, tuple[str, ...]] = {}

    @property
    @abstractmethod
    def grid(self) -> CountGrid:
        """Where values are typed."""

    @property
    def keeping(self) -> bool:
        """Whether a typed value is on its way."""
        return any(draft.stage is Stage.WAITING for draft in self.grid.drafts.values())

    @on(Typed)
    def _on_typed(self, message: Typed) -> None:
        self._number += 1
        one = _Waiting(message.spot, message.text, message.seen, self._number)
        self.grid.put(one.spot, Draft(one.text, one.number))
        with self._gate:
            self._queue.append(one)
            running, self._draining = self._draining, True
        if not running:
            self.run_worker(self._keep_all, thread=True, group="counts", exit_on_error=False)

    def _keep_all(self) -> None:
        """Until none waits any more. A thread is waited for when the program ends: what was typed is kept."""
        while True:
            with self._gate:
                if not self._queue:
                    self._draining = False
                    return
                one = self._queue.popleft()
            self.post_message(Answered(one.spot, one.number, self._keep(one)))

    def _keep(self, one: _Waiting) -> KeptCount | TakenCount | str:
        seen = max(one.seen or 0, self._mine.get(one.spot, 0)) or None
        try:
            answer = self.source.keep_count(one.spot, one.text, seen)
        except Exception as error:
            return sentence(error)
        if isinstance(answer, KeptCount):
            self._mine[one.spot] = answer.view.id
        return answer

    @on(Answered)
    def _on_answered(self, message: Answered) -> None:
        draft = self.grid.drafts.get(message.spot)
        # Something newer may be typed there by now: then that stays.
        own = draft if draft is not None and draft.number == message.number else None
        if isinstance(message.answer, KeptCount):
            self.kept(message.spot, message.answer)
            if own is not None:
                self.grid.put(message.spot, None)
        elif own is not None:
            self._not_kept(message.spot, own, message.answer)

    def _not_kept(self, spot: CountSpot, draft: Draft, answer: TakenCount | str) -> None:
        if isinstance(answer, str):
            stage, why, theirs = Stage.BLOCKED, in_names(answer, self.grid.sheet), None
        else:
            stage, why, theirs = Stage.TAKEN, "", answer.view
        self.grid.put(spot, Draft(draft.text, draft.number, stage, why, theirs))
        self.app.bell()

    def kept(self, spot: CountSpot, kept: KeptCount) -> None:
        """A value stands so now."""
        self._fresh[spot] = kept.view
        self.warnings.pop(spot, None)
        if kept.warnings:
            self.warnings[spot] = tuple(in_names(one, self.grid.sheet) for one in kept.warnings)
        if self.grid.sheet is not None and self.grid.sheet.at == spot.at:
            self.grid.patch(with_view(self.grid.sheet, kept.view), spot)

    def warnings_of(self, spot: CountSpot, view: CountView | None) -> tuple[str, ...]:
        """Why a value that was recorded here is unusual; what somebody else recorded since is another."""
        return self.warnings.get(spot, ()) if view is not None and self._mine.get(spot) == view.id else ()

    def forget_fresh(self) -> None:
        """A sheet is read from now on: it has what was kept until now."""
        self._fresh.clear()

    def with_fresh(self, sheet: CountSheet) -> CountSheet:
        """A sheet with what was kept while it was read."""
        for spot, view in self._fresh.items():
            if spot.at == sheet.at and not _has_newer(sheet, view):
                sheet = with_view(sheet, view)
        return sheet


def _has_newer(sheet: CountSheet, view: CountView) -> bool:
    at = row_of(sheet, view.measure)
    row = None if at is None else sheet.rows[at]
    there = None if row is None else (row.nights.get(view.on) if view.on == view.until else row.whole)
    return there is not None and there.id > view.id
