"""The date rules of a plan file: all are read, and hang on anchors that there are."""

from collections.abc import Iterator
from typing import Final

from seasonal_ops.dates import Rule, anchors_in, parse
from seasonal_ops.dates.rules import EachDay, EveryWeekday, FixedDay, MonthlyWeekday
from seasonal_ops.errors import BadValue
from seasonal_ops.names import by_key, key, quoted, unknown
from seasonal_ops.templates.circles import circle_in
from seasonal_ops.templates.locate import Spot
from seasonal_ops.templates.shape import Template

ALWAYS_AVOIDABLE: Final = ("weekend", "bank holiday")

Problem = tuple[Spot, str]


def is_series(rule: Rule) -> bool:
    """Whether the rule may give more than one date."""
    return len(rule.parts) > 1 or isinstance(rule.parts[0], EachDay | EveryWeekday | MonthlyWeekday)


def rule_problems(template: Template) -> Iterator[Problem]:
    """Every rule that cannot be read, gives many dates where one is needed, or hangs on itself."""
    bad_names = [*_bad_names(template)]
    yield from bad_names
    if not bad_names:
        yield from _bad_rules(template)
        yield from _anchor_circle(template)
        yield from _bad_avoids(template)


def _bad_names(template: Template) -> Iterator[Problem]:
    named = {
        "anchor": list(template.anchor_names),
        "period": [*ALWAYS_AVOIDABLE, *(period.name for period in template.periods)],
    }
    for table, names in named.items():
        skipped = len(ALWAYS_AVOIDABLE) if table == "period" else 0
        for index in range(skipped, len(names)):
            try:
                by_key(names[: index + 1], table)
            except BadValue as trouble:
                yield Spot("name", table, index - skipped), str(trouble)
                break


def _bad_rules(template: Template) -> Iterator[Problem]:
    if not _is_yearly_day(template.begins):
        yield (
            Spot("begins"),
            f'expected a day that every year has, such as "1 May", not {quoted(template.begins)}',
        )
    for spot, text, many in _rules(template):
        try:
            rule = parse(text, template.anchor_names)
        except BadValue as trouble:
            yield spot, str(trouble)
            continue
        if is_series(rule) and not many:
            yield spot, f"expected one date, not a series: {quoted(text)}"
    yield from _ends_of_series(template)


def _is_yearly_day(text: str) -> bool:
    try:
        day = parse(text, ()).parts[0]
    except BadValue:
        return False
    return isinstance(day, FixedDay) and day.year is None and (day.day, day.month) != (29, 2)


def _rules(template: Template) -> Iterator[tuple[Spot, str, bool]]:
    """Each rule with its place, and whether it may give many dates."""
    singles = (
        *(("when", "anchor", index, row.when) for index, row in enumerate(template.anchors)),
        *(("from", "period", index, row.first) for index, row in enumerate(template.periods)),
        *(("to", "period", index, row.last) for index, row in enumerate(template.periods)),
        *(("decide_by", "gate", index, row.decide_by) for index, row in enumerate(template.gates)),
        *(("ends", "activity", index, row.ends) for index, row in enumerate(template.activities)),
        *(("window_from", "measure", index, row.window_from) for index, row in enumerate(template.measures)),
        *(("window_to", "measure", index, row.window_to) for index, row in enumerate(template.measures)),
        *(("by", "target", index, row.by) for index, row in enumerate(template.targets)),
    )
    for field, table, index, text in singles:
        if text is not None:
            yield Spot(field, table, index), text, False
    for index, row in enumerate(template.activities):
        yield Spot("when", "activity", index), row.when, True


def _ends_of_series(template: Template) -> Iterator[Problem]:
    for index, row in enumerate(template.activities):
        if row.ends is None:
            continue
        try:
            series = is_series(parse(row.when, template.anchor_names))
        except BadValue:
            continue
        if series:
            expected = (
                "expected no last day: the rule of when is a series, and each of its dates stands alone"
            )
            yield Spot("ends", "activity", index), expected


def _anchor_circle(template: Template) -> Iterator[Problem]:
    names = template.anchor_names
    hangs_on: dict[str, tuple[str, ...]] = {}
    for anchor in template.anchors:
        try:
            rule = parse(anchor.when, names) if anchor.when else None
        except BadValue:
            return
        hangs_on[anchor.name] = tuple(anchors_in(rule)) if rule else ()
    if circle := circle_in(hangs_on):
        expected = f"the anchors hang on each other in a circle: {', '.join(circle)}"
        yield Spot("when", "anchor", names.index(circle[0])), expected


def _bad_avoids(template: Template) -> Iterator[Problem]:
    known = {key(name) for name in ALWAYS_AVOIDABLE} | {key(period.name) for period in template.periods}
    words = [*ALWAYS_AVOIDABLE, *(period.name for period in template.periods)]
    for index, row in enumerate(template.activities):
        for word in row.avoid:
            if key(word) not in known:
                spot = Spot("avoid", "activity", index)
                yield spot, str(unknown("period", word, words))
