"""One activity with everything that a lead asks about it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from seasonal_ops.views import ActivityView, AssignmentView, PlanView, TodayRow, TodayView
from seasonal_ops.words import Answer, Sensitivity
from tui.show import ANSWER_GLYPHS, days, long_day, one_line, several_lines, status_words, when

# A text folded to a number of cells.
Folded = Callable[[int], Content]

_LABEL: Final = 10
_QUIET: Final = "$foreground-muted"
_LOUD: Final = "bold $text-warning"


class Detail(VerticalScroll):
    """Scrolls when the text is long; folds it again when the width changes."""

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = Content.assemble((nothing, _QUIET))
        self._folded: Folded = self._empty

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static(self._nothing, id="facts")

    def show(self, folded: Folded | None) -> None:
        """Show this text; None says that nothing is picked."""
        self._folded = folded or self._empty
        self._fold()

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        self._fold()

    def _fold(self) -> None:
        width = max(20, self.scrollable_content_region.width)
        self.query_one("#facts", Static).update(self._folded(width))

    def _empty(self, _width: int) -> Content:
        return self._nothing


def describe(
    row: TodayRow, view: TodayView, width: int, *, overdue: bool, mail: tuple[str, ...] = ()
) -> Content:
    """The activity in lines of at most `width` cells, labels at the left; `mail` tells of its messages."""
    lines = [Content.assemble((one_line(row.activity.title), "bold")), Content("")]
    if overdue:
        late = f"by {days(row.late_days)}" if row.late_days else "since today"
        lines += labelled([("Overdue", _LOUD, f"▲ {late}")], width)
    lines += labelled(_values(row, view), width)
    lines += labelled(((("" if at else "Mail"), "", one_line(said)) for at, said in enumerate(mail)), width)
    if row.activity.description:
        lines += [Content(""), Content(several_lines(row.activity.description))]
    return Content("\n").join(lines)


def labelled(values: Iterable[tuple[str, str, str]], width: int) -> list[Content]:
    """Labels, styles and values as lines of at most `width` cells, the labels at the left."""
    lines: list[Content] = []
    for label, style, value in values:
        folded = Content.styled(value, style).wrap(max(8, width - _LABEL))
        names = [label] + [""] * (len(folded) - 1)
        lines += [
            Content.assemble((f"{name:<{_LABEL}}", _QUIET), line)
            for name, line in zip(names, folded, strict=True)
        ]
    return lines


def _values(row: TodayRow, view: TodayView) -> Iterator[tuple[str, str, str]]:
    activity = row.activity
    yield "Status", "", status_words(activity.status)
    if row.clash:
        yield "× Clash", _LOUD, "a partner has more that night than it can man; c next clash"
    yield "When", "", when(activity)
    yield "Plan", "", _plan(activity, view.plans)
    for label, text in _texts(activity):
        if text:
            yield label, "", one_line(text)
    if activity.sensitivity is not Sensitivity.OPEN:
        yield "Shared", "", f"{activity.sensitivity.value}: little of it leaves the house"
    labels = ["Partners"] + [""] * len(activity.assignments)
    for label, assignment in zip(labels, activity.assignments, strict=False):
        waiting = assignment.response in (Answer.ASKED, Answer.DECLINED)
        yield label, "$text-warning" if waiting else "", _assignment(assignment, view.now, view.today)
    if not activity.assignments:
        yield "Partners", "$text-warning", "nobody yet; a assigns one"


def _texts(activity: ActivityView) -> tuple[tuple[str, str], ...]:
    return (
        ("Note", activity.status_note),
        ("Where", activity.location),
        ("Meet", activity.meet),
        ("Theme", activity.theme or ""),
        ("Phase", activity.phase or ""),
        ("Why then", activity.date_reason),
        ("Counts", ", ".join(activity.measures)),
    )


def _plan(activity: ActivityView, plans: tuple[PlanView, ...]) -> str:
    draft = any(plan.slug == activity.plan and not plan.live for plan in plans)
    return one_line(activity.plan_name) + (" (draft: nothing is sent)" if draft else "")


def _assignment(assignment: AssignmentView, now: datetime, today: date) -> str:
    glyph = ANSWER_GLYPHS[assignment.response]
    text = (
        f"{glyph} {one_line(assignment.partner_name)}, {assignment.role.value}: {assignment.response.value}"
    )
    if assignment.response is Answer.ASKED:
        waited = (now - assignment.asked).days
        text += f" {days(waited)} ago" if waited else " today"
    if assignment.proposed_on is not None:
        year = "" if assignment.proposed_on.year == today.year else f" {assignment.proposed_on.year}"
        text += f" {long_day(assignment.proposed_on)}{year}"
    return text + (f" ({one_line(assignment.note)})" if assignment.note else "")
