"""What others said of a count since a person looked at it: who, and what."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from seasonal_ops.counting.recording import shown
from seasonal_ops.counting.shapes import Place
from seasonal_ops.errors import Changed
from seasonal_ops.facts import Actor
from seasonal_ops.models import WITHDRAWN, Count, Measure

_DECIDE = "look again, then decide"


def changed_at(session: Session, measure: Measure, place: Place, actor: Actor) -> Changed:
    """The error that tells what was said last of a place, and by whom."""
    last = _newest(session, measure, [place]).get(place)
    own = last is not None and last.entered_by == actor.name
    return Changed(f"{_there(last, actor)}; {_DECIDE}", own=own)


def said_last(session: Session, measure: Measure, places: Sequence[Place], actor: Actor) -> dict[Place, str]:
    """What was said last of each place, and by whom: `sam recorded 16 there meanwhile`."""
    rows = _newest(session, measure, places)
    return {place: _there(rows.get(place), actor) for place in places}


def _newest(session: Session, measure: Measure, places: Iterable[Place]) -> dict[Place, Count]:
    """The newest revision of each place, taken out or not; all of their dates are read at once."""
    dates = [place.on for place in places]
    query = select(Count).where(Count.measure_id == measure.id, col(Count.on).between(min(dates), max(dates)))
    return {_place(row): row for row in session.exec(query.order_by(col(Count.id)))}


def _there(last: Count | None, actor: Actor) -> str:
    if last is None:
        return "nothing is recorded there any more"
    return f"{_said(last, actor)} there meanwhile"


def changed_since(session: Session, measure: Measure, newest: int, actor: Actor) -> Changed | None:
    """The error that tells what somebody else said of a measure after its newest count that was seen."""
    query = select(Count).where(
        Count.measure_id == measure.id,
        col(Count.id) > newest,
        col(Count.entered_by) != actor.name,
        col(Count.current) | WITHDRAWN,
    )
    rows = session.exec(query.order_by(col(Count.id).desc())).all()
    return Changed(f"{_all(rows, actor)}; {_DECIDE}") if rows else None


def _all(rows: Sequence[Count], actor: Actor) -> str:
    last = rows[0]
    more = f", and {len(rows) - 1} more values changed" if len(rows) > 1 else ""
    return f"{_said(last, actor)} for {last.on} meanwhile{more}"


def _said(row: Count, actor: Actor) -> str:
    who = "you" if row.entered_by == actor.name else row.entered_by
    is_gone = row.value is None and not row.words
    return f"{who} took out what was recorded" if is_gone else f"{who} recorded {shown(row)}"


def _place(row: Count) -> Place:
    return Place(row.on, row.until, row.area_id, row.activity_id)
