"""The ladder for a partner that does not answer: its contacts, their deputies, whoever leads the group. Pure.

The steps and how long each waits are rules of kind unanswered. The wait runs from when a contact could
first have heard: when its partner was asked, its plan went live or it became known, whichever was last.
Nothing goes out any more once the activity has begun.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from seasonal_ops.nights import local_today
from seasonal_ops.reminders.shapes import Occasion, Recipient, Rule, Wanted, want
from seasonal_ops.templates import Audience
from seasonal_ops.words import Answer, ReminderKind


def ask_again(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    """The step at the partner itself, to a contact or a deputy, while there is no answer."""
    if recipient.answer is not Answer.ASKED:
        return None
    due = _due(rule, occasion, recipient.since)
    return want(rule, occasion, recipient, due=due, expires=occasion.schedule.ahead_until) if due else None


def nobody_answers(rules: Iterable[Rule], occasion: Occasion) -> list[Wanted]:
    """The steps to whoever leads the group: one each, due when the first partner has waited for so long."""
    if occasion.lead is None or not occasion.silent or not occasion.status.open:
        return []
    steps = (
        rule
        for rule in rules
        if rule.kind is ReminderKind.UNANSWERED and rule.audience == Audience.GROUP_LEAD
    )
    until, first = occasion.schedule.ahead_until, min(occasion.silent)
    return [
        want(rule, occasion, occasion.lead, due=due, expires=until)
        for rule in steps
        if (due := _due(rule, occasion, first)) is not None
    ]


def without_the_lead_s_own(found: Sequence[Wanted], told: Sequence[Wanted], now: datetime) -> list[Wanted]:
    """Whoever is told at `now` which partners are silent is not chased for one of them besides."""
    knows = {one.contact_id for one in told if one.due_utc <= now}
    return [one for one in found if one.kind is not ReminderKind.UNANSWERED or one.contact_id not in knows]


def _due(rule: Rule, occasion: Occasion, asked: datetime) -> datetime | None:
    """When the step is due for who was asked then; None when that would be too early or too late."""
    if not occasion.status.open:
        return None
    since = max(asked, occasion.live_at or asked)
    due = rule.due(local_today(since, occasion.schedule.time_zone), occasion.schedule.time_zone)
    return due if since <= due < occasion.schedule.ahead_until else None
