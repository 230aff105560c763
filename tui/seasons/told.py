"""What a change would do as entries to read: each date with its reason, then what would be wrong. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import zip_longest
from typing import Final

from seasonal_ops.views import AnchorChoice, Finding, Move
from seasonal_ops.words import Severity
from tui.frame.part import Part
from tui.show import days, long_day, one_line

_SEVERITY: Final = {
    Severity.ERROR: ("✗", "error", Part.OVERDUE),
    Severity.WARNING: ("▲", "warning", Part.FLAG),
    Severity.NOTE: ("·", "note", Part.MOMENT),
}
# How the command line would take along what is only proposed.
_BY_COMMAND: Final = "; to take it: --include"


class Kind(Enum):
    """Which part of a preview an entry stands in, with its heading."""

    DATES = "DATES, AND WHY"
    STAYS = "STAYS WHERE IT IS, AND WHY"
    FINDINGS = "WHAT TO LOOK AT"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read: its head, and what stands below it.

    `move` is what it tells of, None for a finding. `loud`: something is not as it should be.
    """

    identity: int
    head: tuple[tuple[str, Part], ...]
    below: tuple[tuple[str, Part], ...]
    loud: bool
    move: Move | None = None


def full_day(on: date) -> str:
    """`Sat 30 Oct 2027`."""
    return f"{long_day(on)} {on.year}"


def entries(moves: Sequence[Move], *, fresh: bool = False) -> Iterator[Entry]:
    """Every move with its reason, which is told once for a run that shares it, and its warnings.

    What an anchor is warned of is not told again of everything that hangs on it.
    `fresh`: there is no last season, and nothing says that a date is new.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    reason = ""
    of_anchors: set[str] = set()
    for move in moves:
        warnings = [one for one in move.warnings if one not in of_anchors]
        if move.activity is None and move.was is not None:
            of_anchors |= set(warnings)
        known = (move.activity, move.title, None if move.activity else move.was)
        seen[known] += 1
        tail = move.reason.partition(", ")[2] or move.reason
        below = [] if tail == reason else [(one_line(move.reason), Part.MOMENT)]
        reason = tail
        below += [(f"▲ {_said(warning)}", Part.FLAG) for warning in warnings]
        if move.proposed:
            below.append(("space takes it along", Part.STATUS))
        yield Entry(
            identity=hash((*known, seen[known])),
            head=_head(move, fresh=fresh),
            below=tuple(below),
            loud=bool(warnings),
            move=move,
        )


def _said(warning: str) -> str:
    """What is said to somebody who types commands is a key here."""
    return one_line(warning.partition(_BY_COMMAND)[0])


def _head(move: Move, *, fresh: bool) -> tuple[tuple[str, Part], ...]:
    to = full_day(move.to) if move.to else "does not go on"
    part = Part.ANCHOR if move.title.startswith("◆") else Part.TITLE
    dates = f"{to:<15}" if fresh else f"{_was(move):>15} {'=' if move.was == move.to else '→'} {to:<15}"
    return ((f"{dates}  ", Part.STATUS if move.to else Part.HEADING), (one_line(move.title), part))


def _was(move: Move) -> str:
    return full_day(move.was) if move.was else "new"


def findings(found: Sequence[Finding]) -> Iterator[Entry]:
    """Each finding, and the way out, which is not said twice in a row."""
    for one, after in zip_longest(found, found[1:]):
        glyph, word, part = _SEVERITY[one.severity]
        same = after is not None and after.way_out == one.way_out
        yield Entry(
            identity=hash((one.rule, one.sentence)),
            head=((f"{glyph} {word}: ", part), (one_line(one.sentence), Part.TITLE)),
            below=() if same else ((f"→ {one_line(one.way_out)}", Part.MOMENT),),
            loud=one.severity is not Severity.NOTE,
        )


def anchor_says(choice: AnchorChoice) -> str:
    """What stands beside an anchor's box: its date and why, or what is wrong."""
    note = f" {one_line(choice.note)}" if choice.note else ""
    if choice.problem:
        return f"▲ {one_line(choice.problem)}" + (f".{note}" if choice.needed else "")
    if choice.on is None:
        return one_line(choice.reason)
    warned = "".join(f" ▲ {one_line(text)}" for text in choice.warnings)
    return f"{full_day(choice.on)}, {why(choice.name, choice.reason)}{warned}"


def why(name: str, reason: str) -> str:
    """The reason for an anchor's date without its name and the date, which stand beside it."""
    rest = reason.removeprefix(f"{name} is ")
    if "as given" in rest:
        return "as given"
    # The weekday of a fixed date stands beside it, too.
    return one_line((rest.partition(": ")[2] or rest).partition("; a ")[0])


def until(on: date, today: date) -> str:
    """`in 6 days`, `today`, `3 days ago`."""
    left = (on - today).days
    if left == 0:
        return "today"
    return f"in {days(left)}" if left > 0 else f"{days(-left)} ago"
