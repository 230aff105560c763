"""An activity as a row of a paper: what is withheld here is known to no page. Pure.

A paper that is handed round lies on tables. Of what is sensitive it says the day and the lead; of what
is limited also the title and the time. The lead's own copy says everything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from seasonal_ops.paper.blocks import Cell, Line
from seasonal_ops.paper.phrases import ACCEPTED, DECLINED, answers, clock, days_of, past_midnight, short_names
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.views import ActivityView, AssignmentView
from seasonal_ops.words import Answer, Role, Sensitivity, Status

WITHHELD: Final = "sensitive: ask the lead"
_ASK: Final = "ask the lead"
_STATUS: Final = {Status.PARTLY: "partly delivered", Status.NOT_DELIVERED: "not delivered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a paper may say of one activity; a field that is empty is not said."""

    id: int
    phase: str | None
    cancelled: bool
    order: tuple[date, time, int]
    when: str
    clock: tuple[str, ...] = ()
    title: str
    beside: str = ""
    where: tuple[str, ...] = ()
    leads: tuple[str, ...]
    supports: tuple[str, ...] = ()
    answers: Cell = ()
    status: str = ""
    note: str = ""

    @property
    def withheld(self) -> bool:
        """Whether anything of it is left out."""
        return self.title == WITHHELD or self.where == (_ASK,)


def entries(dossier: Dossier, *, full: bool) -> tuple[Entry, ...]:
    """The activities in order of their dates and times, each at the detail that the paper may have."""
    found = (entry(view, dossier, full=full) for view in dossier.activities)
    return tuple(sorted(found, key=lambda one: one.order))


def entry(view: ActivityView, dossier: Dossier, *, full: bool) -> Entry:
    """The activity at the detail that its sensitivity allows."""
    match Sensitivity.OPEN if full else view.sensitivity:
        case Sensitivity.SENSITIVE:
            # Its time would also show in where it stands among others of that day.
            return _bare(view, title=WITHHELD, at=time())
        case Sensitivity.LIMITED:
            bare = _bare(view, title=view.title, at=view.start_time)
            return replace(bare, clock=_clock(view), where=(_ASK,))
        case Sensitivity.OPEN:
            return _whole(view, dossier)


def _bare(view: ActivityView, *, title: str, at: time | None) -> Entry:
    return Entry(
        id=view.id,
        phase=view.phase,
        cancelled=view.status is Status.CANCELLED,
        order=(view.starts_on, at or time(), view.id),
        when=days_of(view),
        title=title,
        leads=_names(view, Role.LEAD),
    )


def _whole(view: ActivityView, dossier: Dossier) -> Entry:
    return replace(
        _bare(view, title=view.title, at=view.start_time),
        clock=_clock(view),
        beside="" if view.plan == dossier.plan.slug else f"stands in {view.plan_name}",
        where=(view.location, f"Meet: {view.meet}" if view.meet else ""),
        supports=_names(view, Role.SUPPORT),
        answers=tuple(_answers(view.assignments)),
        status="overdue" if view.id in dossier.late else _STATUS.get(view.status, view.status.value),
        note=view.status_note,
    )


def _names(view: ActivityView, role: Role) -> tuple[str, ...]:
    return short_names(one for one in view.assignments if one.role is role)


def _clock(view: ActivityView) -> tuple[str, ...]:
    return clock(view), past_midnight(view)


def _answers(assignments: Sequence[AssignmentView]) -> Iterator[Line]:
    """`accepted 2/3`, then by name who has not; what has to be mended is strong."""
    if not assignments:
        yield Line("nobody is asked yet", strong=True)
        return
    accepted = sum(one.response is Answer.ACCEPTED for one in assignments)
    yield Line(f"accepted {accepted}/{len(assignments)}")
    for words, partners in answers(assignments).items():
        if words != ACCEPTED:
            # One name is as short as "all".
            everybody = 1 < len(partners) == len(assignments)
            who = "all" if everybody else ", ".join(partners)
            yield Line(f"{words}: {who}", strong=words == DECLINED)
