"""Which dates of two years are set against each other, and what they hold (pure; formula A)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from seasonal_ops.errors import BadValue

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The local dates that an evaluation covers, both ends included. Raises BadValue if they are swapped."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadValue(
                f"the window ends on {self.last}, before it begins on {self.first}; swap the dates"
            )

    def days(self) -> tuple[date, ...]:
        """Every date of the window."""
        return _days_of(self)

    @property
    def length(self) -> int:
        """How many dates it holds."""
        return (self.last - self.first).days + 1

    def years_earlier(self, years: int) -> "Window":
        """The same calendar dates of an earlier year; an end on a 29 February that it lacks moves inwards."""
        first, last = _years_earlier(self.first, years), _years_earlier(self.last, years)
        return Window(
            first or date(self.first.year - years, 3, 1), last or date(self.last.year - years, 2, 28)
        )


# Measures share few windows, and each is asked for its dates many times.
@lru_cache(maxsize=1024)
def _days_of(window: Window) -> tuple[date, ...]:
    first = window.first.toordinal()
    return tuple(map(date.fromordinal, range(first, first + window.length)))


@dataclass(frozen=True, slots=True)
class MatchedDate:
    """A date of this year and the one of the baseline that it is set against."""

    this: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """The dates of two years, matched; `dropped` are those of either year without a counterpart."""

    how: str
    pairs: tuple[MatchedDate, ...]
    dropped: tuple[date, ...] = ()

    def within(self, last: Window) -> "Matching":
        """Only the pairs whose earlier date lies in a window: what was not asked for is not missing."""
        kept = tuple(pair for pair in self.pairs if last.first <= pair.last <= last.last)
        return self if len(kept) == len(self.pairs) else replace(self, pairs=kept)


@lru_cache(maxsize=256)
def match_calendar(window: Window, *, years_back: int = 1) -> Matching:
    """The same calendar dates of an earlier year, for seasons on fixed dates.

    29 February is dropped from the year that has it when the other has none.
    """
    _check_years(years_back)
    matched = [(day, _years_earlier(day, years_back)) for day in window.days()]
    pairs = tuple(MatchedDate(this, last) for this, last in matched if last)
    alone = [this for this, last in matched if not last]
    return Matching(how="the same calendar dates", pairs=pairs, dropped=(*alone, *_gaps(pairs)))


@lru_cache(maxsize=256)
def match_anchored(window: Window, *, anchor: date, baseline_anchor: date) -> Matching:
    """The same offsets from an anchor such as Welcome Sunday, for seasons that follow the term."""
    shift = anchor - baseline_anchor
    pairs = tuple(MatchedDate(day, day - shift) for day in window.days())
    return Matching(how="the same days from the anchor", pairs=pairs)


@lru_cache(maxsize=256)
def match_weekdays(window: Window, *, years_back: int = 1) -> Matching:
    """The same weekdays, as a sensitivity check: 364 days back, or the whole weeks nearest to the years."""
    _check_years(years_back)
    shift = timedelta(weeks=round(years_back * 365.2425 / 7))
    pairs = tuple(MatchedDate(day, day - shift) for day in window.days())
    return Matching(how=f"the same weekdays, {shift.days} days apart", pairs=pairs)


def weekend_days(days: Iterable[date]) -> int:
    """How many of the dates are a Saturday or a Sunday."""
    return sum(day.weekday() >= _SATURDAY for day in days)


def weekday_mix(matching: Matching) -> str:
    """The weekend days of both years in one sentence, or "" when no date is matched."""
    if not matching.pairs:
        return ""
    this, last = [pair.this for pair in matching.pairs], [pair.last for pair in matching.pairs]
    now, then = weekend_days(this), weekend_days(last)
    if _dates(this) == _dates(last):
        subject, when_then, when_now = f"{_dates(this)} held", season_of(last), season_of(this)
    else:
        subject, when_then, when_now = (
            "The window held",
            f"{_dates(last)} {season_of(last)}",
            f"{_dates(this)} {season_of(this)}",
        )
    if now == then:
        return f"{subject} {_days(then)} in both {when_then} and {when_now}."
    return f"{subject} {_days(then)} in {when_then}, {now} in {when_now}."


def season_of(days: Sequence[date]) -> str:
    """The year of a window's dates: 2026, or 2026/27 across a year end."""
    first, last = days[0].year, days[-1].year
    return str(first) if first == last else f"{first}/{last % 100:02d}"


def _check_years(years_back: int) -> None:
    if isinstance(years_back, bool) or not 1 <= years_back <= 100:
        raise BadValue(f"{years_back!r} is not a number of years to look back; give 1 to 100")


def _years_earlier(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return None


def _gaps(pairs: tuple[MatchedDate, ...]) -> list[date]:
    """The baseline's dates that this year lacks: a 29 February."""
    if not pairs:
        return []
    matched = {pair.last for pair in pairs}
    return [day for day in Window(pairs[0].last, pairs[-1].last).days() if day not in matched]


def _dates(days: list[date]) -> str:
    first, last = days[0], days[-1]
    return f"{first.day} {first:%B}" + ("" if first == last else f" to {last.day} {last:%B}")


def _days(count: int) -> str:
    return f"{count} weekend day" + ("" if count == 1 else "s")
