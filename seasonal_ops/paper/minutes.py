"""The minutes of a meeting as a paper that is handed round. Pure.

Of what is sensitive it says the day and who leads, of what is limited neither place nor note: the same as
the plan on paper says of them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from seasonal_ops.checks.phrases import number_of
from seasonal_ops.paper.aims import pounds
from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    Paper,
    Paragraph,
    Table,
    cell,
    strong,
)
from seasonal_ops.paper.entries import WITHHELD
from seasonal_ops.paper.phrases import day, days_of
from seasonal_ops.views import (
    ActivityLine,
    ActivityView,
    AgreedAction,
    Decided,
    Declined,
    GateLine,
    MeetingView,
    MinutesView,
    StillOpen,
    Unanswered,
)
from seasonal_ops.words import Answer, Attendance, GateState, Sensitivity

MARKING: Final = "OFFICIAL"
_WITHHELD: Final = "decided; ask the lead"
_MORE: Final = "more was said; ask the lead"
_NOTED: Final = "noted; ask the lead"


def minutes_paper(view: MinutesView, *, on: date) -> Paper:
    """The minutes printed on a date, portrait A4."""
    title = f"{view.meeting.plan_name}: meeting of {day(view.meeting.held_on)}"
    return Paper(
        title=title,
        name=title,
        marking=MARKING,
        on=on,
        landscape=False,
        points=10,
        body=tuple(_body(view)),
    )


def _body(view: MinutesView) -> Iterator[Block]:
    yield from _front(view.meeting)
    yield Heading("Actions")
    yield _actions(view.actions) if view.actions else Paragraph("No action was agreed on.")
    yield Heading("Decided")
    if view.settled:
        yield Bullets(tuple(map(Line, view.settled)))
    changed = [one for one in view.decided if one.changes or one.places]
    if changed:
        yield _decided(changed)
    elif not view.settled:
        yield Paragraph("Nothing was changed.")
    if noted := [one for one in view.decided if one.note]:
        yield Heading("Notes")
        yield _notes(noted)
    yield Heading("To decide next")
    lines = tuple(_to_decide(view.open, view.meeting.held_on))
    yield Bullets(lines) if lines else Paragraph("Nothing is open.")
    next_on = view.meeting.next_on
    yield Paragraph(f"Next meeting: {day(next_on) if next_on else 'not fixed yet'}.", strong=True)


def _front(meeting: MeetingView) -> Iterator[Block]:
    """When it was, who was there, and what was noted of nothing in particular."""
    if meeting.closed is None:
        yield Paragraph(f"Begun {meeting.opened:%H:%M}, not closed yet: what follows may grow.", strong=True)
    else:
        yield Paragraph(f"{meeting.opened:%H:%M} to {meeting.closed:%H:%M}.", strong=True)
    there, away = (meeting.who(one) for one in (Attendance.PRESENT, Attendance.APOLOGIES))
    yield Paragraph(f"Present: {'; '.join(there) or 'nobody was written down'}.")
    yield Paragraph(f"Apologies: {'; '.join(away) or 'none'}.")
    if note := meeting.note_of(None):
        yield Paragraph(note)


def _actions(actions: Iterable[AgreedAction]) -> Table:
    return Table(
        caption="What was agreed on: by when, what, whose it is, and what it is about",
        head=("By", "What", "Owner", "About"),
        rows=tuple(_action(one) for one in actions),
        widths=(33, 65, 42, 40),
    )


def _action(action: AgreedAction) -> tuple[Cell, ...]:
    view = action.activity
    waiting = [one for one in view.assignments if one.response is Answer.ASKED]
    return (
        strong(day(view.starts_on)),
        cell(_title(view)),
        cell("; ".join(view.leads) or "nobody", "not answered yet" if waiting else ""),
        cell(_title(action.about) if action.about else ""),
    )


def _decided(decided: Iterable[Decided]) -> Table:
    return Table(
        caption="What was decided of each activity, in order of their dates",
        head=("Date", "Activity", "Decided"),
        rows=tuple(
            (cell(days_of(one.activity)), strong(_title(one.activity)), cell(*_said(one))) for one in decided
        ),
        widths=(33, 52, 95),
    )


def _notes(noted: Iterable[Decided]) -> Table:
    """What was said of an activity decided nothing; it may name a place, so only an open one's is told."""
    return Table(
        caption="What was noted of each activity, in order of their dates",
        head=("Date", "Activity", "Noted"),
        rows=tuple(
            (
                cell(days_of(one.activity)),
                strong(_title(one.activity)),
                cell(one.note if one.activity.sensitivity is Sensitivity.OPEN else _NOTED),
            )
            for one in noted
        ),
        widths=(33, 52, 95),
    )


def _title(view: ActivityView) -> str:
    return WITHHELD if view.sensitivity is Sensitivity.SENSITIVE else view.title


def _said(one: Decided) -> tuple[str, ...]:
    """As much of what was changed as its sensitivity allows."""
    match one.activity.sensitivity:
        case Sensitivity.SENSITIVE:
            return (_WITHHELD,)
        case Sensitivity.LIMITED:
            more = one.places or one.changes != one.bare
            return (*one.bare, *([_MORE] if more else []))
        case Sensitivity.OPEN:
            return (*one.changes, *one.places)


def _to_decide(still_open: StillOpen, held_on: date) -> Iterator[Line]:
    yield from (_gate(one, held_on) for one in still_open.gates)
    for one in still_open.overdue:
        yield Line(f"{_named(one)}: over, and nobody said how it went")
    for one in still_open.unassigned:
        yield Line(f"{_named(one)}: nobody leads it")
    yield from map(_declined, still_open.declined)
    yield from map(_unanswered, still_open.unanswered)


def _named(one: ActivityLine) -> str:
    return f"{one.title}, {day(one.starts_on)}"


def _gate(one: GateLine, held_on: date) -> Line:
    money = f" ({pounds(one.amount)}{f' from {one.funder}' if one.funder else ''})" if one.amount else ""
    if one.state is GateState.REFUSED:
        return Line(f"{one.title}{money}: refused; {_hanging(one)}", strong=True)
    past = ", which is past" if one.decide_by < held_on else ""
    return Line(
        f"{one.title}{money}: decide by {day(one.decide_by)}{past}; {_hanging(one)}", strong=bool(past)
    )


def _hanging(one: GateLine) -> str:
    if not one.activities:
        return "nothing hangs on it yet"
    verb = "hangs" if one.activities == 1 else "hang"
    return f"{number_of(one.activities, 'activity', 'activities')} {verb} on it"


def _declined(one: Declined) -> Line:
    who = one.partner or "a partner"
    if one.proposed_on is not None:
        return Line(f"{who} asks for {day(one.proposed_on)} instead: {_named(one.activity)}")
    return Line(f"{who} declined: {_named(one.activity)}")


def _unanswered(one: Unanswered) -> Line:
    asked = number_of(one.assignments, "request", "requests")
    return Line(f"{one.name}: {asked} not answered, the first of {day(one.since.date())}")
