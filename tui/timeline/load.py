"""How much a partner has in each night, against what it can man. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from seasonal_ops.views import LoadChange, TimelineView
from tui.show import long_day, one_line
from tui.timeline.scale import Scale

EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class Load:
    """What a partner has in one night; `capacity` None: nobody said."""

    partner: str
    count: int
    capacity: int | None

    @property
    def over(self) -> bool:
        """Whether it is more than it can man."""
        return self.capacity is not None and self.count > self.capacity

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Whoever is farthest over stands first, then whoever has most."""
        return self.over, self.count - (self.capacity or 0) if self.over else 0, self.count

    def text(self, cells: int) -> str:
        """`3`, `12!`; in two cells a plus for what has no room."""
        if not self.count:
            return ""
        mark = "!" if self.over else ""
        whole = f"{self.count}{mark}"
        return whole if len(whole) <= cells else f"+{mark}"


class LoadBook:
    """The loads of a view, with what a proposal changes."""

    def __init__(self, view: TimelineView | None = None) -> None:
        self._view = view
        self._changes: dict[tuple[str, date], int] = {}
        self._worst: dict[date, Load] = {}
        for slug, nights in (view.loads if view else {}).items():
            for night in nights:
                load = self.of(slug, night)
                if night not in self._worst or load.weight > self._worst[night].weight:
                    self._worst[night] = load

    def propose(self, changes: Iterable[LoadChange]) -> None:
        """With these from now on, and no others."""
        self._changes = {(one.partner, one.night): one.to for one in changes}

    @property
    def partners(self) -> Mapping[str, str]:
        """Names by slug."""
        return self._view.names if self._view else {}

    def capacity(self, partner: str) -> int | None:
        """How many it can man in a night."""
        return self._view.capacities.get(partner) if self._view else None

    def of(self, partner: str, night: date) -> Load:
        """What one has in a night."""
        before = self._view.loads.get(partner, {}).get(night, 0) if self._view else 0
        return Load(partner, self._changes.get((partner, night), before), self.capacity(partner))

    def worst(self, night: date) -> Load | None:
        """Whoever has most for what it can man."""
        if all(on != night for _, on in self._changes):
            return self._worst.get(night)
        partners = {*(self._view.loads if self._view else {}), *(slug for slug, _ in self._changes)}
        return max((self.of(slug, night) for slug in sorted(partners)), key=lambda load: load.weight)

    def heaviest(self, partner: str, first: date, length: int) -> Load | None:
        """The heaviest of some nights, of one or of everybody."""
        nights = [first + timedelta(days=number) for number in range(length)]
        if partner == EVERYBODY:
            found = [load for night in nights if (load := self.worst(night)) is not None]
        else:
            found = [self.of(partner, night) for night in nights]
        return max(found, key=lambda load: load.weight, default=None)


def load_title(book: LoadBook, partner: str) -> str:
    """`Load: Police`."""
    if partner == EVERYBODY:
        return "Load: whoever has most"
    return f"Load: {one_line(book.partners.get(partner, partner))}"


def load_sentence(book: LoadBook, partner: str, scale: Scale) -> tuple[str, bool]:
    """The heaviest night in the window in words, and whether it is too much."""
    peaks: list[tuple[date, Load]] = []
    over = 0
    for number in range(scale.length):
        night = scale.first + timedelta(days=number)
        load = book.heaviest(partner, night, 1)
        if load is not None and load.count:
            peaks.append((night, load))
            over += load.over
    if not peaks:
        return "Nothing in these days.", False
    night, load = max(peaks, key=lambda one: one[1].weight)
    who = f"{one_line(book.partners.get(load.partner, load.partner))}: " if partner == EVERYBODY else ""
    most = "" if load.capacity is None else f" of {load.capacity}"
    unsaid = ", capacity not said" if load.capacity is None else ""
    said = f"{who}{load.count}{most} on {long_day(night)}{unsaid}"
    if over:
        nights = "1 night" if over == 1 else f"{over} nights"
        return f"! over capacity in {nights}; most: {said}", True
    return f"most: {said}", False
