"""The high-water mark: how far the database had come, written down outside of it.

A backup that is put back by hand (a file copied over, a snapshot of the machine) looks like any other
database, except that it has forgotten what stands here. The mark is a small file beside the server's
key; a missing or unreadable one says nothing.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.db import Database
from seasonal_ops.files import replace_file
from seasonal_ops.models import DeliveryAttempt, FactRow, key
from seasonal_ops.reminders.outbox.holding import hold_after_restore, known_until

SUFFIX: Final = ".mark"
_OWNER_ALONE: Final = 0o600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a database had come. `origin` is the digest of its first fact: whose mark it is.

    `fact` and `attempt` are the newest's numbers; `digest` and `began` tell them from others of that number.
    """

    origin: str
    fact: int
    digest: str
    attempt: int
    began: str


def check(database: Database, path: Path, now: datetime) -> int | None:
    """Hold what may have been sent, if the database is behind its mark; how many. None: it is not behind.

    Call it before anything is sent. Raises DatabaseTrouble.
    """
    mark = _read(path)
    if mark is None:
        return None
    with database.write() as session:
        if not _behind(session, mark):
            return None
        since = known_until(session)
        held = hold_after_restore(session, now, since)
    lower(database, path)
    _log.error(
        "the database is older than what was done with it (it was put back to %s): %d reminders that are due"
        " are held; see seasonal-ops remind list --state held, then remind release or remind settle",
        "an unknown time" if since is None else f"{since:%Y-%m-%d %H:%M} UTC",
        held,
    )
    return held


def raise_(database: Database, path: Path) -> None:
    """Write down how far the database has come, if it has come farther. Raises DatabaseTrouble."""
    mark = _read(path)
    with database.read() as session:
        if mark is not None and _behind(session, mark):
            return
        stands = _of(session)
    if stands is not None and stands != mark:
        _write(path, stands)


def lower(database: Database, path: Path) -> None:
    """Write down how far the database has come, be it less: it was put back, and that is dealt with."""
    with database.read() as session:
        stands = _of(session)
    if stands is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, stands)


def _of(session: Session) -> Mark | None:
    """None while nothing has happened in it."""
    first = session.exec(select(FactRow.digest).order_by(col(FactRow.id)).limit(1)).first()
    newest = session.exec(
        select(FactRow.id, FactRow.digest).order_by(col(FactRow.id).desc()).limit(1)
    ).first()
    if first is None or newest is None or newest[0] is None:
        return None
    attempt = session.exec(select(DeliveryAttempt).order_by(col(DeliveryAttempt.id).desc()).limit(1)).first()
    number, began = (0, "") if attempt is None else (key(attempt), attempt.started_at.isoformat())
    return Mark(origin=first, fact=newest[0], digest=newest[1], attempt=number, began=began)


def _behind(session: Session, mark: Mark) -> bool:
    """Whether the database, if it is the mark's, lacks a fact or an attempt that it once had.

    Another one of the same number came after it was put back.
    """
    origin = session.exec(select(FactRow.digest).order_by(col(FactRow.id)).limit(1)).first()
    if origin != mark.origin:
        return False
    digest = session.exec(select(FactRow.digest).where(col(FactRow.id) == mark.fact)).first()
    attempt = session.get(DeliveryAttempt, mark.attempt)
    return digest != mark.digest or mark.began != ("" if attempt is None else attempt.started_at.isoformat())


def _read(path: Path) -> Mark | None:
    try:
        return Mark(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, mark: Mark) -> None:
    """A mark that cannot be written is a warning: reminders go out all the same."""
    try:
        replace_file(path, json.dumps(asdict(mark)).encode(), mode=_OWNER_ALONE)
    except OSError as error:
        _log.warning(
            "the mark %s cannot be written (%s): a backup put back by hand would not be noticed",
            path,
            error.strerror,
        )
