"""Last season's activities on next season's dates: what is carried on, what is only proposed, and why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from seasonal_ops.dates import (
    Calendar,
    Dated,
    IfAvoided,
    anchors_in,
    dates_of,
    hanging,
    names_a_year,
    parse,
    short,
)
from seasonal_ops.dates.rules import WeekdayBeside, WeekdayOfMonth
from seasonal_ops.dates.wording import WEEKDAYS, weekday_name
from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, quoted
from seasonal_ops.planning.outline import Outline
from seasonal_ops.planning.templating import Names, grouped
from seasonal_ops.templates import ActivitySpec, DraftActivity
from seasonal_ops.templates.rules import is_series
from seasonal_ops.views import ActivityView, LessonView, Move
from seasonal_ops.words import Answer, Provenance, Status

_DROPPED: Final = (Status.CANCELLED, Status.NOT_DELIVERED)
_SATURDAY: Final = 5
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Group:
    """What hangs on one rule: its activities by date, its key, and the rule (None: each date its own)."""

    name: str
    views: tuple[ActivityView, ...]
    rule: str | None
    lesson: LessonView | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """One line on its way into the next season; `draft` None: it is proposed, and does not go on."""

    move: Move
    draft: DraftActivity | None = None
    source: ActivityView | None = None
    lesson: LessonView | None = None


def groups_of(outline: Outline, lessons: Sequence[LessonView]) -> list[Group]:
    """The activities of a plan by the rule that they hang on, and its lessons.

    A lesson is something to do when the preparation begins.
    """
    names = Names()
    first = outline.first
    begin = None if first.series else _own_rule(first, outline.calendar)
    begin = begin or hanging(first.starts_on, outline.calendar)
    return [
        *(
            Group(names.take(views[0].key or views[0].title), tuple(views), _rule(views, outline))
            for views in grouped(outline.views)
        ),
        *(Group(names.take(f"lesson-{lesson.id}"), (), begin, lesson) for lesson in lessons),
    ]


def spec_of(outline: Outline, group: Group) -> ActivitySpec:
    """What a template says of the group: as its first date stands."""
    if group.lesson is not None:
        return _lesson_spec(outline, group)
    first = group.views[0]
    return outline.spec(first, name=group.name, when=group.rule or hanging(first.starts_on, outline.calendar))


@dataclass(frozen=True, slots=True)
class Carrying:
    """From one season's calendar to the next; `include` are ids to be taken along all the same."""

    outline: Outline
    calendar: Calendar
    include: Collection[int]

    def lines(self, group: Group) -> Iterator[Carried]:
        """What becomes of a group in the next season. Raises BadValue for a rule that gives no date."""
        try:
            if group.lesson is not None:
                yield self._lesson(group, group.lesson)
            elif group.rule is None:
                for index, view in enumerate(group.views, start=1):
                    yield self._one(group, view, self._alone(view), index)
            else:
                yield from self._by_rule(group, group.rule)
        except BadValue as trouble:
            title = group.views[0].title if group.views else group.name
            raise BadValue(f"{quoted(title)} cannot go on: {trouble}") from None

    def _by_rule(self, group: Group, rule: str) -> Iterator[Carried]:
        """Each date by its place among the rule's dates; what is of no place goes by its distance."""
        was = [dated.on for dated in _dates(group.views[0], rule, self.outline.calendar)]
        dates = _dates(group.views[0], rule, self.calendar)
        places = _places(group.views, was)
        alone = replace(group, rule=None)
        for index, view in enumerate(group.views, start=1):
            place = places.get(view.id)
            if place is not None and place < len(dates):
                yield self._one(group, view, dates[place], index)
            elif place is None and view.status is Status.CANCELLED:
                yield Carried(
                    _ends(view, view.date_reason, "it fell away when its rule changed"), source=view
                )
            elif place is None or view.id in self.include:
                yield self._one(alone, view, self._by_offset(view), index)
            else:
                fewer = f"its rule gives no date for it in the next season; to take it: --include {view.id}"
                yield Carried(_ends(view, view.date_reason, fewer, proposed=True), source=view)
        for place in range(len(was), len(dates)):
            draft = self._draft(group, group.views[-1], dates[place], place + 1)
            move = Move(title=draft.spec.title, was=None, to=draft.on, reason=draft.reason)
            yield Carried(_warned(move, "its rule gives this date more", *draft.warnings), draft)

    def _one(self, group: Group, view: ActivityView, dated: Dated, index: int) -> Carried:
        if view.status in _DROPPED and view.id not in self.include:
            note = f" ({view.status_note})" if view.status_note else ""
            kept = f"{self._past(view)}{note}: not taken along; its date would be {short(dated.on)}"
            way = f"{kept}; to take it: --include {view.id}"
            return Carried(_ends(view, dated.reason, way, proposed=True), source=view)
        warnings = (*dated.warnings, *self._warnings(view, dated.on))
        move = Move(
            title=view.title, was=view.starts_on, to=dated.on, reason=dated.reason, warnings=warnings,
            activity=view.id,
        )  # fmt: skip
        return Carried(move, self._draft(group, view, dated, index), view)

    def _draft(self, group: Group, view: ActivityView, dated: Dated, index: int) -> DraftActivity:
        when = group.rule or self._kept_rule(view, dated)
        return DraftActivity(
            spec=self.outline.spec(view, name=group.name, when=when),
            on=dated.on,
            ends_on=dated.on + (view.ends_on - view.starts_on),
            start=view.start_time,
            end=view.end_time,
            reason=dated.reason,
            warnings=dated.warnings,
            series=view.series is not None,
            index=index,
        )

    def _kept_rule(self, view: ActivityView, dated: Dated) -> str:
        """Its own rule where that gives the date, else one that does."""
        rule = _own_rule(view, self.outline.calendar)
        if rule is not None and not is_series(parse(rule, self.calendar.anchors)):
            return rule
        return hanging(dated.on, self.calendar)

    def _alone(self, view: ActivityView) -> Dated:
        """By its own rule, or by its distance from the nearest anchor."""
        rule = _own_rule(view, self.outline.calendar)
        if rule is None or is_series(parse(rule, self.calendar.anchors)):
            return self._by_offset(view)
        avoided = IfAvoided(view.if_avoided)
        parsed = parse(rule, self.calendar.anchors)
        return dates_of(parsed, self.calendar, avoid=view.avoid, if_avoided=avoided)[0]

    def _by_offset(self, view: ActivityView) -> Dated:
        """As far from the nearest anchor as it was, and on the same weekday where the anchor has one."""
        rule = hanging(view.starts_on, self.outline.calendar)
        (dated,) = dates_of(parse(rule, self.calendar.anchors), self.calendar)
        reason = f"{dated.reason}, as in {self.outline.plan.year}"
        on = dated.on
        if self._keeps_weekday(rule) and on.weekday() != view.starts_on.weekday():
            on += timedelta(days=(view.starts_on.weekday() - on.weekday() + 3) % 7 - 3)
            reason += f"; on the nearest {weekday_name(on)}, as it was"
        return Dated(on, reason, dated.warnings)

    def _keeps_weekday(self, rule: str) -> bool:
        """Whether the anchor that the rule hangs on is a weekday, by its own rule or by its name."""
        own = {row.name: row.rule for row in self.outline.anchors}
        (name,) = anchors_in(parse(rule, own)) or ("",)
        text = own.get(name)
        by_rule = text is not None and isinstance(parse(text, own).parts[0], WeekdayBeside | WeekdayOfMonth)
        return by_rule or not set(WEEKDAYS).isdisjoint(name.split())

    def _warnings(self, view: ActivityView, on: date) -> Iterator[str]:
        year = self.outline.plan.year
        if view.original_on is not None and view.date_rule and view.starts_on != view.original_on:
            by_hand = f"{short(view.original_on)} to {short(view.starts_on)}"
            yield f"was moved by hand in {year}, from {by_hand}; it is back on its rule"
        if on.weekday() >= _SATURDAY > view.starts_on.weekday():
            yield f"on a {weekday_name(on)} now, on a {weekday_name(view.starts_on)} in {year}"
        if view.status is Status.PARTLY:
            yield f"only partly delivered in {year}" + (f": {view.status_note}" if view.status_note else "")
        if view.status in _DROPPED:
            yield f"{self._past(view)}; taken along as asked"
        declined = [one.partner for one in view.assignments if one.response is Answer.DECLINED]
        if declined:
            yield f"{joined(declined)} declined in {year} and will be asked again"
        yield from self._lost_waits(view)
        if self.outline.left(view):
            yield "whom to ring on the night has left; name another"

    def _lost_waits(self, view: ActivityView) -> Iterator[str]:
        """What it waited for and will not find in the next season."""
        known = {one.id: one for one in self.outline.views}
        for needed in view.needs:
            if needed not in known:
                yield f"waited for activity {needed} of another plan; say so again: activity needs ID NEEDED"
            elif known[needed].status in _DROPPED and needed not in self.include:
                yield f"waited for {quoted(known[needed].title)}, which is not taken along"

    def _past(self, view: ActivityView) -> str:
        said = "was cancelled" if view.status is Status.CANCELLED else "was not delivered"
        return f"{said} in {self.outline.plan.year}"

    def _lesson(self, group: Group, lesson: LessonView) -> Carried:
        first = self.outline.first
        dated = dates_of(
            parse(group.rule or "", self.calendar.anchors),
            self.calendar,
            avoid=first.avoid or ("weekend", "bank holiday"),
            if_avoided=IfAvoided(first.if_avoided) if first.avoid else IfAvoided.LATER,
        )[0]
        reason = f"a lesson of {self.outline.plan.name}; {dated.reason}"
        draft = DraftActivity(
            spec=_lesson_spec(self.outline, group), on=dated.on, ends_on=dated.on, start=None, end=None,
            reason=reason, warnings=dated.warnings, series=False, index=1,
        )  # fmt: skip
        move = Move(title=draft.spec.title, was=None, to=dated.on, reason=reason)
        return Carried(
            _warned(move, *([] if lesson.owner else ["nobody owns it: assign it"])), draft, None, lesson
        )


def _dates(view: ActivityView, rule: str, calendar: Calendar) -> tuple[Dated, ...]:
    if_avoided = IfAvoided(view.if_avoided)
    return dates_of(parse(rule, calendar.anchors), calendar, avoid=view.avoid, if_avoided=if_avoided)


def _places(views: Sequence[ActivityView], was: Sequence[date]) -> dict[int, int]:
    """Which of the rule's dates each activity (by id) stands for.

    What was meant for another date, as before an anchor moved, takes the places that are left, in order;
    what was cancelled takes none that another could have.
    """
    meant = {view.id: view.original_on or view.starts_on for view in views}
    places = {view.id: was.index(meant[view.id]) for view in views if meant[view.id] in was}
    left = [place for place in range(len(was)) if place not in places.values()]
    others = [view for view in views if view.id not in places]
    others.sort(key=lambda view: (view.status is Status.CANCELLED, meant[view.id]))
    chosen = sorted(others[: len(left)], key=lambda view: meant[view.id])
    return places | {view.id: place for view, place in zip(chosen, left, strict=False)}


def _rule(views: Sequence[ActivityView], outline: Outline) -> str | None:
    """The rule that gives the dates of a group; None when each date is its own.

    A series goes by the rule that it was last given; dates that were listed one by one have none.
    """
    first = views[0]
    if first.series is None:
        return _own_rule(first, outline.calendar)
    rule = outline.series.get(first.series, "")
    try:
        parsed = parse(rule, outline.calendar.anchors)
    except BadValue:
        return None
    return rule if is_series(parsed) and not names_a_year(parsed) else None


def _own_rule(view: ActivityView, calendar: Calendar) -> str | None:
    """The rule that the activity hangs on; None when it has none that means something in another year."""
    if view.date_rule is None:
        return None
    try:
        rule = parse(view.date_rule, calendar.anchors)
    except BadValue:
        return None  # it hangs on an anchor of the plan that it is at home in
    return None if names_a_year(rule) else view.date_rule


def _lesson_spec(outline: Outline, group: Group) -> ActivitySpec:
    lesson = group.lesson
    text = lesson.text if lesson else ""
    title = text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"
    return ActivitySpec(
        key=group.name,
        title=title,
        when=group.rule or "",
        description="" if title == text else text,
        phase=outline.phases[0].slug if outline.phases else None,
        lead=(lesson.owner,) if lesson and lesson.owner else (),
        provenance=Provenance.OURS,
    )


def _ends(view: ActivityView, reason: str, warning: str, *, proposed: bool = False) -> Move:
    return Move(
        title=view.title, was=view.starts_on, to=None, reason=reason, warnings=(warning,), activity=view.id,
        proposed=proposed,
    )  # fmt: skip


def _warned(move: Move, *warnings: str) -> Move:
    return replace(move, warnings=(*move.warnings, *warnings))


def in_order(lines: Sequence[Carried]) -> list[Carried]:
    """By their new date; what does not go on stands where it was, a year later."""
    return sorted(lines, key=lambda one: (_day(one.move), one.draft is None, one.move.title))


def _day(move: Move) -> date:
    return move.to or (move.was or date.min) + timedelta(weeks=52)
