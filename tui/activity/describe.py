"""One activity with everything that a lead asks about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from seasonal_ops.words import Answer, Sensitivity
from tui.activity.describe_around import standing_of, what_hangs_on_it, what_is_wrong
from tui.frame.detail import labelled
from tui.show import ANSWER_GLYPHS, days, long_day, one_line, several_lines, status_words, when

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, AssignmentView, PlanView, TodayRow, TodayView
    from seasonal_ops.views.around import Around

_LOUD: Final = "bold $text-warning"


def describe(
    row: TodayRow,
    view: TodayView,
    width: int,
    *,
    overdue: bool,
    mail: tuple[str, ...] = (),
    around: Around | None = None,
) -> Content:
    """The activity in lines of at most `width` cells, labels at the left.

    `mail` tells of its messages; `around` None: what it hangs together with was not read yet.
    """
    from seasonal_ops.views.around import Around

    lines = [Content.assemble((one_line(row.activity.title), "bold")), Content("")]
    if overdue:
        late = f"by {days(row.late_days)}" if row.late_days else "since today"
        lines += labelled([("Overdue", _LOUD, f"▲ {late}")], width)
    lines += labelled(
        _values(row, view, around or Around(), asks=not overdue and row.activity.status.open), width
    )
    lines += labelled(((("" if at else "Mail"), "", one_line(said)) for at, said in enumerate(mail)), width)
    if row.activity.description:
        lines += [Content(""), Content(several_lines(row.activity.description))]
    return Content("\n").join(lines)


def _values(row: TodayRow, view: TodayView, around: Around, *, asks: bool) -> Iterator[tuple[str, str, str]]:
    activity = row.activity
    yield "Status", "", status_words(activity.status)
    yield from what_is_wrong(activity, around, clash=row.clash)
    yield "When", "", when(activity)
    yield "Plan", "", _plan(activity, view.plans)
    for label, text in _texts(activity, around.counts):
        if text:
            yield label, "", one_line(text)
    yield from standing_of(activity, around)
    if activity.sensitivity is not Sensitivity.OPEN:
        yield "Shared", "", f"{activity.sensitivity.value}: little of it leaves the house"
    labels = ["Partners"] + [""] * len(activity.assignments)
    for label, assignment in zip(labels, activity.assignments, strict=False):
        waiting = asks and assignment.response in (Answer.ASKED, Answer.DECLINED)
        yield label, "$text-warning" if waiting else "", _assignment(assignment, view, asks=asks)
    if not activity.assignments:
        yield "Partners", "$text-warning", "nobody yet; a assigns one"
    if activity.ring is not None:
        ring = activity.ring
        yield "Ring", "", one_line(f"{ring.name or ring.address} ({ring.partner}) {ring.phone}".strip())
    yield from what_hangs_on_it(around, view.today)


def _texts(activity: ActivityView, counts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (
        ("Note", activity.status_note),
        ("Where", activity.location),
        ("Meet", activity.meet),
        ("Theme", activity.theme or ""),
        ("Phase", activity.phase or ""),
        ("Why then", activity.date_reason),
        ("Counts", ", ".join(counts)),
    )


def _plan(activity: ActivityView, plans: tuple[PlanView, ...]) -> str:
    draft = any(plan.slug == activity.plan and not plan.live for plan in plans)
    return one_line(activity.plan_name) + (" (draft: nothing is sent)" if draft else "")


def _assignment(assignment: AssignmentView, view: TodayView, *, asks: bool) -> str:
    """`asks`: an answer is still waited for."""
    glyph, said = ANSWER_GLYPHS[assignment.response], assignment.response.value
    if assignment.response is Answer.ASKED:
        waited = (view.now - assignment.asked).days
        glyph = glyph if asks else "·"
        said = (
            f"unanswered, asked {f'{days(waited)} ago' if waited else 'today'}" if asks else "never answered"
        )
    text = f"{glyph} {one_line(assignment.partner_name)}, {assignment.role.value}: {said}"
    if assignment.proposed_on is not None:
        year = "" if assignment.proposed_on.year == view.today.year else f" {assignment.proposed_on.year}"
        text += f" {long_day(assignment.proposed_on)}{year}"
    return text + (f" ({one_line(assignment.note)})" if assignment.note else "")
