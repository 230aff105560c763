"""Targets that nobody can measure: what is missing, and which measure would do."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook
from seasonal_ops.checks.phrases import day
from seasonal_ops.names import joined, key, quoted
from seasonal_ops.text import harmless
from seasonal_ops.views import MeasureView, TargetView
from seasonal_ops.words import Check, Direction, MeasureKind, Severity

_OFFERED: Final = 3
# Below this likeness of words, from 0 to 100, a measure is no offer.
_ALIKE: Final = 60
# Every target says these, and no measure is found by them.
_IDLE: Final = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "no", "of", "on", "or"),
        *("over", "per", "that", "the", "these", "this", "to", "with"),
        *("fewer", "increase", "keep", "less", "lower", "more", "only"),
        *("raise", "reduce", "reduced", "reducing", "reduction", "should", "target"),
    )
)


def targets(outlook: Outlook) -> Iterator[Judged]:
    """A warning for each target without a number or without a measure.

    A date alone is no fault: then the measure's own window says until when.
    """
    by_plan: dict[str, list[MeasureView]] = {}
    for measure in outlook.picture.measures:
        if measure.kind is not MeasureKind.TEXT:
            by_plan.setdefault(measure.plan, []).append(measure)
    for target in outlook.picture.targets:
        if target.value is None or target.measure is None:
            yield _unmeasurable(outlook, target, by_plan.get(target.plan, []))


def _unmeasurable(outlook: Outlook, target: TargetView, known: Sequence[MeasureView]) -> Judged:
    offered = [one for one in known if one.slug == target.measure] or _nearest(target.text, known)
    said = (
        f"the target {quoted(target.text)} of {target.plan} cannot be measured: it lacks {_lacking(target)}"
    )
    rows = outlook.in_order(one for one in target.activities if one in outlook.by_id)
    about = f"target:{target.id} {_lacking(target)}"
    said, way_out = said + _offer(target, offered), _way_out(target, offered)
    return judged(Check.TARGET, Severity.WARNING, about, rows, said=said, way_out=way_out)


def _lacking(target: TargetView) -> str:
    missing = {"a number": target.value, "a measure": target.measure, "a date": target.by}
    return joined([what for what, given in missing.items() if given is None])


def _offer(target: TargetView, offered: Sequence[MeasureView]) -> str:
    if not offered:
        return "; no measure of the plan comes near it"
    first, *others = offered
    until = day(target.by or first.window_to)
    also = f"; {joined([quoted(one.name) for one in others])} would do too" if others else ""
    aim = _change(first) if target.value is None else _own(target, first)
    return f'; e.g. "{harmless(first.name)}: {harmless(aim)} by {until}"{also}'


def _own(target: TargetView, measure: MeasureView) -> str:
    """The number that the target has already, in words."""
    value = target.value or 0
    if not target.percent:
        return f"{value:f} {measure.unit}"
    return f"{abs(value):f}% {'more' if value > 0 else 'fewer'}"


def _change(measure: MeasureView) -> str:
    """An example of what may be aimed at."""
    if measure.kind is MeasureKind.PERCENTAGE:
        return "80%"
    if measure.direction is Direction.UP:
        return "10% more"
    if measure.direction is Direction.DOWN:
        return "10% fewer" if measure.kind is MeasureKind.COUNT else "10% less"
    return f"20 {measure.unit}"


def _way_out(target: TargetView, offered: Sequence[MeasureView]) -> str:
    command = [f"seasonal-ops target set {target.id}"]
    if target.value is None:
        command.append(f"--value {_value(offered[0]) if offered else 'NUMBER'}")
    command.append(f"--measure {offered[0].slug if offered else 'MEASURE'}")
    if target.by is None:
        command.append(f"--by {offered[0].window_to if offered else 'DATE'}")
    see = "" if offered else f"; the measures: seasonal-ops measure list {target.plan}"
    return " ".join(command) + see


def _value(measure: MeasureView) -> str:
    """The same example as it is typed."""
    if measure.kind is MeasureKind.PERCENTAGE:
        return "80"
    return {Direction.UP: "+10%", Direction.DOWN: "-10%", Direction.NONE: "20"}[measure.direction]


def _nearest(text: str, known: Sequence[MeasureView]) -> list[MeasureView]:
    """The measures whose name or definition is most like the text, best first."""
    from rapidfuzz import fuzz

    wanted = _words(text)
    likeness = {
        one.id: max(
            fuzz.token_set_ratio(wanted, _words(said)) for said in (one.name, one.slug, one.definition)
        )
        for one in known
    }
    alike = [one for one in known if likeness[one.id] >= _ALIKE]
    return sorted(alike, key=lambda one: -likeness[one.id])[:_OFFERED]


def _words(text: str) -> str:
    """What a text is about: its words without endings in s, and without those that every target says."""
    words = (word for word in re.findall(r"\w+", key(text)) if word not in _IDLE)
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in words)
