"""What goes to whoever leads a group by the calendar alone: each Monday a digest, each month its page. Pure.

It speaks of all plans that its reader leads, so there is one of each, however many plans ask for it. It
is good until the next is due: after a pause only the latest goes out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, pairwise
from typing import Final

from seasonal_ops.nights import instant, local_today
from seasonal_ops.reminders.shapes import MORNING, GroupLead, Rule, Wanted
from seasonal_ops.words import ReminderKind

# Counts still come in for a month after the last night; then there is nothing left to say.
STILL_TOLD: Final = timedelta(days=30)
# A week, with the hour by which a change of clocks may lengthen it, and some: the next is always known.
AHEAD: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A rule of a live plan that speaks of the plan as a whole; `last_day` is its last activity's."""

    plan_id: int
    rule: Rule
    lead: GroupLead
    time_zone: str
    live_at: datetime
    last_day: date


@dataclass(frozen=True, slots=True)
class _Round:
    """One of a row without end: on which local date it goes, and what it is the digest or the month of."""

    on: date
    of: str


def regular(seasons: Iterable[Season], since: datetime, until: datetime) -> list[Wanted]:
    """What is due up to `until` and not overtaken by `since`; of several for one reader the first due."""
    found: dict[str, Wanted] = {}
    for season in seasons:
        for one in _of(season, since, until):
            known = found.setdefault(one.dedupe_key, one)
            if (one.due_utc, one.plan_id) < (known.due_utc, known.plan_id):
                found[one.dedupe_key] = one
    return list(found.values())


def _of(season: Season, since: datetime, until: datetime) -> Iterator[Wanted]:
    for this, following in pairwise(_ROUNDS[season.rule.kind](local_today(since, season.time_zone))):
        due, expires = _goes(season, this.on), _goes(season, following.on)
        if due > until or this.on - season.last_day > STILL_TOLD:
            return
        if due >= season.live_at and expires > since:
            yield _want(season, this, due, expires)


def _goes(season: Season, on: date) -> datetime:
    return instant(on, season.rule.at or MORNING, season.time_zone)


def _want(season: Season, this: _Round, due: datetime, expires: datetime) -> Wanted:
    return Wanted(
        dedupe_key=f"{season.rule.kind}|{season.lead.contact_id}|{this.of}",
        activity_id=None,
        plan_id=season.plan_id,
        rule_id=season.rule.id,
        contact_id=season.lead.contact_id,
        channel=season.lead.channel,
        kind=season.rule.kind,
        revision=0,
        due_utc=due,
        expires_utc=expires,
    )


def _mondays(today: date) -> Iterator[_Round]:
    """From the Monday before this week's on, each with its ISO 8601 week."""
    last = today - timedelta(days=today.weekday() + 7)
    for weeks in count():
        monday = last + timedelta(weeks=weeks)
        yield _Round(monday, "{}-W{:02}".format(*monday.isocalendar()[:2]))


def _first_days(today: date) -> Iterator[_Round]:
    """From the first day of the month before this one on, each with the month that it looks back on."""
    for months in count(today.year * 12 + today.month - 2):
        on, before = _first_of(months), _first_of(months - 1)
        yield _Round(on, f"{before:%Y-%m}")


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


_ROUNDS: Final[dict[ReminderKind, Callable[[date], Iterator[_Round]]]] = {
    ReminderKind.DIGEST: _mondays,
    ReminderKind.MONTHLY: _first_days,
}
REGULAR: Final = tuple(_ROUNDS)
