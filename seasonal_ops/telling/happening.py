"""What is told: a fact as it stands in the journal, and the names of what it holds ids of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

# What an id stands for, by the column that holds it.
_MEANT: Final = {
    "activity_id": "activity",
    "about_id": "activity",
    "needs_id": "activity",
    "partner_id": "partner",
    "source_partner_id": "partner",
    "owner_partner_id": "partner",
    "contact_id": "contact",
    "night_contact_id": "contact",
    "lead_contact_id": "contact",
    "measure_id": "measure",
    "area_id": "area",
    "plan_id": "plan",
    "step": "fact",
}
_OTHER_ROWS: Final = {
    "AnchorMoved": "anchor",
    "MarkDeclared": "mark",
    "DependencyAdded": "wait",
    "DependencyRemoved": "wait",
    "CountsApproved": "approval",
    "CountsReopened": "approval",
}
# The column of a row that is its name, or else what it belongs to and is known by.
_TITLES: Final = {
    "activity": "title",
    "plan": "name",
    "series": "title",
    "gate": "title",
    "feed": "name",
    "measure": "name",
    "area": "name",
    "partner": "name",
}
_BEARERS: Final = {
    "count": ("measure", "measure_id"),
    "claim": ("measure", "measure_id"),
    "target": ("plan", "plan_id"),
    "lesson": ("plan", "plan_id"),
    "meeting": ("plan", "plan_id"),
    "reminder": ("activity", "activity_id"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact: its kind (a class of `facts`), what it is about, and that in full before and after."""

    kind: str
    subject: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    @property
    def thing(self) -> str:
        """What sort of thing it is about: `activity`."""
        return self.subject.partition(":")[0]

    @property
    def row(self) -> str:
        """What sort of row stands before and after: of an anchor, though the fact is about its plan."""
        return _OTHER_ROWS.get(self.kind, self.thing)

    @property
    def state(self) -> Mapping[str, Any]:
        """The thing as it was left, or as it was when it is no more."""
        return self.before or {} if self.after is None else self.after

    def pair(self, column: str) -> tuple[Any, Any]:
        """A column before and after, None where there was nothing."""
        return (self.before or {}).get(column), (self.after or {}).get(column)


@dataclass(frozen=True, slots=True)
class Names:
    """What is called how, by `partner:3`."""

    known: Mapping[str, str] = field(default_factory=dict)

    def of(self, thing: str, number: object) -> str:
        """The name; `partner 3` for one that nobody knows any more."""
        return self.known.get(f"{thing}:{number}", f"{thing} {number}")

    def of_subject(self, subject: str) -> str:
        """The name of what a fact is about."""
        return self.of(*subject.split(":", 1)) if ":" in subject else subject


def mentioned(what: Happening) -> Iterator[str]:
    """Every thing that a fact holds an id of, as `partner:3`."""
    yield what.subject
    yield from _ids(what.before)
    yield from _ids(what.after)


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, Mapping):
        for column, held in value.items():
            if column in _MEANT and held is not None:
                yield f"{_MEANT[column]}:{held}"
            else:
                yield from _ids(held)


def title(what: Happening, names: Names) -> str:
    """What the thing was called when it happened, or is called now."""
    if what.row in _TITLES and what.state.get(_TITLES[what.row]):
        return str(what.state[_TITLES[what.row]])
    if what.row in _BEARERS:
        thing, column = _BEARERS[what.row]
        number = what.state.get(column)
        return names.of(thing, number) if number is not None else "a digest"
    return names.of_subject(what.subject)
