"""The gateway's connection, and what the root hands to it."""

from collections.abc import Callable
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

# The server's key, and where partners reach the server: what addresses are derived from.
Addresses = Callable[["Session"], tuple[bytes, str]]


@dataclass(frozen=True, slots=True)
class Post:
    """How a reminder's message is read before it goes, and how what is due is sent."""

    read: Callable[["Session", int], "Message"]
    send: Callable[[], "Sent"]


def _unknown(*_: object) -> NoReturn:
    raise Refused(
        "this program was not told the server's key and mail server; start it with: seasonal-ops tui"
    )


class Connection:
    """The database, opened by the first thread that asks; `clock` gives aware times."""

    def __init__(
        self,
        database: "Callable[[], Database]",
        actor: "Actor",
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

    @property
    def _database(self) -> "Database":
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    @property
    def _signed(self) -> dict[str, Any]:
        """By whom and when, for every verb."""
        return {"actor": self._actor, "now": self._clock()}
