"""What a plan file's tables say of each other: every name that is used is there, and stands once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from seasonal_ops.names import joined, quoted, unknown
from seasonal_ops.templates.circles import circle_in
from seasonal_ops.templates.fields import Audience
from seasonal_ops.templates.locate import Spot
from seasonal_ops.templates.rules import Problem, rule_problems
from seasonal_ops.templates.shape import Template
from seasonal_ops.words import ReminderKind

# The rest is of use to those alone who do it, or is told of in the digest.
_FOR_THE_GROUP_LEAD: Final = (ReminderKind.UNANSWERED, ReminderKind.DIGEST, ReminderKind.MONTHLY)


def problems(template: Template) -> Iterator[Problem]:
    """Everything that is wrong between the tables, each with its place."""
    yield from _duplicates(template)
    yield from _strangers(template)
    yield from _needs_circle(template)
    yield from _parts_circle(template)
    yield from _both_roles(template)
    yield from _two_headlines(template)
    yield from _not_for_the_group_lead(template)
    yield from rule_problems(template)


def _duplicates(template: Template) -> Iterator[Problem]:
    keyed: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("theme", "slug", (row.slug for row in template.themes)),
        ("phase", "slug", (row.slug for row in template.phases)),
        ("partner", "slug", (row.slug for row in template.partners)),
        ("gate", "key", (row.key for row in template.gates)),
        ("activity", "key", (row.key for row in template.activities)),
        ("measure", "key", (row.key for row in template.measures)),
        ("reminder", "key", (row.key for row in template.reminders)),
    )
    for table, field, names in keyed:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                yield Spot(field, table, index), f"another {table} has this {field} already; each stands once"
            seen.add(name)


def _strangers(template: Template) -> Iterator[Problem]:
    known = {
        "theme": [row.slug for row in template.themes],
        "phase": [row.slug for row in template.phases],
        "partner": [row.slug for row in template.partners],
        "gate": [row.key for row in template.gates],
        "activity": [row.key for row in template.activities],
        "measure": [row.key for row in template.measures],
    }
    for spot, what, names in _uses(template):
        for name in names:
            if name not in known[what]:
                yield spot, str(unknown(what, name, dict.fromkeys(known[what])))


def _uses(template: Template) -> Iterator[tuple[Spot, str, Sequence[str]]]:
    """Each place that names rows of another table: the place, which table, which names."""
    for index, row in enumerate(template.activities):
        for field, what, names in (
            ("theme", "theme", _named(row.theme)),
            ("phase", "phase", _named(row.phase)),
            ("lead", "partner", row.lead),
            ("support", "partner", row.support),
            ("needs", "activity", row.needs),
            ("gates", "gate", row.gates),
            ("count", "measure", row.count),
        ):
            yield Spot(field, "activity", index), what, names
    for index, measure in enumerate(template.measures):
        yield Spot("source", "measure", index), "partner", _named(measure.source)
        yield Spot("part_of", "measure", index), "measure", _named(measure.part_of)
    for index, target in enumerate(template.targets):
        yield Spot("measure", "target", index), "measure", _named(target.measure)
        yield Spot("activities", "target", index), "activity", target.activities
    for index, reminder in enumerate(template.reminders):
        yield Spot("phases", "reminder", index), "phase", reminder.phases
        yield Spot("themes", "reminder", index), "theme", reminder.themes


def _named(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _needs_circle(template: Template) -> Iterator[Problem]:
    keys = [row.key for row in template.activities]
    needs = {row.key: [name for name in row.needs if name in keys] for row in template.activities}
    if circle := circle_in(needs):
        expected = f"the activities wait for each other in a circle: {', '.join(circle)}"
        yield Spot("needs", "activity", keys.index(circle[0])), expected


def _parts_circle(template: Template) -> Iterator[Problem]:
    keys = [row.key for row in template.measures]
    above = {row.key: [name for name in _named(row.part_of) if name in keys] for row in template.measures}
    if circle := circle_in(above):
        expected = f"the measures are parts of each other in a circle: {', '.join(circle)}"
        yield Spot("part_of", "measure", keys.index(circle[0])), expected


def _both_roles(template: Template) -> Iterator[Problem]:
    for index, row in enumerate(template.activities):
        named = [*row.lead, *row.support]
        if twice := [name for name in dict.fromkeys(named) if named.count(name) > 1]:
            field = "support" if twice[0] in row.support else "lead"
            yield Spot(field, "activity", index), f"{quoted(twice[0])} is named twice; a partner has one role"


def _two_headlines(template: Template) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for index, row in enumerate(template.measures):
        if not (row.headline and row.duplicate_group):
            continue
        if row.duplicate_group in first:
            other = quoted(first[row.duplicate_group])
            yield (
                Spot("headline", "measure", index),
                f"{other} is the headline of {quoted(row.duplicate_group)}; one a group",
            )
        first.setdefault(row.duplicate_group, row.key)


def _not_for_the_group_lead(template: Template) -> Iterator[Problem]:
    for index, row in enumerate(template.reminders):
        if row.audience is Audience.GROUP_LEAD and row.kind not in _FOR_THE_GROUP_LEAD:
            expected = (
                f"group-lead is for {joined(_FOR_THE_GROUP_LEAD)}; name another audience for {row.kind}"
            )
            yield Spot("audience", "reminder", index), expected
