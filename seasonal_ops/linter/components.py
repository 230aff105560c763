"""Components (RFC 5545, 3.6): what stands between BEGIN and END, read whatever is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error, warning

NO_CALENDAR: Final = error(
    "no-calendar", "RFC 5545, 3.4", "there is no BEGIN:VCALENDAR; this is no calendar file"
)
SECOND_CALENDAR: Final = warning(
    "second-calendar", "RFC 5545, 3.4", "a second calendar begins, and many readers stop before it; write one"
)
OUTSIDE: Final = error(
    "outside-calendar", "RFC 5545, 3.4", "{} stands outside BEGIN:VCALENDAR and END:VCALENDAR; move it inside"
)
BEGIN_WITHOUT_END: Final = error(
    "begin-without-end", "RFC 5545, 3.6", "BEGIN:{0} has no END:{0}; write it after the last line of the {0}"
)
END_WITHOUT_BEGIN: Final = error(
    "end-without-begin", "RFC 5545, 3.6", "END:{0} has no BEGIN:{0} before it; take it out or write the other"
)
MISPLACED: Final = error("misplaced-component", "RFC 5545, 3.6", "{} cannot stand in {}; move it out")

CALENDAR: Final = "VCALENDAR"
# What a UID identifies; other components may repeat that of what they stand in.
IDENTIFIED: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
_IN_CALENDAR: Final = frozenset({CALENDAR})
_PARENTS: Final = {
    "VEVENT": _IN_CALENDAR,
    "VTODO": _IN_CALENDAR,
    "VJOURNAL": _IN_CALENDAR,
    "VFREEBUSY": _IN_CALENDAR,
    "VTIMEZONE": _IN_CALENDAR,
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
}


@dataclass(slots=True)
class Component:
    """A component that begins on physical line `number`; its lines by their names."""

    kind: str
    number: int
    parent: str = ""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    children: list["Component"] = field(default_factory=list)

    def all(self, *names: str) -> list[Line]:
        """The lines of these names."""
        return [line for name in names for line in self.lines.get(name, ())]

    def first(self, name: str) -> Line | None:
        """The first line of this name."""
        found = self.lines.get(name)
        return found[0] if found else None

    def inside(self) -> Iterator["Component"]:
        """Every component below this one, in the file's order; nested as deep as a file likes."""
        waiting = self.children[::-1]
        while waiting:
            one = waiting.pop()
            waiting.extend(one.children[::-1])
            yield one


def read_calendars(lines: Iterable[Line], report: Report) -> list[Component]:
    """The calendars of a file, each with what stands in it."""
    nest = _Nest(report)
    for line in lines:
        nest.take(line)
    nest.close()
    if not nest.calendars:
        report.add(NO_CALENDAR, 1)
        return []
    for line in nest.strays:
        report.add(OUTSIDE, line.number, line.name)
    return nest.calendars


class _Nest:
    """The components that are open, the innermost last."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._open: list[Component] = []
        self._kinds: Counter[str] = Counter()
        self.calendars: list[Component] = []
        self.strays: list[Line] = []

    def take(self, line: Line) -> None:
        if line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end(line)
        elif self._open:
            self._open[-1].lines.setdefault(line.name, []).append(line)
        else:
            self.strays.append(line)

    def _begin(self, line: Line) -> None:
        kind = line.value.strip().upper()
        parent = self._open[-1].kind if self._open else ""
        component = Component(kind, line.number, parent)
        if self._open:
            self._open[-1].children.append(component)
            self._judge_place(component)
        elif kind == CALENDAR:
            if self.calendars:
                self._report.add(SECOND_CALENDAR, line.number)
            self.calendars.append(component)
        else:
            self.strays.append(line)
        self._open.append(component)
        self._kinds[kind] += 1

    def _judge_place(self, component: Component) -> None:
        """In another of its own kind an END is missing, which is said where it is missed."""
        parents = _PARENTS.get(component.kind)
        if parents and component.parent not in parents and component.parent != component.kind:
            self._report.add(MISPLACED, component.number, component.kind, component.parent)

    def _end(self, line: Line) -> None:
        kind = line.value.strip().upper()
        if not self._kinds[kind]:
            self._report.add(END_WITHOUT_BEGIN, line.number, kind)
            return
        while self._open[-1].kind != kind:
            self._leave_open()
        self._pop()

    def close(self) -> None:
        while self._open:
            self._leave_open()

    def _leave_open(self) -> None:
        component = self._pop()
        self._report.add(BEGIN_WITHOUT_END, component.number, component.kind)

    def _pop(self) -> Component:
        component = self._open.pop()
        self._kinds[component.kind] -= 1
        return component
