"""Series: the rest from a date on moved or cancelled, and the rule of one changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.dates import Dated, IfAvoided, dates_of, parse, short
from seasonal_ops.db import load, look_up
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import Actor, DateRuleChanged, SeriesChanged
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Assignment, Gate, GateActivity, PlanActivity, Series, key
from seasonal_ops.names import quoted
from seasonal_ops.planning.adding import NewActivity, When, add_all, require_short_rule
from seasonal_ops.planning.aims import GateChange, set_gate
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.planning.pairing import pair
from seasonal_ops.planning.schedule import cancel_activity, move_activity, put_on, require_standing
from seasonal_ops.queries import calendar_of, plan_of_series
from seasonal_ops.reactions import happened
from seasonal_ops.views import Move
from seasonal_ops.words import Role

_GONE: Final = "its series' rule no longer gives this date"


def following(session: Session, activity_id: int) -> list[Activity]:
    """An activity and the open ones of its series after it. Raises Refused when it is of no series."""
    first = look_up(session, Activity, activity_id, "activity")
    if first.series_id is None:
        raise Refused(f"{quoted(first.title)} is of no series; leave out --following")
    rows = session.exec(
        select(Activity)
        .where(Activity.series_id == first.series_id, Activity.starts_on >= first.starts_on)
        .order_by(col(Activity.starts_on), col(Activity.id))
    )
    return [row for row in rows if row.status.open or row.id == activity_id]


def preview_following(session: Session, *, activity_id: int, to: date) -> list[Move]:
    """Where an activity and the rest of its series would go: all by as many days."""
    rows = following(session, activity_id)
    first = look_up(session, Activity, activity_id, "activity")
    require_standing(first)
    by = to - first.starts_on
    reason = f"with {quoted(first.title)} of {short(first.starts_on)}"
    return [
        Move(
            activity=key(row),
            title=row.title,
            was=row.starts_on,
            to=row.starts_on + by,
            reason="as asked" if row is first else reason,
        )
        for row in rows
    ]


def move_following(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    actor: Actor,
    now: datetime,
) -> list[Move]:
    """Move an activity and the rest of its series by as many days, and give them the times."""
    moves = preview_following(session, activity_id=activity_id, to=to)
    for move in moves:
        if move.activity is not None and move.to is not None:
            move_activity(
                session, activity_id=move.activity, to=move.to, start=start, end=end, actor=actor, now=now
            )
    return moves


def cancel_following(
    session: Session, *, activity_id: int, reason: str = "", actor: Actor, now: datetime
) -> list[Activity]:
    """An activity and the rest of its series will not happen."""
    return [
        cancel_activity(session, activity_id=key(row), reason=reason, actor=actor, now=now)
        for row in following(session, activity_id)
    ]


@dataclass(frozen=True, slots=True)
class _Change:
    """What another rule means: which rows move, fall away or are added, and the rule's own wording."""

    rule: str
    moves: tuple[tuple[Activity, Dated], ...]
    gone: tuple[Activity, ...]
    new: tuple[Dated, ...]
    kept: tuple[tuple[Activity, str], ...]
    every: tuple[Activity, ...]

    @property
    def news(self) -> bool:
        """Whether anything is to be done: another rule for a date, or another date."""
        said = any(row.date_rule != self.rule or row.starts_on != dated.on for row, dated in self.moves)
        return said or bool(self.gone or self.new)

    def like(self, on: date) -> Activity:
        """The date before, which an added one is like; the first when there is none before."""
        before = [row for row in self.every if row.starts_on <= on]
        return before[-1] if before else self.every[0]

    def lines(self) -> list[Move]:
        """The change as a preview, by date."""
        return sorted(self._lines(), key=lambda move: move.was or move.to or date.min)

    def _lines(self) -> Iterator[Move]:
        for row, dated in self.moves:
            if dated.on != row.starts_on:
                yield _line(row, dated.on, dated.reason, *dated.warnings)
        for row in self.gone:
            yield _line(row, None, row.date_reason, f"{_GONE}: it is cancelled")
        for dated in self.new:
            title = self.like(dated.on).title
            yield Move(title=title, was=None, to=dated.on, reason=dated.reason, warnings=dated.warnings)
        for row, why in self.kept:
            yield _line(row, row.starts_on, row.date_reason, why)


def preview_rule(session: Session, *, series_id: int, rule: str, since: date) -> list[Move]:
    """What another rule would move, cancel and add from a date on; the dates before it stay.

    What is done and what was moved by hand stays as it is, and says so. Raises NotFound for a series that
    is not there, BadValue for a rule that cannot be read or gives no date from then on.
    """
    return _change(session, series_id, rule, since).lines()


def change_rule(
    session: Session, *, series_id: int, rule: str, since: date, actor: Actor, now: datetime
) -> list[Move]:
    """Give a series another rule from a date on; what `preview_rule` shows is what is done.

    An added date has what the date before it has: partners (asked anew), times, place.
    """
    change = _change(session, series_id, rule, since)
    lines = change.lines()
    if not change.news:
        return []
    series = load(session, Series, series_id, "series")
    before = snapshot(series)
    series.rule = change.rule
    session.add(series)
    happened(
        session,
        SeriesChanged(subject=f"series:{series_id}", before=before, after=snapshot(series)),
        actor=actor,
        now=now,
    )
    for row, dated in change.moves:
        _follow(session, row, dated, change.rule, actor=actor, now=now)
    for row in change.gone:
        cancel_activity(session, activity_id=key(row), reason=_GONE, actor=actor, now=now)
    _add(session, change, actor=actor, now=now)
    return lines


def _change(session: Session, series_id: int, rule: str, since: date) -> _Change:
    plan = plan_of_series(session, series_id)
    calendar = calendar_of(session, plan)
    parsed = parse(rule, calendar.anchors)
    require_short_rule(str(parsed))
    every = _rows(session, series_id)
    rows = [row for row in every if _reaches(row, since)]
    model = (rows or every)[0]
    dates = dates_of(parsed, calendar, avoid=model.avoid, if_avoided=IfAvoided(model.if_avoided))
    dates = tuple(dated for dated in dates if dated.on >= since)
    if not dates:
        raise BadValue(f"the rule {quoted(rule)} gives no date from {short(since)} on; change it")
    fixed = [(row, why) for row in rows if (why := _stays(row))]
    stays = {key(row) for row, _ in fixed}
    meant = {on for row, _ in fixed for on in (row.original_on, row.starts_on)}
    found = pair(
        [row for row in rows if key(row) not in stays], [dated for dated in dates if dated.on not in meant]
    )
    return _Change(str(parsed), found.pairs, found.left, found.new, tuple(fixed), tuple(every))


def _follow(session: Session, row: Activity, dated: Dated, rule: str, *, actor: Actor, now: datetime) -> None:
    if dated.on == row.starts_on:
        # The date stays, but why it stands there is another, and feeds say why.
        before = state_of(session, row)
        row.date_rule, row.date_reason = rule, dated.reason
        changed(session, row, DateRuleChanged, before=before, visible=True, actor=actor, now=now)
        return
    when = When(
        on=dated.on,
        reason=dated.reason,
        rule=rule,
        last_day=dated.on + (row.ends_on - row.starts_on),
        start=row.start_time,
        end=row.end_time,
    )
    put_on(session, activity_id=key(row), when=when, actor=actor, now=now)


def _rows(session: Session, series_id: int) -> Sequence[Activity]:
    query = select(Activity).where(Activity.series_id == series_id)
    return session.exec(query.order_by(col(Activity.starts_on), col(Activity.id))).all()


def _stays(row: Activity) -> str:
    if not row.status.open:
        return f"it is {row.status} and stays"
    if row.starts_on != row.original_on:
        return "it was moved by hand and stays"
    return ""


def _reaches(row: Activity, since: date) -> bool:
    """Whether the rule meant the date for the stretch that is changed, wherever it was moved."""
    return max(row.starts_on, row.original_on or row.starts_on) >= since


def _line(row: Activity, to: date | None, reason: str, *warnings: str) -> Move:
    return Move(
        activity=key(row), title=row.title, was=row.starts_on, to=to, reason=reason, warnings=warnings
    )


def _add(session: Session, change: _Change, *, actor: Actor, now: datetime) -> None:
    """Each added date with what the date before it has: partners asked anew, place, times, gates."""
    if not change.new:
        return
    likes = [change.like(dated.on) for dated in change.new]
    new = [_alike(session, row, dated, change.rule) for row, dated in zip(likes, change.new, strict=True)]
    home = _home(session, likes[0])
    made = add_all(session, plan_id=home.plan_id, time_zone=likes[0].time_zone, new=new, actor=actor, now=now)
    for row, (added,) in zip(likes, made, strict=True):
        gates = session.exec(
            select(Gate.key, Gate.plan_id)
            .join(GateActivity, col(GateActivity.gate_id) == col(Gate.id))
            .where(GateActivity.activity_id == row.id)
        ).all()
        for name, plan_id in gates:
            set_gate(
                session,
                plan_id=plan_id,
                name=name,
                change=GateChange(),
                activities=[key(added)],
                actor=actor,
                now=now,
            )


def _alike(session: Session, row: Activity, dated: Dated, rule: str) -> NewActivity:
    asked = session.exec(
        select(Assignment.partner_id, Assignment.role)
        .where(Assignment.activity_id == row.id, col(Assignment.ended_at).is_(None))
        .order_by(col(Assignment.id))
    ).all()
    when = When(
        on=dated.on,
        reason=dated.reason,
        rule=rule,
        last_day=dated.on + (row.ends_on - row.starts_on),
        start=row.start_time,
        end=row.end_time,
    )
    return NewActivity(
        title=row.title,
        theme=row.theme,
        location=row.location,
        meet=row.meet,
        description=row.description,
        phase=_home(session, row).phase,
        sensitivity=row.sensitivity,
        measures=tuple(row.measures),
        partners=tuple((partner_id, Role(role)) for partner_id, role in asked),
        when=(when,),
        avoid=tuple(row.avoid),
        if_avoided=IfAvoided(row.if_avoided),
        series_id=row.series_id,
    )


def _home(session: Session, row: Activity) -> PlanActivity:
    query = select(PlanActivity).where(PlanActivity.activity_id == row.id, col(PlanActivity.home))
    return session.exec(query).one()
