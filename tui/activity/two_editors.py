"""Two people at one activity: who changed what, what both changed, and what shall become of it. Pure."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from seasonal_ops.views import RecordLine
from tui.activity.boxes import LABELS, Ask, Partners, names, opened
from tui.show import ago, one_line
from tui.source.editing import Sheet

# These two are one thing to whoever types them.
_DATE: Final = frozenset({"when", "end"})
_LONGEST: Final = 5
# What calendars say beside another date: the date says it all to whoever edits.
_REASON: Final = "Why then"


def told(lines: tuple[RecordLine, ...], now: datetime) -> list[str]:
    """`Sgt Hill, just now: When 18:00 → 17:00`, a line a change, the newest first."""
    found = []
    for line in lines:
        changes = "; ".join(
            f"{one_line(one.label)} {one_line(one.was) or 'nothing'} → {one_line(one.now) or 'nothing'}"
            for one in line.changes
            if one.label != _REASON
        )
        found.append(f"{one_line(line.actor)}, {ago(line.at, now)}: {changes or one_line(line.told)}")
    more = len(found) - _LONGEST
    return [*found[:_LONGEST], f"and {more} more"] if more > 0 else found


def typed(sheet: Sheet, texts: dict[str, str], partners: Partners) -> frozenset[str]:
    """The names of what the lead changed in the form."""
    was = opened(sheet)
    found = {name for name in names(sheet) if texts[name].strip() != was[name].strip()}
    if found & _DATE:
        found |= _DATE
    return frozenset(found | ({"partners"} if partners.changed else set()))


def both(seen: Sheet, theirs: Sheet, mine: frozenset[str], partners: Partners) -> list[str]:
    """The labels of what the lead and somebody else changed."""
    was, now = opened(seen), opened(theirs)
    others = {name for name in was if was[name] != now[name]}
    found = [
        label
        for name, label in LABELS.items()
        if name != "end" and _touched(name, mine) and _touched(name, others)
    ]
    return [*found, *(["Partners"] if _same_partners(seen, theirs, partners) else [])]


def merged(theirs: Sheet, texts: dict[str, str], mine: frozenset[str]) -> dict[str, str]:
    """What I typed, and theirs in every other box."""
    return opened(theirs) | {name: texts[name] for name in mine if name in texts}


def _touched(name: str, changed: frozenset[str] | set[str]) -> bool:
    return bool(_DATE & changed) if name in _DATE else name in changed


def _same_partners(seen: Sheet, theirs: Sheet, partners: Partners) -> bool:
    """Whether one partner was changed by both."""
    mine = {one.now.partner for one in partners.held if one.ask is not Ask.AS_IT_IS}
    was = {one.partner: replace(one, note="") for one in seen.activity.assignments}
    now = {one.partner: replace(one, note="") for one in theirs.activity.assignments}
    others = {slug for slug in was.keys() | now.keys() if was.get(slug) != now.get(slug)}
    return bool(mine & others)
