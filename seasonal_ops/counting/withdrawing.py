"""A value that was recorded in a wrong place is taken out: it is missing again, and what it was is kept."""

from datetime import datetime

from sqlmodel import Session

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.checks import locked_sentence
from seasonal_ops.counting.meanwhile import changed_at
from seasonal_ops.counting.prospect import Draft
from seasonal_ops.counting.shapes import NewCount, Place
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, CountWithdrawn
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Count, Measure, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line


def withdraw(
    session: Session,
    *,
    plan: Plan,
    measure: Measure,
    wrong: NewCount,
    seen: int | None = None,
    actor: Actor,
    now: datetime,
) -> Count:
    """Take out what is recorded where `wrong` says, for its reason; the revision that did it.

    Of `wrong` the dates, the area, the activity and the reason count; `seen` is the id of what the person
    saw there, None for whatever it is. Raises BadValue without a reason, NotFound for an area that is not
    known, Changed when something else stands there than was seen, Refused when nothing is recorded there or
    it is approved.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    reason = accept_line(wrong.reason, "the reason", longest=400)
    area = key(book.area(wrong.area)) if wrong.area is not None else None
    place = Place(wrong.on, wrong.until or wrong.on, area, wrong.activity)
    draft, entry = Draft(measure=measure, new=wrong, row={}), book.entries(measure).get(place)
    if seen is not None and (entry is None or entry.id != seen):
        raise changed_at(session, measure, place, actor)
    if entry is None:
        raise Refused(
            f"nothing is recorded of {draft.named}; see: seasonal-ops count list {plan.slug}"
            f" --measure {measure.slug}"
        )
    if entry.approved_by:
        raise Refused(locked_sentence(plan.slug, draft, entry))
    row = session.get_one(Count, entry.id)
    before = snapshot(row)
    row.current = False
    gone = Count(
        measure_id=row.measure_id,
        area_id=row.area_id,
        activity_id=row.activity_id,
        on=row.on,
        until=row.until,
        revision=row.revision + 1,
        current=False,
        as_at=book.today,
        reason=reason,
        entered_by=actor.name,
        entered_at=now,
    )
    session.add_all([row, gone])
    session.flush()
    fact = CountWithdrawn(subject=f"count:{gone.id}", before=before, after=snapshot(gone))
    happened(session, fact, actor=actor, now=now)
    book.forget([measure])
    return gone
