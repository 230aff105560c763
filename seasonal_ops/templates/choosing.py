"""The anchors of a season that is being made, each with its date as far as it is known. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from seasonal_ops.dates import Dated, anchors_in, parse, resolve_anchors
from seasonal_ops.names import joined, quoted
from seasonal_ops.templates.expand import begins_in
from seasonal_ops.templates.shape import AnchorSpec, Template
from seasonal_ops.views import AnchorChoice

_MISSING: Final = "must be given"


def anchor_choices(template: Template, *, year: int, given: Mapping[str, date]) -> tuple[AnchorChoice, ...]:
    """Each anchor as it was given, or by its rule; what hangs on one that is missing is not known yet.

    `given` goes by the template's own names. Raises BadValue for a year that cannot be planned.
    """
    begins = begins_in(template, year)
    problems = {name: _off_year(on, year) for name, on in given.items()}
    usable = {name: on for name, on in given.items() if not problems[name]}
    open_ones = _open(template, usable)
    rules = {one.name: one.when for one in template.anchors if one.name not in open_ones}
    dated = resolve_anchors(rules, usable, begins=begins)
    return tuple(
        _choice(
            one,
            dated.get(one.name),
            waits=open_ones.get(one.name, ()),
            given=one.name in usable,
            problem=problems.get(one.name, ""),
        )
        for one in template.anchors
    )


def _off_year(on: date, year: int) -> str:
    fits = year <= on.year <= year + 1
    return "" if fits else f"for a plan of {year} it must be a date in {year} or {year + 1}"


def _open(template: Template, given: Mapping[str, date]) -> dict[str, tuple[str, ...]]:
    """What has no date yet, with the names of what it waits for: none for what must be given."""
    names = template.anchor_names
    hangs = {one.name: anchors_in(parse(one.when, names)) for one in template.anchors if one.when}
    found: dict[str, tuple[str, ...]] = {}
    while True:
        more = {
            name: tuple(sorted(one for one in hangs.get(name, ()) if one in found))
            for name in names
            if name not in found and name not in given
        }
        more = {name: waits for name, waits in more.items() if waits or name not in hangs}
        if not more:
            return found
        found |= more


def _choice(
    spec: AnchorSpec, dated: Dated | None, *, waits: tuple[str, ...], given: bool, problem: str
) -> AnchorChoice:
    if not problem and dated is None and not waits:
        problem = _MISSING
    return AnchorChoice(
        name=spec.name,
        on=dated.on if dated else None,
        reason=dated.reason if dated else f"waits for {joined([quoted(one) for one in waits])}" * bool(waits),
        note=spec.note or "",
        needed=not spec.when,
        given=given,
        problem=problem,
        warnings=dated.warnings if dated else (),
    )
