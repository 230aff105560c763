"""Activities about both clock changes of a season, and what they are in UTC and on the wall."""

import csv
from dataclasses import dataclass
from pathlib import Path

# Clocks go back on 25 October 2026 at 01:00 UTC and forward on 28 March 2027 at 01:00 UTC.
# Title · what is typed (day, last day, start, end) · instants in UTC, or days, the end exclusive ·
# first and last moment, or day, on the wall, and how long it lasts.
_TABLE = """
On the last day of summer time    · 2026-10-24,,10:00,12:00   · 2026-10-24T09:00 2026-10-24T11:00 \
· 2026-10-24 10:00 | 2026-10-24 12:00 | 2h
Seven hours of night              · 2026-10-24,,20:00,02:00   · 2026-10-24T19:00 2026-10-25T02:00 \
· 2026-10-24 20:00 | 2026-10-25 02:00 | 7h
Across the hour that comes twice  · 2026-10-25,,00:30,03:30   · 2026-10-24T23:30 2026-10-25T03:30 \
· 2026-10-25 00:30 | 2026-10-25 03:30 | 4h
On the first day of winter time   · 2026-10-25,,10:00,12:00   · 2026-10-25T10:00 2026-10-25T12:00 \
· 2026-10-25 10:00 | 2026-10-25 12:00 | 2h
A day of 25 hours                 · 2026-10-25,,,             · 2026-10-25 2026-10-26 \
· 2026-10-25 | 2026-10-25 | 1d
Two days, one of 25 hours         · 2026-10-24,2026-10-25,,   · 2026-10-24 2026-10-26 \
· 2026-10-24 | 2026-10-25 | 2d
Five hours of night               · 2027-03-27,,20:00,02:00   · 2027-03-27T20:00 2027-03-28T01:00 \
· 2027-03-27 20:00 | 2027-03-28 02:00 | 5h
From a time that is skipped       · 2027-03-28,,01:30,04:00   · 2027-03-28T01:30 2027-03-28T03:00 \
· 2027-03-28 02:30 | 2027-03-28 04:00 | 1h 30m
On the first day of summer time   · 2027-03-28,,10:00,12:00   · 2027-03-28T09:00 2027-03-28T11:00 \
· 2027-03-28 10:00 | 2027-03-28 12:00 | 2h
Six hours of night                · 2027-03-29,,20:00,02:00   · 2027-03-29T19:00 2027-03-30T01:00 \
· 2027-03-29 20:00 | 2027-03-30 02:00 | 6h
A day of 23 hours                 · 2027-03-28,,,             · 2027-03-28 2027-03-29 \
· 2027-03-28 | 2027-03-28 | 1d
A day of 23 hours and one of 24   · 2027-03-28,2027-03-29,,   · 2027-03-28 2027-03-30 \
· 2027-03-28 | 2027-03-29 | 2d
"""


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity as it is typed, and what every reader must make of it."""

    title: str
    typed: tuple[str, ...]
    span: tuple[str, str]
    wall: str


def _planned(line: str) -> Planned:
    title, typed, span, wall = (part.strip() for part in line.split(" · "))
    start, end = (text + ":00+00:00" if "T" in text else text for text in span.split())
    return Planned(title, tuple(typed.split(",")), (start, end), wall)


CLOCK_CHANGES = [_planned(line) for line in _TABLE.strip().splitlines()]


def write_sheet(path: Path, leads: str) -> Path:
    """All of them as a spreadsheet that a plan takes in."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["what", "when", "until", "start", "end", "who leads"])
        writer.writerows([one.title, *one.typed, leads] for one in CLOCK_CHANGES)
    return path
