"""Where a key stands in a plan file: the standard TOML reader keeps no lines, and people need them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_HEADER: Final = re.compile(r"\s*\[{1,2}\s*([\w-]+)\s*\]{1,2}")
_KEY: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a plan file: a key at its top, or the key of the nth table of a name, counted from 0."""

    key: str | None = None
    table: str | None = None
    index: int = 0


@dataclass(slots=True)
class Lines:
    """The line of every key and table header of a plan file, counted from 1."""

    _found: dict[Spot, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Reads the file's outline; what is inside texts of several lines is passed over."""
        lines = cls()
        table, index = None, 0
        seen: dict[str, int] = {}
        for number, line in _outside_texts(text):
            if header := _HEADER.match(line):
                table = header[1]
                index = seen.get(table, 0)
                seen[table] = index + 1
                lines.note(Spot(None, table, index), number)
            elif found := _KEY.match(line):
                lines.note(Spot(found[1], table, index), number)
        return lines

    def note(self, spot: Spot, number: int) -> None:
        """Remembers the first line on which the spot stands."""
        self._found.setdefault(spot, number)

    def line(self, spot: Spot) -> int:
        """The spot's line; for a key that is not there its table's header, or else the first line."""
        if spot.table is None:
            return self._found.get(spot) or self._found.get(Spot(None, spot.key)) or 1
        return self._found.get(spot) or self._found.get(Spot(None, spot.table, spot.index)) or 1


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that do not begin inside a text of several lines."""
    inside: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if inside is None:
            yield number, line
        for mark in re.findall(r'"""|\'\'\'', line):
            if inside is None:
                inside = mark
            elif inside == mark:
                inside = None
