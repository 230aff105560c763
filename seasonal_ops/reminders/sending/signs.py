"""Signs of life: a row a worker, by which others tell whether what falls due is sent."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, delete

from seasonal_ops.models import ENDED, WEB, Heartbeat

_FORGOTTEN: Final = timedelta(days=1)


def beat(session: Session, *, worker: str, now: datetime, detail: str = "") -> None:
    """Say that a worker lives, or with `ENDED` until when it did; those silent for a day are forgotten."""
    session.exec(delete(Heartbeat).where(col(Heartbeat.worker) != WEB, col(Heartbeat.at) < now - _FORGOTTEN))
    session.merge(Heartbeat(worker=worker, at=now, detail=detail))


def ran_once(session: Session, *, worker: str, now: datetime) -> None:
    """Say that a worker has sent what was due and is done; where its own scheduler ticks, that says it."""
    known = session.get(Heartbeat, worker)
    if known is None or known.detail == ENDED:
        beat(session, worker=worker, now=now, detail=ENDED)
