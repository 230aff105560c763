"""What is open: overdue, unanswered, declined, without a lead, to be decided. Pure over what is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seasonal_ops.queries.lines import Lines
from seasonal_ops.queries.uncounted import end_of
from seasonal_ops.views import (
    UNNAMED_PARTNER,
    ActivityLine,
    ActivityView,
    AssignmentView,
    Declined,
    GateLine,
    GateView,
    Unanswered,
)
from seasonal_ops.words import Answer, GateState, Role


def overdue(views: Iterable[ActivityView], now: datetime) -> list[ActivityView]:
    """What is over, and nobody said how it went."""
    return [view for view in views if view.status.open and end_of(view) <= now]


def ahead(views: Iterable[ActivityView], now: datetime) -> list[ActivityView]:
    """What is open and not over."""
    return [view for view in views if view.status.open and end_of(view) > now]


def unanswered(
    coming: Iterable[ActivityView], time_zone: str, ring: Mapping[str, str], lines: Lines
) -> tuple[Unanswered, ...]:
    """By partner, whoever was asked first on top; `ring` says by slug whom to ask.

    Whom nothing may be told of stand together, with an empty slug.
    """
    waiting: dict[str, list[AssignmentView]] = {}
    for view in coming:
        for one in view.unanswered:
            waiting.setdefault("" if lines.withheld(view) else one.partner, []).append(one)
    rows = [
        Unanswered(
            partner=slug,
            name=found[0].partner_name if slug else UNNAMED_PARTNER,
            assignments=len(found),
            since=min(one.asked for one in found).astimezone(ZoneInfo(time_zone)),
            ring=ring.get(slug, ""),
        )
        for slug, found in waiting.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.since, row.partner)))


def unassigned(coming: Iterable[ActivityView], lines: Lines) -> tuple[ActivityLine, ...]:
    """What nobody was asked to lead; where a lead declined it is said there."""
    return tuple(lines.activity(view) for view in coming if not view.leads)


def declined(coming: Iterable[ActivityView], lines: Lines) -> tuple[Declined, ...]:
    """Who declined without anybody in its stead, and who proposed a date that nobody decided on."""
    return tuple(
        Declined(
            activity=lines.activity(view),
            partner="" if lines.withheld(view) else one.partner_name,
            role=one.role,
            proposed_on=one.proposed_on if one.response is Answer.PROPOSED else None,
        )
        for view in coming
        for one in view.assignments
        if one.response is Answer.PROPOSED or (one.response is Answer.DECLINED and not _replaced(view, one))
    )


def _replaced(view: ActivityView, gone: AssignmentView) -> bool:
    """Whether another was asked afterwards for the same part; for a lead, whether anybody else leads."""
    others = (
        one for one in view.assignments if one.role is gone.role and one.response is not Answer.DECLINED
    )
    if gone.role is Role.LEAD:
        return any(others)
    return gone.answered is not None and any(one.asked >= gone.answered for one in others)


def gates_due(
    gates: Iterable[GateView], coming: Sequence[ActivityView], until: date, lines: Lines
) -> tuple[GateLine, ...]:
    """Gates to be decided by `until`, late ones too, and refused ones with something left behind them."""
    by_id = {view.id: view for view in coming}
    return tuple(sorted(_due(gates, by_id, until, lines), key=lambda gate: (gate.decide_by, gate.title)))


def _due(
    gates: Iterable[GateView], by_id: Mapping[int, ActivityView], until: date, lines: Lines
) -> Iterator[GateLine]:
    for gate in gates:
        behind = [by_id[one] for one in gate.activities if one in by_id]
        due = gate.state is GateState.OPEN and gate.decide_by <= until
        # Behind a gate that was to hold something, and now holds nothing, there is nothing to decide.
        moot = bool(gate.activities) and not behind
        if (due and not moot) or (gate.state is GateState.REFUSED and behind):
            yield lines.gate(gate, behind)
