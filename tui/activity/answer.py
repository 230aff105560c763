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
from tui.frame.box import Box
from tui.frame.dialog import Choices, Dialog
from tui.frame.typed_date import read_date
from tui.show import answer_words, named, one_line

_ANSWERS: Final = (Answer.ACCEPTED, Answer.DECLINED, Answer.PROPOSED)
# The assignments of one partner.
_Held = tuple[AssignmentView, ...]
BY_PHONE: Final = "told by phone"
# In the place of a partner's slug: all whose names the form was given.
EVERYBODY: Final = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The answer, of a partner by its slug or of `EVERYBODY`; `on` is the date that was proposed instead.

    `usual` is the note that stands there when nothing else is typed.
    """

    partner: str
    answer: Answer
    on: date | None
    note: str
    usual: str = ""


class AnswerForm(Dialog[Given]):
    """Enter goes from field to field and records at the last; three presses record "accepted".

    `everybody` are names of those whose answer may be recorded at once, `note` is how it was learnt.
    """

    AUTO_FOCUS = "#partner"

    def __init__(
        self,
        activities: tuple[ActivityView, ...],
        *,
        note: str = BY_PHONE,
        everybody: tuple[str, ...] = (),
    ) -> None:
        super().__init__(
            f"Answer for {named(activities)}",
            "↑↓ · Enter next field, at last record · Esc leave",
        )
        self._asked, self._near = _each_partner(activities), activities[0].starts_on
        self._many, self._note, self._everybody = len(activities), note, everybody
        waiting = [at for at, held in enumerate(self._asked) if _unanswered(held)]
        self._first = waiting[0] if waiting and not everybody else 0

    def fields(self) -> list[Widget]:
        """Who, what, when instead, how it was learnt."""
        return [
            Static(Content("Partner"), classes="label"),
            Choices(self._partners(), at=self._first, id="partner"),
            Static(Content("Answer"), classes="label"),
            Choices([answer_words(answer) for answer in _ANSWERS], id="answer"),
            Static(Content("Proposed date"), classes="label for-date"),
            Box(id="date", classes="for-date", compact=True, placeholder="5/11 or 2026-11-05"),
            Static(Content("Note"), classes="label"),
            Box(self._note, id="note", compact=True),
            Static(Content(""), id="wrong"),
        ]

    def _partners(self) -> list[str]:
        names = "; ".join(map(one_line, self._everybody))
        everybody = [f"everybody who has not answered: {names}"] if names else []
        return [*everybody, *(_line(held, self._many) for held in self._asked)]

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
        note = event.value.strip()
        self.dismiss(Given(self._partner(), self.answer, on_date, note, self._note))

    def _partner(self) -> str:
        at = self.query_one("#partner", Choices).at - bool(self._everybody)
        return EVERYBODY if at < 0 else self._asked[at][0].partner

    def _proposed(self) -> date | None:
        if self.answer is not Answer.PROPOSED:
            return None
        return read_date(self.query_one("#date", Input).value, near=self._near)


def _each_partner(activities: tuple[ActivityView, ...]) -> tuple[_Held, ...]:
    """What each partner holds; of several activities, those first that somebody waits for."""
    held: dict[str, _Held] = {}
    for activity in activities:
        for one in activity.assignments:
            held[one.partner] = (*held.get(one.partner, ()), one)
    if len(activities) == 1:
        return tuple(held.values())
    return tuple(sorted(held.values(), key=lambda one: not _unanswered(one)))


def _unanswered(held: _Held) -> int:
    return sum(one.response is Answer.ASKED for one in held)


def _line(held: _Held, many: int) -> str:
    """What one partner said, or of how many of `many` activities it owes an answer."""
    first, waiting = held[0], _unanswered(held)
    name = one_line(first.partner_name)
    if many == 1:
        return f"{name}, {first.role.value}: {answer_words(first.response)}"
    owed = f"{waiting} unanswered" if waiting else "all answered"
    return f"{name}: asked for {len(held)} of {many}, {owed}"
