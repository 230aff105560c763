"""A series of sessions: how many there were, who came and how often, and whether the figures fit (pure)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.averages import rounded_from

_NUMBERS: Final[Mapping[str, int]] = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_NUMBER: Final = f"([0-9]{{1,4}}|{'|'.join(_NUMBERS)})"
_AT_LEAST: Final = re.compile(
    rf"\b{_NUMBER} (?:sessions )?or more\b|\bat least {_NUMBER}\b|\bmore than (?P<over>{_NUMBER[1:-1]})\b",
    re.IGNORECASE,
)
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What a series of sessions drew; `sessions` are the numbers of sessions that there may have been.

    `regulars` of the `people` came to `regular_at` sessions or more. `problems` are sentences: figures
    that cannot stand beside each other.
    """

    attendances: Decimal
    sessions: range
    average: str
    people: Decimal | None
    regulars: Decimal | None
    regular_at: int | None
    problems: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The figures, then what does not fit."""
        said = f"{figures.number(self.attendances)} attendances"
        if self.sessions:
            said += f" at {_either(self.sessions)} sessions, {self.average} on average"
        if self.people is not None:
            said += f"; {figures.number(self.people)} people came"
        if self.regulars is not None:
            often = f"{self.regular_at} times or more" if self.regular_at else "regularly"
            said += f", {figures.number(self.regulars)} of them {often}"
        return " ".join((f"{said}.", *self.problems))


def attendance(
    attendances: Decimal,
    *,
    sessions: int | None = None,
    average: str | None = None,
    people: Decimal | None = None,
    regulars: Decimal | None = None,
    regular_at: int | None = None,
) -> Attendance:
    """A series as its figures have it; without `sessions` their number follows from the `average`.

    Raises BadValue for an average that no number of sessions gives.
    """
    held = range(0)
    if sessions:
        held = range(sessions, sessions + 1)
        average = average or _mean(attendances, sessions)
    elif average is not None and attendances:
        held = sessions_of_average(attendances, average)
    found = Attendance(
        attendances=attendances,
        sessions=held,
        average=average or "",
        people=people,
        regulars=regulars,
        regular_at=regular_at,
        problems=(),
    )
    return replace(found, problems=tuple(_problems(found)))


def sessions_of_average(attendances: Decimal, average: str) -> range:
    """The numbers of sessions at which so many attendances average so ("34" of 2595: 76 or 77).

    Raises BadValue for a text that is no average above 0, or one that no whole number of sessions has.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?", average):
        raise BadValue(f"{average!r} is not an average; write it like 34.1")
    lowest, highest = rounded_from(Decimal(average))
    if lowest <= 0:
        raise BadValue(f"an average of {average} says nothing of the sessions; give it with more decimals")
    first = int((attendances / highest).to_integral_value(ROUND_CEILING))
    last = int((attendances / lowest).to_integral_value(ROUND_FLOOR))
    # The upper half is rounded down to this average only by the even rule, so only to an even digit.
    if first * highest == attendances and Decimal(average).as_tuple().digits[-1] % 2:
        first += 1
    if first > last:
        told = figures.number(attendances)
        raise BadValue(f"no number of sessions averages {average} of {told}; check both figures")
    return range(first, last + 1)


def how_often(definition: str) -> int | None:
    """From how many sessions on somebody is counted by this definition ("at ten or more sessions": 10)."""
    found = _AT_LEAST.search(definition)
    if found is None:
        return None
    said = next(group for group in found.groups() if group is not None).casefold()
    least = _NUMBERS[said] if said in _NUMBERS else int(said)
    return least + 1 if found["over"] else least


def _problems(series: Attendance) -> Iterator[str]:
    """Each bound that the figures break; the range of sessions is read in their favour."""
    total, people, regulars = series.attendances, series.people, series.regulars
    most = series.sessions[-1] if series.sessions else None
    if people is not None and people > total:
        yield f"{figures.number(people)} people cannot have come {figures.number(total)} times."
    if people is not None and most is not None and total > people * most:
        yield f"{figures.number(people)} people cannot come more than {figures.number(people * most)} times."
    if regulars is None:
        return
    if people is not None and regulars > people:
        yield f"{figures.number(regulars)} regulars are more than all who came."
    if series.regular_at is None:
        return
    fewest = regulars * series.regular_at + max((people or regulars) - regulars, Decimal(0))
    if regulars and fewest > total:
        yield f"With so many regulars there must have been {figures.number(fewest)} attendances or more."
    if regulars and most is not None and series.regular_at > most:
        yield f"Nobody can have come {series.regular_at} times."


def _mean(attendances: Decimal, sessions: int) -> str:
    return figures.number((attendances / sessions).quantize(_TENTH, ROUND_HALF_UP))


def _either(sessions: range) -> str:
    if len(sessions) > 2:
        return f"{sessions[0]} to {sessions[-1]}"
    return " or ".join(str(number) for number in sessions)
