"""A plan or a partner by what a person types: slug, id, or an unambiguous beginning of the slug."""

from typing import TypeVar

from sqlmodel import Session, col, select

from seasonal_ops.errors import NotFound
from seasonal_ops.models import Partner, Plan
from seasonal_ops.names import nearest

Named = TypeVar("Named", Plan, Partner)


def find_plan(session: Session, name: str) -> Plan:
    """The plan. Raises NotFound with the choices or the nearest slugs."""
    return _find(session, Plan, name, "plan", "make one: seasonal-ops plan new bright-sparx --year 2026")


def find_partner(session: Session, name: str) -> Partner:
    """The partner. Raises NotFound with the choices or the nearest slugs."""
    return _find(session, Partner, name, "partner", 'make it known: seasonal-ops partner add "NAME"')


def _find(session: Session, table: type[Named], name: str, what: str, hint: str) -> Named:
    rows = {row.slug: row for row in session.exec(select(table).order_by(col(table.slug)))}
    typed = name.strip().casefold()
    if typed in rows:
        return rows[typed]
    if typed.isascii() and typed.isdigit():
        by_id = next((row for row in rows.values() if row.id == int(typed)), None)
        if by_id is not None:
            return by_id
    begins = [slug for slug in rows if typed and slug.startswith(typed)]
    if len(begins) == 1:
        return rows[begins[0]]
    raise NotFound(what, name, begins or nearest(name, rows), hint)
