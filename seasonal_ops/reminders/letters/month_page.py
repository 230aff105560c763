"""The page of a month in the words of the board's chair: promised, delivered, cancelled; decisions. Pure."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain
from typing import Final

from seasonal_ops.checks.phrases import number_of
from seasonal_ops.dates import brief
from seasonal_ops.dates.wording import month_name
from seasonal_ops.reminders.letters.paragraphs import (
    Agencies,
    counted,
    gate,
    grouped,
    section,
    shift,
    tallied,
)
from seasonal_ops.views import (
    ActivityLine,
    MonthLine,
    MonthSection,
    MonthView,
    PlanMonth,
    ReminderTally,
    Tally,
)

# A page is a page: no list may take all of it. Of agencies there may be more, they are what it is about.
_MOST: Final = 8
_AGENCIES: Final = 20


def month_page(view: MonthView) -> tuple[str, ...]:
    """Its paragraphs, without those that have nothing to say. Lines are as long as they are."""
    return tuple(paragraph for paragraph in _paragraphs(view) if paragraph)


def month_in_words(view: MonthView) -> str:
    """`October 2026`."""
    return f"{month_name(view.month.month)} {view.month.year}"


def _paragraphs(view: MonthView) -> Iterator[str]:
    yield "\n".join(summary(view))
    *now, after = sections(view)
    yield from map(_paragraph, now)
    sent = reminders(view.reminders)
    yield f"REMINDERS: {sent}" if sent else ""
    yield _paragraph(after)
    yield f"THE RECORD holds {number_of(view.facts, 'fact', 'facts')} and ends in\n  {view.head}"


def _paragraph(one: MonthSection) -> str:
    return section(one.heading, (line.text for line in one.lines), one.most)


def sections(view: MonthView) -> tuple[MonthSection, ...]:
    """Everything that it lists, empty lists too; the last one is of the month after."""
    agencies = agencies_of(view)
    after = month_name(view.month.month % 12 + 1)
    return (
        _section(
            "BY AGENCY (what two lead together stands with both)",
            (MonthLine(text=line) for line in _by_agency(view, agencies)),
            _AGENCIES,
        ),
        _section(
            "BY PLAN",
            (
                MonthLine(text=_plan(one), plan=one.plan)
                for one in view.plans
                if one.promised.total or one.besides.total
            ),
        ),
        _section(
            "CANCELLED",
            (MonthLine(text=agencies.activity(one, note=True), plan=one.plan) for one in view.cancelled),
        ),
        _section("MOVED", (MonthLine(text=shift(one), plan=one.activity.plan) for one in view.moved)),
        *(() if is_long_over(view) else _open_today(view, agencies)),
        _section(f"{after.upper()}, AS PLANNED", _together(view.coming, agencies)),
    )


def _section(heading: str, lines: Iterable[MonthLine], most: int = _MOST) -> MonthSection:
    return MonthSection(heading=heading, lines=tuple(lines), most=most)


def _together(activities: Iterable[ActivityLine], agencies: Agencies) -> Iterator[MonthLine]:
    """What is alike in one line."""
    for alike in grouped(activities):
        (text,) = agencies.together(alike)
        yield MonthLine(text=text, plan=alike[0].plan)


def is_long_over(view: MonthView) -> bool:
    """Whether another month is over since: what stands open today is not of this one."""
    last = view.today.replace(day=1) - timedelta(days=1)
    return view.month < last.replace(day=1)


def _open_today(view: MonthView, agencies: Agencies) -> Iterator[MonthSection]:
    yield _section("TO DECIDE", (MonthLine(text=gate(one, view.today), plan=one.plan) for one in view.gates))
    yield _section("NOBODY LEADS", _together(view.unassigned, agencies))
    yield _section(
        "DECLINED, OR ANOTHER DATE PROPOSED",
        (MonthLine(text=agencies.declined(one), plan=one.activity.plan) for one in view.declined),
    )
    yield _section(
        "OVER, AND NOBODY SAID HOW IT WENT",
        (MonthLine(text=agencies.activity(one), plan=one.plan) for one in view.overdue),
    )
    yield _section("NOT ANSWERED YET", (MonthLine(text=line) for line in unanswered(view, agencies)))


def agencies_of(view: MonthView) -> Agencies:
    """What each agency on the page is called for short."""
    shifted = (one.activity for one in view.moved)
    lines: Iterable[ActivityLine] = chain(view.cancelled, view.overdue, view.coming, shifted)
    return Agencies.of(
        chain(
            (name for line in lines for name in line.leads),
            (one.name for one in view.partners),
            (one.name for one in view.unanswered),
            (one.partner for one in view.declined),
        )
    )


def summary(view: MonthView) -> Iterator[str]:
    """Its first sentences: when it was written, what was promised, and what became of it."""
    yield f"As it stands on {brief(view.today)}."
    month = month_name(view.month.month)
    if view.promised.total:
        were = "was" if view.promised.total == 1 else "were"
        promised = f"{number_of(view.promised.total)} {were} promised for {month}"
        yield f"{promised}: {tallied(view.promised)}."
    else:
        yield f"Nothing was promised for {month}."
    if view.besides.total:
        yield f"{view.besides.total} more came into it since: {tallied(view.besides)}."
    if is_long_over(view):
        yield "What is open today stands on the page of the last whole month."


def _promised(tally: Tally, word: str = "promised") -> str:
    return f"{tally.total} {word}; {tallied(tally)}" if tally.total else ""


def _by_agency(view: MonthView, agencies: Agencies) -> Iterator[str]:
    if view.withheld:  # first, so that no long list cuts it off
        named = number_of(view.withheld, "sensitive activity", "sensitive activities")
        yield f"of {named} mail names no agency"
    for one in view.partners:
        yield f"{agencies.name(one.name)}: {_promised(one.promised)}"


def _plan(one: PlanMonth) -> str:
    # What nobody went live with was meant, and promised to nobody.
    owed = one.entered + one.missing
    parts = (
        _promised(one.promised, "promised" if one.live else "meant, never live"),
        f"{one.besides.total} more: {tallied(one.besides)}" if one.besides.total else "",
        f"{one.entered} of {number_of(owed, 'count', 'counts')} entered" if owed else "",
    )
    return f"{one.name}: " + "; ".join(part for part in parts if part)


def unanswered(view: MonthView, agencies: Agencies) -> Iterator[str]:
    """`Street Pastors: 3, the first asked 12 days ago`."""
    for one in view.unanswered:
        ago = number_of((view.now - one.since).days, "day", "days")
        first = "the first " if one.assignments > 1 else ""
        yield f"{agencies.name(one.name)}: {one.assignments}, {first}asked {ago} ago"


def reminders(tally: ReminderTally) -> str:
    """`33 sent, 2 waiting to be sent`: of each state what there is."""
    return counted(
        (tally.sent, "sent"),
        (tally.waiting, "waiting to be sent"),
        (tally.dead, "given up"),
        (tally.held, "held back"),
        (tally.expired, "too late to be sent"),
        (tally.ambiguous, "may have arrived twice"),
    )
