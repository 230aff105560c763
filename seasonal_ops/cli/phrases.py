"""How dates, times and activities read in a line of text."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Final

from seasonal_ops.dates import brief
from seasonal_ops.names import joined
from seasonal_ops.views import ActivityView, PartnerView, PlanView
from seasonal_ops.words import Role

day: Final = brief


def when(view: ActivityView) -> str:
    """`Fri 30 Oct 2026 21:00–03:00`, `Mon 5 Oct 2026 to Fri 9 Oct 2026`."""
    if view.start_time is None:
        last = "" if view.ends_on == view.starts_on else f" to {day(view.ends_on)}"
        return day(view.starts_on) + last
    start = f"{day(view.starts_on)} {view.start_time:%H:%M}"
    if view.end_time is None:
        return start
    far = view.ends_on - view.starts_on > timedelta(days=1)
    return f"{start}–{day(view.ends_on) + ' ' if far else ''}{view.end_time:%H:%M}"


def night_note(view: ActivityView) -> str:
    """Says that it ends the next morning, when it does."""
    if view.end_time is None or view.ends_on != view.starts_on + timedelta(days=1):
        return ""
    later = "morning" if view.end_time < time(12) else "day"
    return f" (ends the next {later}, {day(view.ends_on)})"


def who(view: ActivityView) -> str:
    """Leads first, then supports: `fire-and-rescue + police, street-scene`."""
    leads = [one.partner for one in view.assignments if one.role is Role.LEAD]
    supports = [one.partner for one in view.assignments if one.role is Role.SUPPORT]
    return " + ".join(leads) + (", " if leads and supports else "") + ", ".join(supports)


def lead(view: PlanView) -> str:
    """Who leads the plan, or how to name somebody."""
    if view.lead is None:
        return f"nobody leads it: seasonal-ops plan lead {view.slug} CONTACT"
    contact = f"contact {view.lead.contact} of {view.lead.partner}"
    known = view.lead.name or view.lead.email
    silent = "" if view.lead.reached else ", who wants no messages"
    return f"led by {f'{known} ({contact})' if known else contact}{silent}"


def unreached(partners: Sequence[PartnerView]) -> list[str]:
    """The note that nobody is told at partners without a contact to write to; none when all have one."""
    silent = [partner for partner in partners if not partner.reached]
    if not silent:
        return []
    # Names hold commas, and would read as more partners than there are.
    one = len(silent) == 1
    who = f"{silent[0].name} has" if one else f"{joined([partner.slug for partner in silent])} have"
    way_out = f"seasonal-ops contact add {silent[0].slug} EMAIL"
    return [f"note: {who} no contact to write to, so nobody there is told: {way_out}"]
