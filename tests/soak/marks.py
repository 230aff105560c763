"""What the table itself writes down when a row is marked as being sent: by triggers, behind the product.

A mark says which state of the activity was committed at that moment, so that what arrived is judged by
the order of commits and not by clocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import text

from seasonal_ops.db import Database

_TABLE: Final = """
CREATE TABLE soak_mark
(id {serial}, reminder_id INTEGER, message_id TEXT, uid TEXT, sequence INTEGER, held_until {instant})
"""
_INSERT: Final = """
INSERT INTO soak_mark (reminder_id, message_id, uid, sequence, held_until)
SELECT NEW.id, coalesce(NEW.bundle, NEW.message_id), activity.uid, activity.sequence, NEW.lease_until
FROM activity WHERE activity.id = NEW.activity_id;
"""
_WHEN: Final = "WHEN (NEW.state = 'sending' AND OLD.state <> 'sending')"
_SQLITE: Final = (
    _TABLE.format(serial="INTEGER PRIMARY KEY", instant="TIMESTAMP"),
    f"CREATE TRIGGER soak_marked AFTER UPDATE ON reminder {_WHEN} BEGIN {_INSERT} END",
)
# Deferred to the commit: an edit that was committed while the mark was being made counts as before it.
_POSTGRES: Final = (
    _TABLE.format(serial="SERIAL PRIMARY KEY", instant="TIMESTAMPTZ"),
    f"CREATE FUNCTION soak_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_INSERT} RETURN NULL; END $$",
    f"""CREATE CONSTRAINT TRIGGER soak_marked AFTER UPDATE ON reminder DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW {_WHEN} EXECUTE FUNCTION soak_mark()""",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that was marked as being sent in that message; `sequence` is the activity's own then."""

    reminder_id: int
    message_id: str
    uid: str
    sequence: int
    held_until: datetime


def keep(database: Database) -> None:
    """Have the table write down its marks from now on."""
    with database.write_engine.begin() as connection:
        for statement in _SQLITE if database.is_sqlite else _POSTGRES:
            connection.execute(text(statement))


def marks(database: Database) -> Sequence[Mark]:
    """All of them, in the order in which they were made."""
    query = "SELECT reminder_id, message_id, uid, sequence, held_until FROM soak_mark ORDER BY id"
    with database.read_engine.begin() as connection:
        return [Mark(*row[:4], _instant(row[4])) for row in connection.execute(text(query))]


def _instant(value: datetime | str) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
