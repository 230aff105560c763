"""The book as it would stand with what is new: what is recorded together is weighed together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.shapes import Entry, NewCount, Place
from seasonal_ops.models import Measure, key

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A value that was read: where it would stand and what it says; neither, when it cannot be read."""

    measure: Measure
    new: NewCount
    row: Mapping[str, Any]
    problems: tuple[str, ...] = ()
    place: Place | None = None
    entry: Entry | None = None

    @property
    def named(self) -> str:
        """`asb-fires of 2026-10-30 in Tanhouse`, for a sentence."""
        return f"{self.measure.slug} of {dates_of(self.new.on, self.new.until or self.new.on)}{self.where}"

    @property
    def where(self) -> str:
        """` in Tanhouse`, or nothing for the whole district."""
        at = f" at activity {self.new.activity}" if self.new.activity is not None else ""
        return (f" in {self.new.area}" if self.new.area else "") + at


def dates_of(on: date, until: date) -> str:
    """`2026-10-30`, or `2026-10-27 to 2026-11-07`."""
    return str(on) if on == until else f"{on} to {until}"


@dataclass(slots=True)
class _Page:
    """One measure: every value as it would stand, which are new, and its places as they are asked for."""

    entries: Mapping[Place, Entry]
    new: Mapping[Place, Draft]
    periods: dict[int | None, list[Place]] = field(default_factory=dict)
    at_activities: dict[tuple[date, int | None], list[Place]] = field(default_factory=dict)
    areas: set[int | None] = field(default_factory=set)

    def __post_init__(self) -> None:
        for place in self.entries:
            self.areas.add(place.area)
            if place.until > place.on:
                self.periods.setdefault(place.area, []).append(place)
            elif place.activity is not None:
                self.at_activities.setdefault((place.on, place.area), []).append(place)


class Prospect:
    """Reads through what is new to what is recorded."""

    def __init__(self, book: Book, drafts: Iterable[Draft]) -> None:
        self.book = book
        self._drafts: dict[int, dict[Place, Draft]] = {}
        for draft in drafts:
            if draft.place is not None:
                # The first that is said of a place is held against the others.
                self._drafts.setdefault(key(draft.measure), {}).setdefault(draft.place, draft)
        self._pages: dict[int, _Page] = {}

    def entry(self, measure: Measure, place: Place) -> Entry | None:
        """What would stand at a place."""
        return self._page(measure).entries.get(place)

    def first(self, draft: Draft, place: Place) -> Draft:
        """What was said first of the place of this one."""
        return self._drafts[key(draft.measure)][place]

    def newest(self, measure: Measure, places: Iterable[Place]) -> Place | None:
        """The last of the places of which something new is said; None when nothing is."""
        new = self._page(measure).new
        return max((place for place in places if place in new), key=lambda one: one.on, default=None)

    def periods(self, measure: Measure, area: int | None) -> list[Place]:
        """The places of more than one day."""
        return self._page(measure).periods.get(area, [])

    def at_activities(self, measure: Measure, on: date, area: int | None) -> list[Place]:
        """The places of a night's activities."""
        return self._page(measure).at_activities.get((on, area), [])

    def areas(self, measure: Measure) -> Collection[int | None]:
        """The areas of which there is a value; None is the whole district."""
        return self._page(measure).areas

    def night(self, measure: Measure, on: date, area: int | None) -> Decimal | None:
        """What a night holds: its own value."""
        entry = self.entry(measure, Place(on, on, area))
        return None if entry is None else entry.value.number

    def _page(self, measure: Measure) -> _Page:
        page = self._pages.get(key(measure))
        if page is None:
            new = self._drafts.get(key(measure), {})
            pencilled = {place: draft.entry for place, draft in new.items() if draft.entry is not None}
            recorded = self.book.entries(measure)
            page = self._pages[key(measure)] = _Page({**recorded, **pencilled}, new)
        return page


def days_of(place: Place) -> list[date]:
    """Every date of a place."""
    return [place.on + n * _DAY for n in range((place.until - place.on).days + 1)]
