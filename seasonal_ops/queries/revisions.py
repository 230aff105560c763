"""When what stands was first said: a correction is not late."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from seasonal_ops.models import WITHDRAWN, Count

# Measure, first and last day, area and activity.
Place = tuple[int, date, date, int | None, int | None]


def first_entered(
    session: Session, measures: Collection[int], dates: tuple[date, date]
) -> dict[Place, datetime]:
    """When the first revision of each corrected value came, in UTC; `dates`: the first and last it begins on.

    What was withdrawn was of another place: there the first revision is the one that came after it.
    """
    place = col(Count.measure_id), col(Count.on), col(Count.until), col(Count.area_id), col(Count.activity_id)
    query = (
        sa.select(*place, col(Count.entered_at), WITHDRAWN)
        .where(col(Count.measure_id).in_(measures), col(Count.on).between(*dates))
        # Without what was never corrected, which is nearly all.
        .where((col(Count.revision) > 1) | col(Count.current).is_(False))
        .order_by(col(Count.revision))
    )
    found: dict[Place, datetime] = {}
    for measure, on, until, area, activity, entered, withdrawn in session.connection().execute(query):
        if withdrawn:
            found.pop((measure, on, until, area, activity), None)
        else:
            found.setdefault((measure, on, until, area, activity), entered)
    return found
