"""A lead who moves, moves back, cancels and takes back what is being sent at that moment."""

import logging
import random
import time
from datetime import timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import planning
from seasonal_ops.bootstrap import App
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, Reminder
from seasonal_ops.words import ActorKind, ReminderState, Status
from tests.soak.setup import Setup
from tests.soak.world import AHEAD, START

LEAD: Final = Actor("lead", ActorKind.CLI)
_FIRST: Final = (START + AHEAD).date()
# Days from the first: earlier or the same is due at once, later is due later.
_DAYS: Final = (-2, -1, -1, 0, 0, 0, 1)
_IN_FLIGHT: Final = (ReminderState.LEASED, ReminderState.SENDING)


def meddle(setup: Setup, life: int, pause: float) -> None:
    """Change something every `pause` seconds, until killed."""
    app, rng = setup.app(), random.Random(setup.seed + life)
    while True:
        try:
            with app.database.write() as session:
                _change(session, app, rng)
        except SeasonalOpsError as error:
            logging.getLogger(__name__).info("the lead tries again: %s", error)
        time.sleep(pause)


def _change(session: Session, app: App, rng: random.Random) -> None:
    activity_id = _choose(session, app, rng)
    activity = session.get_one(Activity, activity_id)
    if activity.status is Status.CANCELLED:
        planning.set_status(
            session, activity_id=activity_id, status=Status.PLANNED, actor=LEAD, now=app.clock()
        )
    elif rng.random() < 0.15:
        planning.cancel_activity(session, activity_id=activity_id, actor=LEAD, now=app.clock())
    else:
        to = _FIRST + timedelta(days=rng.choice(_DAYS))
        planning.move_activity(session, activity_id=activity_id, to=to, actor=LEAD, now=app.clock())


def _choose(session: Session, app: App, rng: random.Random) -> int:
    """One that somebody is sending, or that is due; now and then any."""
    flying = select(Reminder.activity_id).where(col(Reminder.state).in_(_IN_FLIGHT)).limit(50)
    waiting = select(Reminder.activity_id).where(
        Reminder.state == ReminderState.PLANNED, Reminder.due_utc <= app.clock()
    )
    anything = select(Activity.id)
    for query in rng.choice(((flying, waiting.limit(50), anything), (anything,))):
        if found := session.exec(query).all():
            return int(rng.choice(found) or 0)
    raise LookupError("the world is empty")
