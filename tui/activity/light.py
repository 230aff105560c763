"""Light rows that a long list holds, and an activity that was read in full. Pure."""

from seasonal_ops.views import ActivityView
from seasonal_ops.views.board import BoardRow, sought
from seasonal_ops.words import Answer, Role


def as_it_is_now(row: BoardRow, now: ActivityView, phase: str) -> BoardRow:
    """The row with what was read, should that be newer; `phase` is the name of its phase."""
    if now.version <= row.version:
        return row
    people = " ".join(one.names for one in now.assignments)
    return row._replace(
        version=now.version,
        title=now.title,
        starts_on=now.starts_on,
        ends_on=now.ends_on,
        start_time=now.start_time,
        end_time=now.end_time,
        status=now.status,
        leads=now.lead_slugs,
        supports=tuple(one.partner for one in now.assignments if one.role is not Role.LEAD),
        asked=len(now.assignments),
        answered=sum(one.response is not Answer.ASKED for one in now.assignments),
        sought=sought(now.title, now.plan_name, phase, now.location, now.theme, now.status, people),
    )
