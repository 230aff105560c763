"""Which reminders an activity should have now. Pure.

Calendar days are subtracted in the activity's own zone and only then turned into an instant. Rules of
the kinds digest and monthly speak of whole plans: they make no reminder of an activity (`regular`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.errors import BadValue
from seasonal_ops.nights import instant
from seasonal_ops.reminders.rules.ladder import ask_again, nobody_answers, without_the_lead_s_own
from seasonal_ops.reminders.rules.notices import NOTICES, notice
from seasonal_ops.reminders.shapes import Occasion, Recipient, Rule, Wanted, want
from seasonal_ops.templates import Audience, CatchUp
from seasonal_ops.words import Answer, ReminderKind, Role, Status

# Counts and reports are owed however late; a season later nobody remembers.
STILL_OWED: Final = timedelta(days=90)
EVENING: Final = time(17)
_AHEAD: Final = (ReminderKind.BEFORE, ReminderKind.UNANSWERED)


@dataclass(frozen=True, slots=True)
class _Case:
    rule: Rule
    occasion: Occasion
    recipient: Recipient

    def due(self, on: date) -> datetime:
        return self.rule.due(on, self.occasion.schedule.time_zone)

    def want(self, due: datetime, expires: datetime) -> Wanted:
        return want(self.rule, self.occasion, self.recipient, due=due, expires=expires)


def wanted(
    occasion: Occasion, rules: Iterable[Rule], recipients: Iterable[Recipient], now: datetime
) -> list[Wanted]:
    """The reminders that should exist at `now`, sent ones among them; none for a plan that is not live.

    Raises BadValue for a date that no calendar can hold.
    """
    if occasion.live_at is None:
        return []
    concerned = [rule for rule in rules if _concerns(rule, occasion)]
    notices = [rule for rule in concerned if rule.kind in NOTICES]
    dated = [rule for rule in concerned if rule.kind in _KINDS]
    try:
        found = [one for recipient in recipients for one in _for(occasion, notices, dated, recipient, now)]
        told = [one for one in nobody_answers(dated, occasion) if one.expires_utc > now]
        return without_the_lead_s_own(found, told, now) + told
    except OverflowError as error:
        on = occasion.schedule.starts_on
        raise BadValue(f"{on} is too far away for a reminder; use a year between 2 and 9998") from error


def _concerns(rule: Rule, occasion: Occasion) -> bool:
    in_theme = not rule.themes or occasion.theme in rule.themes
    return in_theme and (not rule.phases or occasion.phase in rule.phases)


def _for(
    occasion: Occasion, notices: Sequence[Rule], dated: Sequence[Rule], recipient: Recipient, now: datetime
) -> list[Wanted]:
    if recipient.answer is Answer.DECLINED:
        return []
    heeded = (rule for rule in notices if recipient.written_to or _asked_for(rule, recipient))
    found = [one for rule in heeded if (one := notice(rule, occasion, recipient)) is not None]
    if recipient.ended is None and occasion.status is not Status.CANCELLED:
        cases = (_Case(rule, occasion, recipient) for rule in dated if _asked_for(rule, recipient))
        found += [one for case in cases if (one := _KINDS[case.rule.kind](case)) is not None]
    return _newest_of_missed([one for one in found if one.expires_utc > now], recipient, now)


def _asked_for(rule: Rule, recipient: Recipient) -> bool:
    """Whether the rule is for this contact; whoever leads the group is no contact of a partner here."""
    match rule.audience:
        case Audience.ASSIGNED:
            return not recipient.deputy
        case Audience.UNANSWERED:
            return recipient.answer is Answer.ASKED and not recipient.deputy
        case Audience.LEADS:
            return recipient.role is Role.LEAD and not recipient.deputy
        case Audience.DEPUTIES:
            return recipient.deputy
        case Audience.GROUP_LEAD:
            return False


def _before(case: _Case) -> Wanted | None:
    """Late while the activity is ahead; "until-midnight" no longer than its local day.

    What would come on the day itself, and begins earlier, is told the evening before.
    """
    schedule = case.occasion.schedule
    if not case.occasion.status.open:
        return None
    due, expires = case.due(schedule.starts_on), schedule.ahead_until
    if case.rule.catch_up == CatchUp.UNTIL_MIDNIGHT:
        day = due.astimezone(ZoneInfo(schedule.time_zone)).date()
        expires = min(instant(day + timedelta(days=1), time(0), schedule.time_zone), expires)
    if case.rule.days == 0 and due >= schedule.ahead_until:
        evening = instant(schedule.starts_on - timedelta(days=1), EVENING, schedule.time_zone)
        due, expires = evening, schedule.ahead_until
    return case.want(due, expires) if due < expires else None


def _after(case: _Case) -> Wanted | None:
    """To the leads of what is counted: please send the counts."""
    occasion = case.occasion
    if (
        not occasion.counted
        or case.recipient.role is not Role.LEAD
        or occasion.status is Status.NOT_DELIVERED
    ):
        return None
    return _owed(case)


def _overdue(case: _Case) -> Wanted | None:
    """While nobody has said how it went."""
    return _owed(case) if case.occasion.status.open else None


def _owed(case: _Case) -> Wanted | None:
    due = case.due(case.occasion.schedule.last_day)
    return case.want(due, due + STILL_OWED) if due >= _floor(case) else None


def _unanswered(case: _Case) -> Wanted | None:
    """A step of the ladder, at the partner itself."""
    return ask_again(case.rule, case.occasion, case.recipient)


def _floor(case: _Case) -> datetime:
    """Nothing is made up for the time before the plan was live and this contact was asked."""
    return max(case.occasion.live_at or case.recipient.since, case.recipient.since)


_KINDS: Final[dict[ReminderKind, Callable[[_Case], Wanted | None]]] = {
    ReminderKind.BEFORE: _before,
    ReminderKind.AFTER: _after,
    ReminderKind.OVERDUE: _overdue,
    ReminderKind.UNANSWERED: _unanswered,
}


def _newest_of_missed(found: Sequence[Wanted], recipient: Recipient, now: datetime) -> list[Wanted]:
    """Of what is due and speaks of the activity ahead, the newest alone: it says and asks all of it.

    None at all that a change notice has said already.
    """
    heard = [one.due_utc for one in found if one.kind is ReminderKind.CHANGED]
    if recipient.told is not None and recipient.told.notices_until is not None:
        heard.append(recipient.told.notices_until)
    missed = [one for one in found if one.kind in _AHEAD and one.due_utc <= now]
    newest = max(missed, key=lambda one: (one.due_utc, one.rule_id), default=None)
    if newest is not None and heard and newest.due_utc <= max(heard):
        newest = None
    return [one for one in found if one not in missed or one is newest]
