"""A place that is taken twice, and a contact who is to be rung for two places at once."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook, ties_down
from seasonal_ops.checks.phrases import at_times, days_of, listed
from seasonal_ops.checks.sweep import Span, crowds
from seasonal_ops.names import key, quoted
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView, ContactView
from seasonal_ops.words import Check, Severity

# A location with one of these words is an area, several places, or none yet: there is room for everybody.
_ROOM_FOR_ALL: Final = (
    *("area", "areas", "borough", "county", "district", "estate", "estates", "parish", "ward", "wards"),
    *("town centre", "city centre", "village centre", "neighbourhood", "neighbourhoods", "borough-wide"),
    *("alleys", "roads", "routes", "streets", "across", "along", "around", "between", "route", "way to"),
    *("hot spot", "hot spots", "hot-spot", "hot-spots", "hotspot", "hotspots", "campus", "fair", "halls"),
    *("homes", "houses", "parks", "premises", "schools", "shops", "sites", "venues", "where"),
    *("different", "each", "several", "various", "chosen by", "named by", "to be agreed"),
    *("to be confirmed", "tba", "tbc", "online", "by phone", "by telephone", "teams", "virtual", "zoom"),
)
# But a county hall and an area office are buildings.
_BUILDINGS: Final = ("building", "council", "hall", "hospital", "library", "office", "offices", "room")
_AREA: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, _ROOM_FOR_ALL))})(?![\w-])(?! (?:{'|'.join(_BUILDINGS)})\b)"
)


def is_one_place(location: str) -> bool:
    """Whether two activities there at once are in each other's way."""
    return bool(location.strip()) and not _AREA.search(key(location))


def place_clashes(outlook: Outlook) -> Iterator[Judged]:
    """A warning for each place and time at which two activities want it."""
    there: dict[str, list[ActivityView]] = {}
    for activity in outlook.coming.values():
        if ties_down(activity) and activity.location:
            there.setdefault(key(activity.location), []).append(activity)
    for place, rows in there.items():
        if len(rows) < 2 or not is_one_place(place):
            continue
        for crowd in crowds([Span(*outlook.times[row.id], row.id, row.id) for row in rows], 1):
            found = outlook.in_order(crowd.ids)
            said = (
                f"{quoted(found[0].location)} is wanted for {crowd.peak} activities at once {days_of(found)}:"
                f" {listed(found, at_times)}"
            )
            last = found[-1].id
            way_out = (
                f"seasonal-ops activity edit {last} --location PLACE, or"
                f" seasonal-ops activity move {last} --to DATE --start HH:MM --end HH:MM"
            )
            yield judged(Check.CLASH, Severity.WARNING, f"place:{place}", found, said=said, way_out=way_out)


def contact_clashes(outlook: Outlook) -> Iterator[Judged]:
    """A warning for each contact who is whom to ring at two places at once.

    An activity that names no place is at a place of its own.
    """
    rung: dict[int, list[tuple[ContactView, ActivityView]]] = {}
    for activity in outlook.coming.values():
        if activity.ring is not None and ties_down(activity):
            rung.setdefault(activity.ring.id, []).append((activity.ring, activity))
    for contact_id, pairs in rung.items():
        contact = pairs[0][0]
        for crowd in crowds(_by_place(outlook, (activity for _, activity in pairs)), 1):
            found = outlook.in_order(crowd.ids)
            who = harmless(contact.name or contact.email)
            said = (
                f"{who} ({contact.partner}) is whom to ring at {crowd.peak} places at once {days_of(found)}:"
                f" {listed(found, at_times)}"
            )
            way_out = (
                f"name another contact for one: seasonal-ops activity edit {found[-1].id} --ring CONTACT"
            )
            yield judged(
                Check.CLASH, Severity.WARNING, f"contact:{contact_id}", found, said=said, way_out=way_out
            )


def _by_place(outlook: Outlook, rows: Iterable[ActivityView]) -> list[Span]:
    return [Span(*outlook.times[row.id], row.id, key(row.location) or row.id) for row in rows]
