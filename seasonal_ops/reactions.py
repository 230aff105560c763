"""What follows from a fact, in the same transaction: one dictionary, one screen.

A handler gets the activities that a transaction's facts may have changed, once, however many facts
there were. What it writes is kept or dropped with the change itself.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from seasonal_ops import facts, feeds, journal, reminders
from seasonal_ops.facts import Actor

Handler = Callable[[Session, Sequence[int], datetime], None]

_SHOWN: Final[tuple[Handler, ...]] = (feeds.refresh, reminders.replan)

REACTIONS: Final[dict[type[facts.Fact], tuple[Handler, ...]]] = {
    facts.PlanDrafted: _SHOWN,
    facts.ActivityAdded: _SHOWN,
    facts.ActivityEdited: _SHOWN,
    facts.ActivityMoved: _SHOWN,
    facts.ActivityCancelled: _SHOWN,
    facts.PartnerAssigned: _SHOWN,
    facts.PartnerUnassigned: _SHOWN,
    facts.RoleChanged: _SHOWN,
    facts.ActivityStatusChanged: _SHOWN,
    facts.DateRuleChanged: (feeds.refresh,),
    facts.ResponseGiven: (reminders.replan,),
    facts.PlanWentLive: (reminders.replan,),
    facts.ContactAdded: (reminders.replan,),
    facts.ContactRemoved: (reminders.replan,),
    facts.ContactChanged: (reminders.replan,),
    facts.PlanLeadSet: (reminders.replan,),
}


def happened(session: Session, *what: facts.Fact, actor: Actor, now: datetime) -> list[int]:
    """Write the facts into the journal and let everything that hangs on them follow; their ids."""
    session.flush()
    ids = journal.record(session, what, actor=actor, now=now)
    touched: dict[Handler, dict[int, None]] = {}
    for fact in what:
        for handler in REACTIONS.get(type(fact), ()):
            touched.setdefault(handler, {}).update(dict.fromkeys(fact.activities))
    for handler, activities in touched.items():
        handler(session, list(activities), now)
    return ids
