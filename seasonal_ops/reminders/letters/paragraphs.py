"""How a page is put together: a heading over its lines, long lists cut, counts in words. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from seasonal_ops.checks.phrases import number_of
from seasonal_ops.dates import brief
from seasonal_ops.names import joined
from seasonal_ops.text import harmless
from seasonal_ops.views import UNNAMED, ActivityLine, Declined, GateLine, MissingCount, Shift, Tally
from seasonal_ops.words import GateState, Role, Status

# A longer list is not read to its end; the program shows it whole.
MOST: Final = 12


def section(heading: str, lines: Iterable[str], most: int = MOST) -> str:
    """A paragraph of a heading and its lines, no more of them than are read; empty without lines."""
    shown = [f"  {line}" for line in lines]
    if not shown:
        return ""
    more = len(shown) - most
    cut = [*shown[:most], f"  … and {more} more"] if more > 0 else shown
    return harmless("\n".join([heading, *cut]), keep="\n")


def tallied(tally: Tally) -> str:
    """`33 delivered, 2 partly, 1 cancelled`: what there is of each outcome."""
    return counted(
        (tally.delivered, "delivered"),
        (tally.partly, "partly"),
        (tally.not_delivered, "not delivered"),
        (tally.cancelled, "cancelled"),
        (tally.moved, "moved away"),
        (tally.unreported, "not reported on"),
        (tally.ahead, "to come"),
    )


def counted(*said: tuple[int, str]) -> str:
    """`3 overdue, 2 unanswered`, without what there is none of."""
    return ", ".join(f"{count} {words}" for count, words in said if count)


def day(on: date) -> str:
    """`Fri 30 Oct`."""
    return brief(on, year=False)


def shift(one: Shift) -> str:
    """`Joint patrol: Fri 30 Oct → Sun 1 Nov, moved twice`."""
    often = "" if one.times < 2 else ", moved twice" if one.times == 2 else f", moved {one.times} times"
    return f"{one.activity.title}: {day(one.was)} → {day(one.to)}{often}"


def gate(one: GateLine, today: date) -> str:
    """`by Fri 4 Dec: Money for the skips (£1,500, a fund); 6 activities hang on it`."""
    money = ", ".join(part for part in (f"£{one.amount:,}" if one.amount else "", one.funder) if part)
    hang = f"; {number_of(one.activities)} {'hangs' if one.activities == 1 else 'hang'} on it"
    said = f"{one.title}{f' ({money})' if money else ''}{hang if one.activities else ''}"
    if one.state is GateState.REFUSED:
        return f"refused: {said}"
    late = ", which is past" if one.decide_by < today else ""
    return f"by {day(one.decide_by)}{late}: {said}"


def counts(missing: Iterable[MissingCount]) -> list[str]:
    """A line a measure: `ASB calls (bright-sparx-2026): 5 dates, Fri 23 Oct to Tue 27 Oct`."""
    by_measure = dates_by_measure(missing)
    return [f"{name}{f' ({plan})' if plan else ''}: {dates(on)}" for (name, plan), on in by_measure.items()]


def dates_by_measure(missing: Iterable[MissingCount]) -> dict[tuple[str, str], list[date]]:
    """The dates that have no count, by the measure's name and its plan."""
    measures: dict[tuple[str, str], list[date]] = {}
    for one in missing:
        measures.setdefault((one.measure_name, one.plan), []).append(one.on)
    return measures


def dates(on: Sequence[date]) -> str:
    """`5 dates, Fri 23 Oct to Tue 27 Oct`, or the one."""
    if len(on) == 1:
        return day(on[0])
    return f"{len(on)} dates, {day(on[0])} to {day(on[-1])}"


def grouped(lines: Iterable[ActivityLine]) -> list[list[ActivityLine]]:
    """Activities of one plan that differ in nothing but their dates, together."""
    alike: dict[tuple[object, ...], list[ActivityLine]] = {}
    for line in lines:
        # What has no name is not known to be alike.
        own = line.id if line.title == UNNAMED else 0
        alike.setdefault((line.title, line.plan, line.leads, line.status, own), []).append(line)
    return list(alike.values())


@dataclass(frozen=True, slots=True)
class Agencies:
    """Partners by their full names, each with what it is called for short on one page."""

    short: Mapping[str, str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Agencies":
        """`Street Scene` for `Street Scene, West Lancashire Borough Council`, unless two would be that."""
        known = set(names)
        heads = Counter(_head(name) for name in known)
        return cls({name: _head(name) if heads[_head(name)] == 1 else name for name in known})

    def name(self, full: str) -> str:
        """What it is called here."""
        return self.short.get(full, full)

    def activity(self, line: ActivityLine, *, note: bool = False) -> str:
        """`Fri 30 Oct: Joint patrol (Lancashire Constabulary)`, with what was said of it if wanted."""
        said = f": {' '.join(line.note.split())}" if note and line.note else ""
        return f"{day(line.starts_on)}: {self._what(line)}{said}"

    def together(self, lines: Iterable[ActivityLine]) -> list[str]:
        """The same, what is alike in one line: `Fri 4 Dec: Patrol (Police); 3 dates to Fri 18 Dec`."""
        return [self._alike(found) for found in grouped(lines)]

    def declined(self, one: Declined) -> str:
        """`Fri 30 Oct: Joint patrol: Street Pastors (support) declined`."""
        who = f"{self.name(one.partner) or 'a partner'} ({'lead' if one.role is Role.LEAD else 'support'})"
        answer = "declined" if one.proposed_on is None else f"proposes {day(one.proposed_on)}"
        return f"{day(one.activity.starts_on)}: {one.activity.title}: {who} {answer}"

    def _alike(self, lines: Sequence[ActivityLine]) -> str:
        gone = "CANCELLED, " if lines[0].status is Status.CANCELLED else ""
        more = f"; {len(lines)} dates to {day(lines[-1].starts_on)}" if len(lines) > 1 else ""
        return f"{day(lines[0].starts_on)}: {gone}{self._what(lines[0])}{more}"

    def _what(self, line: ActivityLine) -> str:
        leads = joined([self.name(one) for one in line.leads])
        return f"{line.title} ({leads})" if leads else line.title


def _head(name: str) -> str:
    return name.partition(",")[0]
