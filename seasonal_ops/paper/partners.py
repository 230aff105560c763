"""Who takes part in a plan, by the short names that its tables use. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from seasonal_ops.paper.blocks import Cell, Table, cell, column, strong
from seasonal_ops.paper.phrases import short_name
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.views import AssignmentView
from seasonal_ops.words import Answer, Role, Sensitivity, Status

_ANSWERS: Final = (Answer.ACCEPTED, Answer.DECLINED, Answer.PROPOSED, Answer.ASKED)


def partner_table(dossier: Dossier, *, full: bool) -> Table:
    """The partners by full name, with how much each leads and supports and what it answered.

    On a paper that is handed round, who supports a sensitive activity is neither named nor counted.
    """
    asked: dict[str, list[AssignmentView]] = {}
    for one in _asked(dossier, full=full):
        asked.setdefault(one.partner, []).append(one)
    return Table(
        caption="Partners, their short names, how many activities each leads and supports, and its answers",
        head=("Short", "Partner", "Leads", "Supports", "Accepted", "Declined", "Other date", "No answer"),
        rows=tuple(_row(ones) for ones in sorted(asked.values(), key=lambda ones: ones[0].partner_name)),
        widths=(48, 99, 18, 20, 21, 20, 22, 19),
    )


def _asked(dossier: Dossier, *, full: bool) -> Iterator[AssignmentView]:
    for view in dossier.activities:
        if view.status is Status.CANCELLED:
            continue
        open_to_all = full or view.sensitivity is not Sensitivity.SENSITIVE
        yield from (one for one in view.assignments if open_to_all or one.role is Role.LEAD)


def _row(ones: Sequence[AssignmentView]) -> tuple[Cell, ...]:
    leads = sum(one.role is Role.LEAD for one in ones)
    said = [one.response for one in ones]
    numbers = (leads, len(ones) - leads, *(said.count(answer) for answer in _ANSWERS))
    name = short_name(ones[0].partner, ones[0].partner_name)
    return (strong(name), cell(ones[0].partner_name), *column(str(number) for number in numbers))
