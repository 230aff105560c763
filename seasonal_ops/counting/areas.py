"""The verbs of areas: wards, hotspots, and areas to compare with, made known before they are counted in."""

from datetime import datetime

from sqlmodel import Session, select

from seasonal_ops.counting.book import find_in
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import Actor, AreaAdded, AreaChanged
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Area
from seasonal_ops.planning.people import slug_of
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line
from seasonal_ops.words import AreaRole


def add_area(
    session: Session, *, name: str, role: AreaRole = AreaRole.EVENT, actor: Actor, now: datetime
) -> Area:
    """Make an area known. Raises Refused when its name is taken, BadValue for an unusable one."""
    name = accept_line(name, "the area's name", longest=120)
    slug = slug_of(name)
    if not slug:
        raise BadValue(f"the name {name!r} has no letters or digits; give the area a name to call it by")
    if session.exec(select(Area).where(Area.slug == slug)).first():
        raise Refused(f"there is an area {slug!r} already; see: seasonal-ops area list")
    area = Area(slug=slug, name=name, role=role)
    session.add(area)
    session.flush()
    happened(session, AreaAdded(subject=f"area:{area.id}", after=snapshot(area)), actor=actor, now=now)
    return area


def set_area(
    session: Session,
    *,
    area: str,
    name: str | None = None,
    role: AreaRole | None = None,
    actor: Actor,
    now: datetime,
) -> Area:
    """Call an area by another name, or give it another role in comparisons; None leaves it as it is.

    What it is called by on the command line stays. Raises NotFound, BadValue for an unusable name,
    Refused for one that is another's.
    """
    areas = {row.slug: row for row in session.exec(select(Area).with_for_update())}
    row = find_in(areas, area)
    before = snapshot(row)
    if name is not None:
        row.name = accept_line(name, "the area's name", longest=120)
        taken = {row.name.casefold(), slug_of(row.name)}
        if any({one.name.casefold(), one.slug} & taken for one in areas.values() if one is not row):
            raise Refused(f"another area is called {row.name!r} already; see: seasonal-ops area list")
    if role is not None:
        row.role = role
    session.add(row)
    session.flush()
    if snapshot(row) != before:
        fact = AreaChanged(subject=f"area:{row.id}", before=before, after=snapshot(row))
        happened(session, fact, actor=actor, now=now)
    return row
