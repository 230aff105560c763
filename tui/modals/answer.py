"""What a partner answered, told to the lead by telephone or in a corridor."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.errors import BadValue
from seasonal_ops.views import ActivityView, AssignmentView
from seasonal_ops.words import Answer
from tui.modals.dialog import Choices, Dialog
from tui.modals.typed_date import read_date
from tui.show import answer_words, one_line

_ANSWERS: Final = (Answer.ACCEPTED, Answer.DECLINED, Answer.PROPOSED)
_BY_PHONE: Final = "told by phone"


@dataclass(frozen=True, slots=True)
class Given:
    """The answer; `on` is the date that was proposed instead."""

    partner: str
    answer: Answer
    on: date | None
    note: str


class AnswerForm(Dialog[Given]):
    """Enter goes from field to field and records at the last; three presses record "accepted"."""

    AUTO_FOCUS = "#partner"

    def __init__(self, activity: ActivityView) -> None:
        super().__init__(
            f"Answer for {activity.title}",
            "↑↓ · Enter next field, at last record · Esc leave",
        )
        self._asked, self._near = activity.assignments, activity.starts_on
        waiting = [at for at, held in enumerate(self._asked) if held.response is Answer.ASKED]
        self._first = waiting[0] if waiting else 0

    def fields(self) -> list[Widget]:
        """Who, what, when instead, how it was learnt."""
        return [
            Static(Content("Partner"), classes="label"),
            Choices([_line(held) for held in self._asked], at=self._first, id="partner"),
            Static(Content("Answer"), classes="label"),
            Choices([answer_words(answer) for answer in _ANSWERS], id="answer"),
            Static(Content("Proposed date"), classes="label for-date"),
            Input(id="date", classes="for-date", compact=True, placeholder="5/11 or 2026-11-05"),
            Static(Content("Note"), classes="label"),
            Input(_BY_PHONE, id="note", compact=True),
            Static(Content(""), id="wrong"),
        ]

    @property
    def answer(self) -> Answer:
        """The highlighted answer."""
        return _ANSWERS[self.query_one("#answer", Choices).at]

    @on(Choices.OptionHighlighted, "#answer")
    def _on_answer_highlighted(self) -> None:
        # A date is asked for only where there is one to give.
        self.query(".for-date").set(display=self.answer is Answer.PROPOSED)

    @on(Choices.OptionSelected, "#partner")
    def _on_partner(self) -> None:
        self.query_one("#answer").focus()

    @on(Choices.OptionSelected, "#answer")
    def _on_answer(self) -> None:
        self.query_one("#date" if self.answer is Answer.PROPOSED else "#note").focus()

    @on(Input.Submitted, "#date")
    def _on_date(self) -> None:
        self.query_one("#note").focus()

    @on(Input.Submitted, "#note")
    def _on_note(self, event: Input.Submitted) -> None:
        try:
            on_date = self._proposed()
        except BadValue as error:
            self.query_one("#wrong", Static).update(Content(f"▲ {error}"))
            self.query_one("#date").focus()
            return
        partner = self._asked[self.query_one("#partner", Choices).at].partner
        self.dismiss(Given(partner, self.answer, on_date, event.value.strip()))

    def _proposed(self) -> date | None:
        if self.answer is not Answer.PROPOSED:
            return None
        return read_date(self.query_one("#date", Input).value, near=self._near)


def _line(held: AssignmentView) -> str:
    return f"{one_line(held.partner_name)}, {held.role.value}: {answer_words(held.response)}"
