"""The keys that change something: one gate for all of them, then a question, then a worker."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Final

from textual import on

from seasonal_ops.views import ActivityView, TodayRow
from seasonal_ops.words import Status
from tui.messages import ActivityChanged, PartnersLoaded
from tui.screens.asking import AskingScreen
from tui.source import Source
from tui.widgets.activity_list import ActivityList

READ_ONLY: Final = "This terminal is read-only; start it without --readonly to change something."
_NEXT: Final = {Status.PLANNED: Status.DOING, Status.DOING: Status.DELIVERED}


class ChangingScreen(AskingScreen):
    """Changes the activity in `row`, at the version that is shown."""

    def __init__(self, source: Source, *, readonly: bool) -> None:
        super().__init__(source, name="today")
        self.readonly = readonly
        self.saving: set[int | None] = set()

    @property
    @abstractmethod
    def row(self) -> TodayRow | None:
        """What is to be changed."""

    @abstractmethod
    def load(self) -> None:
        """Read everything again after a change."""

    def action_change(self, verb: str) -> None:
        """Start a change by its name in the keymap, or say why not."""
        starts: dict[str, Callable[[TodayRow], None]] = {
            "next_status": self._next_status,
            "pick_status": self._pick_status,
            "assign": self.ask_partners_for,
            "answer": self._answer,
        }
        if self.readonly:
            self.notify(READ_ONLY, severity="warning", markup=False)
        elif self.row is None:
            self.notify("There is no activity under the cursor.", markup=False)
        elif self.row.activity.id in self.saving:
            # The version on the screen is about to be old; a second change would only be refused.
            self.notify("Still saving the last change; press again in a moment.", markup=False)
        else:
            starts[verb](self.row)

    def _save(self, activity_id: int, verb: Callable[[], ActivityView]) -> None:
        self.saving.add(activity_id)
        self.ask_change(activity_id, verb)

    @on(ActivityChanged)
    def _on_activity_changed(self, message: ActivityChanged) -> None:
        self.saving.discard(message.activity.id)
        self.query_one(ActivityList).patch(message.activity)
        self.load()

    def _set_status(self, activity: ActivityView, status: Status) -> None:
        self._save(activity.id, partial(self.source.set_status, activity.id, status, activity.version))

    def _next_status(self, row: TodayRow) -> None:
        status = _NEXT.get(row.activity.status)
        if status is None:
            word = row.activity.status.value.replace("-", " ")
            self.notify(f"It is {word} already; s picks another status.", markup=False)
        else:
            self._set_status(row.activity, status)

    def _pick_status(self, row: TodayRow) -> None:
        from tui.modals.status import StatusPicker

        def picked(status: Status | None) -> None:
            if status is not None and status is not row.activity.status:
                self._set_status(row.activity, status)

        self.app.push_screen(StatusPicker(row.activity), picked)

    def ask_partners_for(self, row: TodayRow) -> None:
        """The partners are read first; the question follows when they are there."""
        self.ask_partners(row)

    @on(PartnersLoaded)
    def _on_partners_loaded(self, message: PartnersLoaded) -> None:
        from tui.modals.assign import AssignPicker, Choice

        activity = message.row.activity

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._save(activity.id, partial(self.source.assign, activity.id, choice.partner, choice.role))

        self.app.push_screen(AssignPicker(activity, message.partners), picked)

    def _answer(self, row: TodayRow) -> None:
        from tui.modals.answer import AnswerForm, Given

        activity = row.activity

        def given(answer: Given | None) -> None:
            if answer is not None:
                values = (answer.partner, answer.answer, answer.on, answer.note)
                self._save(activity.id, partial(self.source.respond, activity.id, *values))

        if activity.assignments:
            self.app.push_screen(AnswerForm(activity), given)
        else:
            self.notify("Nobody is assigned yet; a assigns a partner.", markup=False)
