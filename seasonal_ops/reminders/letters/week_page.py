"""The lead's Monday: what to see to this week, in the order in which it is seen to. Pure."""

from collections.abc import Iterable, Iterator
from itertools import chain

from seasonal_ops.names import joined
from seasonal_ops.reminders.letters.paragraphs import Agencies, counted, counts, day, gate, section, shift
from seasonal_ops.text import harmless
from seasonal_ops.views import UNNAMED_PLAN, StuckReminder, Unanswered, WeekView
from seasonal_ops.words import ReminderState


def week_page(view: WeekView) -> tuple[str, ...]:
    """Its paragraphs, without those that have nothing to say. Lines are as long as they are."""
    return tuple(paragraph for paragraph in _paragraphs(view, _agencies_of(view)) if paragraph)


def week_subject(view: WeekView) -> str:
    """`Your week: 3 overdue, 2 unanswered, 5 due`; it names no activity."""
    said = counted(
        (len(view.overdue), "overdue"),
        (sum(one.assignments for one in view.unanswered), "unanswered"),
        (len(view.due), "due"),
        (len(view.gates), "to decide"),
        (len(view.uncounted), "uncounted"),
        (len(view.stuck), f"reminder{'s' * (len(view.stuck) > 1)} to look at"),
    )
    return f"Your week: {said or 'nothing is open'}"


def _paragraphs(view: WeekView, agencies: Agencies) -> Iterator[str]:
    yield _heading(view)
    if view.quiet:
        return
    yield section("OVERDUE: how did it go?", map(agencies.activity, view.overdue))
    yield section(f"DUE BY {day(view.until).upper()}", agencies.together(view.due))
    yield section("NOT ANSWERED YET", (_unanswered(one, agencies) for one in view.unanswered))
    yield section("DECLINED, OR ANOTHER DATE PROPOSED", map(agencies.declined, view.declined))
    yield section("TO DECIDE", (gate(one, view.today) for one in view.gates))
    yield section("COUNTS MISSING", counts(view.uncounted))
    yield section("REMINDERS TO LOOK AT (seasonal-ops remind list)", _stuck(view.stuck, agencies))
    yield section("MOVED LAST WEEK", map(shift, view.moved))
    yield section("CANCELLED LAST WEEK", (agencies.activity(one, note=True) for one in view.cancelled))


def _agencies_of(view: WeekView) -> Agencies:
    return Agencies.of(
        chain(
            (name for line in chain(view.overdue, view.due, view.cancelled) for name in line.leads),
            (one.name for one in view.unanswered),
            (one.partner for one in view.declined),
            (one.partner for one in view.stuck),
        )
    )


def _heading(view: WeekView) -> str:
    ahead = ""
    if view.next_anchor is not None:
        days = (view.next_anchor.on - view.today).days
        near = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
        ahead = f" Next: {view.next_anchor.name}, {near} ({day(view.next_anchor.on)})."
    plans = joined(_plans(view))
    if view.quiet:
        return harmless(
            f"{plans}: nothing is overdue, due by {day(view.until)}, unanswered, uncounted or to be"
            f" decided, and nothing changed last week.{ahead}"
        )
    return harmless(f"{plans}, {day(view.today)} to {day(view.until)}.{ahead}")


def _plans(view: WeekView) -> list[str]:
    named = [name for name in view.plans if name != UNNAMED_PLAN]
    more = len(view.plans) - len(named)
    return [*named, *([UNNAMED_PLAN] if more == 1 else [f"{more} plans not named by mail"] if more else [])]


def _unanswered(one: Unanswered, agencies: Agencies) -> str:
    ring = f"; ring {one.ring}" if one.ring else ""
    first = "the first " if one.assignments > 1 else ""
    return f"{agencies.name(one.name)}: {one.assignments}, {first}asked on {day(one.since.date())}{ring}"


def _stuck(stuck: Iterable[StuckReminder], agencies: Agencies) -> Iterator[str]:
    """A line for each partner and trouble: what one dead address holds up is one thing to see to."""
    alike: dict[tuple[str, str], list[StuckReminder]] = {}
    for one in stuck:
        alike.setdefault((one.partner, _trouble(one)), []).append(one)
    for (partner, trouble), (first, *more) in alike.items():
        to = f" to {agencies.name(partner)}" if partner else ""
        about = f", {agencies.activity(first.activity)}" if first.activity and not more else ""
        which = f"reminder {first.id} and {len(more)} more" if more else f"reminder {first.id}"
        yield f"{which}{to}{about}: {trouble}"


def _trouble(one: StuckReminder) -> str:
    if one.state is ReminderState.DEAD:
        return "given up, perhaps arrived" if one.ambiguous else "given up"
    if one.state is ReminderState.HELD:
        return "held back"
    return "may have arrived twice"
