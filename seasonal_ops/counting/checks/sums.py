"""Values that do not add up: percentages of one total, and nights of a recorded period."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from seasonal_ops.counting.prospect import Draft, Prospect, dates_of, days_of
from seasonal_ops.counting.shapes import Entry, Place
from seasonal_ops.words import MeasureKind, Qualifier

_WHOLE: Final = Decimal(100)
# Each percentage may have been rounded.
_ROUNDING: Final = 2
_ADD_UP: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)


def sum_warnings(prospect: Prospect, draft: Draft) -> Iterator[str]:
    """What does not add up with this value; of many new ones only the last says so."""
    place, entry = draft.place, draft.entry
    if place is None or entry is None:
        return
    if draft.measure.kind is MeasureKind.PERCENTAGE:
        yield from _percentages(prospect, draft, place)
    elif draft.measure.kind in _ADD_UP and place.activity is None:
        if place.until > place.on:
            yield from _nights(prospect, draft, place, entry)
        else:
            yield from _nights_of_periods(prospect, draft, place)


def _percentages(prospect: Prospect, draft: Draft, place: Place) -> Iterator[str]:
    """Once all parts of one total have a percentage, they make 98 to 102, or the total's own."""
    measures = prospect.book.measures
    total = draft.measure.part_of
    parts = [one for one in measures.values() if one.part_of == total and one.kind is MeasureKind.PERCENTAGE]
    if total is None or len(parts) < 2:
        return
    given = [(part, prospect.entry(part, place)) for part in parts]
    values = [
        entry.value.number for _, entry in given if entry is not None and entry.value.number is not None
    ]
    if len(values) < len(parts) or _another_will_say(prospect, draft, place):
        return
    whole = prospect.entry(measures[total], place) if total in measures else None
    holds = measures[total].kind is MeasureKind.PERCENTAGE if total in measures else False
    aim = whole.value.number if whole is not None and holds and whole.value.number is not None else _WHOLE
    if abs(sum(values) - aim) > _ROUNDING:
        names = " + ".join(part.slug for part in parts)
        yield f"{names} make {sum(values):f}% on {dates_of(place.on, place.until)}, not {aim:f}%"


def _another_will_say(prospect: Prospect, draft: Draft, place: Place) -> bool:
    """Whether a part that comes later in the plan is new as well."""
    later = [
        part
        for part in prospect.book.measures.values()
        if part.part_of == draft.measure.part_of and part.position > draft.measure.position
    ]
    return any(part.kind is MeasureKind.PERCENTAGE and prospect.newest(part, [place]) for part in later)


def _nights_of_periods(prospect: Prospect, draft: Draft, place: Place) -> Iterator[str]:
    for period in prospect.periods(draft.measure, place.area):
        if period.activity is not None or not period.on <= place.on <= period.until:
            continue
        nights = [Place(on, on, place.area) for on in days_of(period)]
        said_by_another = prospect.newest(draft.measure, [period]) or (
            prospect.newest(draft.measure, nights) != place
        )
        entry = prospect.entry(draft.measure, period)
        if entry is not None and not said_by_another:
            yield from _nights(prospect, draft, period, entry)


def _nights(prospect: Prospect, draft: Draft, period: Place, total: Entry) -> Iterator[str]:
    """A total of days against its nights, once all are there or make more than it already."""
    if total.value.number is None or total.qualifier is not Qualifier.EXACT:
        return
    days = days_of(period)
    nights = [value for on in days if (value := prospect.night(draft.measure, on, period.area)) is not None]
    together = sum(nights, Decimal(0))
    if together > total.value.number or (len(nights) == len(days) and together != total.value.number):
        yield (
            f"{len(nights)} nights of {draft.measure.slug} from {period.on} to {period.until}{draft.where}"
            f" make {together:f}, and {total.value} stands for them together"
        )
