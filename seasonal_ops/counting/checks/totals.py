"""A part above its total, a night above its period, areas above the district that they lie in."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from seasonal_ops.counting.prospect import Draft, Prospect, dates_of, days_of
from seasonal_ops.counting.shapes import Entry, Place
from seasonal_ops.models import Measure
from seasonal_ops.words import MeasureKind, Qualifier

# A percentage of a night may be above that of its week, and one of a ward above that of its district.
_ADD_UP: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)
# "About" and "almost" are as far as a tenth away, as with claims.
_TENTH: Final = Decimal("0.1")
_CORRECT: Final = "correct the one that is wrong first"


def total_problems(prospect: Prospect, draft: Draft, place: Place, entry: Entry) -> Iterator[str]:
    """Why a value cannot be beside those that hold it or that it holds, whichever comes last; the first."""
    above = [
        *_above_own(prospect, draft.measure, place, entry),
        *above_totals(prospect, draft.measure, place, entry),
        *_below_parts(prospect, draft.measure, place, entry),
        *_areas_together(prospect, draft, place),
    ]
    yield from (f"{draft.named} cannot be {entry.value}: {sentence}" for sentence in above[:1])


def above_totals(prospect: Prospect, measure: Measure, place: Place, entry: Entry) -> Iterator[str]:
    """For each total that a value is above, although it is a part of it: the sentence.

    A night or a shorter period is held against what stands for more days, an event area against the
    district.
    """
    for total in prospect.book.totals(measure):
        for around in _around(prospect, total, place):
            above = prospect.entry(total, around)
            if above and _exceeds(measure, entry, total, above):
                yield (
                    f"{measure.slug} is a part of {total.slug}, of which"
                    f" {_stands(prospect, above, around, place)}; {_CORRECT}"
                )


def _above_own(prospect: Prospect, measure: Measure, place: Place, entry: Entry) -> Iterator[str]:
    for around in _around(prospect, measure, place):
        above = prospect.entry(measure, around)
        if around != place and above and _exceeds(measure, entry, measure, above):
            yield f"{_stands(prospect, above, around, place)}, which holds it; {_CORRECT}"


def _below_parts(prospect: Prospect, measure: Measure, place: Place, entry: Entry) -> Iterator[str]:
    for part in (measure, *prospect.book.parts(measure)):
        for inside in _inside(prospect, part, place):
            below = prospect.entry(part, inside)
            # What is new says it itself.
            if below is None or below.id is None or (part is measure and inside == place):
                continue
            if _exceeds(part, below, measure, entry):
                found = _stands(prospect, below, inside, place)
                holds = f"{part.slug} is a part of it, of which {found}"
                yield f"{f'{found}, which it holds' if part is measure else holds}; {_CORRECT}"


def _areas_together(prospect: Prospect, draft: Draft, place: Place) -> Iterator[str]:
    """The event areas of a date are together no more than the district."""
    measure = draft.measure
    if measure.kind not in _ADD_UP or not _in_district(prospect, place.area):
        return
    district = place._replace(area=None)
    whole = prospect.entry(measure, district)
    if whole is None or (place != district and prospect.newest(measure, [district])):
        return  # the district's own value is new, and says it
    areas = [area for area in prospect.areas(measure) if area is not None and _in_district(prospect, area)]
    entries = [prospect.entry(measure, place._replace(area=area)) for area in areas]
    lowest = sum((_low(one) for one in entries if one is not None), Decimal(0))
    highest = _high(whole)
    if highest is not None and lowest > highest:
        together = sum((one.value.number or 0 for one in entries if one is not None), Decimal(0))
        yield (
            f"the areas make {together:f} on {dates_of(place.on, place.until)}, and {whole.value} stands for"
            " the whole district; correct what is wrong first, or make an area that lies outside one to"
            " compare with: seasonal-ops area set"
        )


def _around(prospect: Prospect, total: Measure, place: Place) -> Iterator[Place]:
    """The places of a total that hold all of a place: itself, longer ones, those of the whole district."""
    yield place
    if total.kind not in _ADD_UP:
        return
    wider = [None] if place.area is not None and _in_district(prospect, place.area) else []
    if place.on == place.until:
        yield from (place._replace(area=area) for area in wider)
    for area in (place.area, *wider):
        for period in prospect.periods(total, area):
            if period != place and _holds(period, place):
                yield period


def _inside(prospect: Prospect, part: Measure, place: Place) -> Iterator[Place]:
    """The places of a part that a place holds wholly."""
    yield place
    if part.kind not in _ADD_UP:
        return
    areas: Iterable[int | None] = [place.area]
    if place.area is None:
        areas = [area for area in prospect.areas(part) if _in_district(prospect, area)]
    for area in areas:
        nights = (Place(on, on, area, place.activity) for on in days_of(place))
        periods = (one for one in prospect.periods(part, area) if _holds(place, one))
        yield from (one for one in (*nights, *periods) if one != place)


def _holds(period: Place, place: Place) -> bool:
    within = period.on <= place.on and place.until <= period.until
    return within and period.activity == place.activity


def _in_district(prospect: Prospect, area: int | None) -> bool:
    """What areas to compare with hold may have been counted outside of the district."""
    return area is None or prospect.book.in_district(area)


def _stands(prospect: Prospect, entry: Entry, at: Place, place: Place) -> str:
    """`9 is recorded`, and where, when it is somewhere else than a place."""
    known = f"{entry.value} {'is recorded' if entry.id is not None else 'is given too'}"
    if at == place:
        return known
    days = "" if (at.on, at.until) == (place.on, place.until) else f" for {dates_of(at.on, at.until)}"
    where = "" if at.area == place.area else f" {prospect.book.named(at.area)}"
    return known + days + where


def _exceeds(part: Measure, low: Entry, total: Measure, high: Entry) -> bool:
    """Whether a part is more than its total; a percentage and a number are never held against each other."""
    kinds = part.kind is MeasureKind.PERCENTAGE, total.kind is MeasureKind.PERCENTAGE
    if kinds[0] is not kinds[1] or low.value.number is None:
        return False
    highest = _high(high)
    return highest is not None and _low(low) > highest


def _low(entry: Entry) -> Decimal:
    """The least that may be meant."""
    number = entry.value.number or Decimal(0)
    return number * (1 - _TENTH) if entry.qualifier in (Qualifier.ABOUT, Qualifier.ALMOST) else number


def _high(entry: Entry) -> Decimal | None:
    """The most that may be meant; None without an end, or of words."""
    number = entry.value.number
    if number is None or entry.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return None
    return number * (1 + _TENTH) if entry.qualifier is Qualifier.ABOUT else number
