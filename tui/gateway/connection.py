"""The gateway's connection, and what the root hands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn

from seasonal_ops.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.db import Database
    from seasonal_ops.facts import Actor
    from seasonal_ops.reminders.sending import Sent
    from seasonal_ops.reminders.transport import Message
    from seasonal_ops.views import ActivityView
    from tui.source import Seen

# The server's key, and where partners reach the server: what addresses are derived from.
Addresses = Callable[["Session"], tuple[bytes, str]]


@dataclass(frozen=True, slots=True)
class Post:
    """How a reminder's message is read before it goes, and how what is due is sent."""

    read: Callable[[Session, int], Message]
    send: Callable[[], Sent]


def _unknown(*_: object) -> NoReturn:
    raise Refused(
        "this program was not told the server's key and mail server; start it with: seasonal-ops tui"
    )


class Connection:
    """The database, opened by the first thread that asks; `clock` gives aware times."""

    def __init__(
        self,
        database: Callable[[], Database],
        actor: Actor,
        clock: Callable[[], datetime],
        time_zone: str = "Europe/London",
        *,
        addresses: Addresses = _unknown,
        post: Post = Post(_unknown, _unknown),
    ) -> None:
        self._make, self._actor, self._clock = database, actor, clock
        self._addresses, self._post = addresses, post
        self._lock = Lock()
        self._made: Database | None = None
        self._time_zone = time_zone
        # What falls due from now on waits under the lead's eyes.
        self._opened = clock()

    @property
    def _database(self) -> Database:
        with self._lock:
            if self._made is None:
                self._made = self._make()
                self._made.require_in_place()
            return self._made

    @property
    def _signed(self) -> dict[str, Any]:
        """By whom and when, for every verb."""
        return {"actor": self._actor, "now": self._clock()}

    @contextmanager
    def _change(self) -> Iterator[Session]:
        """One thing that a person does: kept as a whole, or not at all."""
        self._require_as_it_was()
        with self._database.write() as session:
            yield session

    def _require_as_it_was(self) -> None:
        """This program may run for days: is the database still the one that it opened, of its version?

        Raises DatabaseTrouble.
        """
        from seasonal_ops import migrations

        database = self._database
        database.require_in_place()
        migrations.require_current(database)

    def _each(
        self, seen: tuple[Seen, ...], verb: Callable[[Session, Seen], object]
    ) -> tuple[ActivityView, ...]:
        """The same for each, and each as it is then, in the order given."""
        from seasonal_ops import queries

        with self._change() as session:
            for one in seen:
                verb(session, one)
            # What a verb changed must be in the rows before it is read back.
            session.flush()
            found = {view.id: view for view in queries.activities(session, ids=[one.id for one in seen])}
            return tuple(found[one.id] for one in seen)


def partner_id(session: Session, slug: str) -> int:
    """Raises NotFound."""
    from seasonal_ops import queries

    # A view's id is never None, as a row's may be.
    return queries.partner(session, queries.find_partner(session, slug)).id


def plan_id(session: Session, slug: str) -> int:
    """Raises NotFound."""
    from seasonal_ops import queries

    return queries.plan(session, queries.find_plan(session, slug)).id
