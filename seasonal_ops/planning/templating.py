"""A plan written down as a template: a new plan from it, in the same year, has the same dates."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Final

from sqlmodel import Session

from seasonal_ops.dates import IfAvoided, dates_of, hanging, names_a_year, parse
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import Plan
from seasonal_ops.planning.outline import Outline, duration
from seasonal_ops.planning.people import slug_of
from seasonal_ops.templates import ActivitySpec, Template
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Status

# A key has 60 characters at most.
_ROOM_FOR_A_NUMBER: Final = 55


def template_of(session: Session, plan: Plan) -> Template:
    """The template; what was cancelled is left out.

    A rule stays where it gives the dates that stand. What was moved, added or changed by hand hangs on
    the nearest anchor. Raises Refused for a plan in which nothing stands.
    """
    outline = Outline(session, plan)
    standing = [view for view in outline.views if view.status is not Status.CANCELLED]
    if not standing:
        raise Refused(f"nothing stands in {plan.slug}; a template needs an activity")
    names = Names()
    specs: list[ActivitySpec] = []
    keys: dict[int, str] = {}
    awaited = {one for view in standing for one in view.needs}
    for group in grouped(standing):
        for spec, views in _specs(outline, group, names, awaited):
            specs.append(spec)
            keys |= dict.fromkeys((view.id for view in views), spec.key)
    specs = [_with_needs(spec, keys, standing) for spec in specs]
    serving = {
        target.id: list(dict.fromkeys(keys[one] for one in target.activities if one in keys))
        for target in outline.targets
    }
    return outline.template(specs, serving)


class Names:
    """Keys of a template, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wish: str) -> str:
        """The wish as a key; with a number when it is taken."""
        base = slug_of(wish) or "activity"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base[:_ROOM_FOR_A_NUMBER].strip('-')}-{number}"
        self._taken.add(name)
        return name


def grouped(views: Sequence[ActivityView]) -> list[list[ActivityView]]:
    """What belongs together: the dates of one series, or one activity."""
    groups: dict[tuple[str, int], list[ActivityView]] = {}
    for view in views:
        mark = ("activity", view.id) if view.series is None else ("series", view.series)
        groups.setdefault(mark, []).append(view)
    return [
        sorted(group, key=lambda view: (view.original_on or view.starts_on, view.id))
        for group in groups.values()
    ]


def _specs(
    outline: Outline, group: list[ActivityView], names: Names, awaited: Collection[int]
) -> Iterator[tuple[ActivitySpec, list[ActivityView]]]:
    one = group[0]
    if _by_rule(outline, group) and _waits_as_one(group, awaited):
        rule = one.date_rule or ""
        yield (
            outline.spec(
                one, name=names.take(one.key or one.title), when=rule, ends=_ends(outline, one, rule)
            ),
            group,
        )
        return
    for view in group:
        when = hanging(view.starts_on, outline.calendar)
        spec = outline.spec(
            view, name=names.take(view.key or view.title), when=when, ends=_ends(outline, view, when)
        )
        # The date is what stands: nothing is to be avoided once more.
        yield spec.model_copy(update={"avoid": ()}), [view]


def _by_rule(outline: Outline, group: list[ActivityView]) -> bool:
    """Whether the rule still gives just the dates that stand, and these differ in nothing else."""
    one = group[0]
    if one.date_rule is None or any(_content(outline, view) != _content(outline, one) for view in group):
        return False
    try:
        rule = parse(one.date_rule, outline.calendar.anchors)
        dates = dates_of(rule, outline.calendar, avoid=one.avoid, if_avoided=IfAvoided(one.if_avoided))
    except BadValue:
        return False
    if len(group) > 1 and duration(one) is not None:
        return False
    return not names_a_year(rule) and [dated.on for dated in dates] == [view.starts_on for view in group]


def _waits_as_one(group: list[ActivityView], awaited: Collection[int]) -> bool:
    """Whether only the first date waits and only the last is waited for: that is what one key can say."""
    return not any(view.needs for view in group[1:]) and not any(view.id in awaited for view in group[:-1])


def _content(outline: Outline, view: ActivityView) -> tuple[ActivitySpec, timedelta | None]:
    """What is said of an activity besides its date."""
    return outline.spec(view, name="any", when="any"), duration(view)


def _ends(outline: Outline, view: ActivityView, when: str) -> str | None:
    """The rule of the last day: as long after the first as now, or hung on its own anchor."""
    days = duration(view)
    if days is None:
        return None
    relative = f"{days.days} days after {when}" if days.days > 1 else f"the day after {when}"
    return outline.rule(relative, view.ends_on)


def _with_needs(spec: ActivitySpec, keys: dict[int, str], standing: list[ActivityView]) -> ActivitySpec:
    """What a template can say of waiting: the first date of one key needs the last date of another."""
    firsts = {keys[view.id]: view for view in reversed(standing)}
    lasts = {keys[view.id]: view.id for view in standing}
    needed = [one for one in firsts[spec.key].needs if one in keys and lasts[keys[one]] == one]
    names = dict.fromkeys(keys[one] for one in needed if keys[one] != spec.key)
    return spec.model_copy(update={"needs": tuple(names)})
