"""The named points at which a worker dies when it is told to: the product's own functions, wrapped.

Each is wrapped for what it takes and gives back unseen, so that nothing but dying is added.
"""

import mmap
import os
import signal
import smtplib
import threading
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event

from integrations.mail import SmtpTransport
from seasonal_ops import reminders
from seasonal_ops.db import Database
from seasonal_ops.reminders.sending import claiming, delivery

_END_OF_DATA: Final = b"\r\n.\r\n"


class Point(StrEnum):
    """Where a worker is killed."""

    CLAIMING = "in the transaction of a claim"
    CLAIMED = "after the claim"
    MARKING = "in the transaction of the mark"
    MARKED = "after the mark, before sending"
    IN_DATA = "while the mail is in DATA"
    AFTER_DATA = "after DATA, the answer unread"
    TAKEN = "after the server took it"
    ACKNOWLEDGING = "in the transaction of the receipt"
    ACKNOWLEDGED = "after the receipt"
    RECOVERING = "while recovering"
    RECONCILING = "while reconciling"


POINTS: Final = tuple(Point)
AT_RANDOM: Final = "at random"
# The points before the commit of each function's transaction.
_COMMITS: Final = {
    "claim": (Point.CLAIMING,),
    "mark_sending": (Point.MARKING,),
    # The mark of a message writes the receipt of the one before.
    "mark_sending with receipt": (Point.MARKING, Point.ACKNOWLEDGING),
    "acknowledge": (Point.ACKNOWLEDGING,),
    "recover": (Point.RECOVERING,),
}
_RETURNS: Final = {
    "claim": (Point.CLAIMED,),
    "mark_sending": (Point.MARKED,),
    "mark_sending with receipt": (Point.MARKED, Point.ACKNOWLEDGED),
    "acknowledge": (Point.ACKNOWLEDGED,),
}


class Orders:
    """A byte in a file that all processes see: the point at which whoever passes it next is to die."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._byte = mmap.mmap(file.fileno(), 1)

    @classmethod
    def blank(cls, path: Path) -> "Orders":
        """Nobody is to die."""
        path.write_bytes(bytes(1))
        return cls(path)

    def give(self, point: Point | None) -> None:
        """Whoever next passes that point dies; None takes the order back."""
        self._byte[0] = 0 if point is None else POINTS.index(point) + 1

    def read(self) -> Point | None:
        """The point that was named last and not passed yet."""
        number = self._byte[0]
        return POINTS[number - 1] if number else None


class Fate:
    """Kills this process at the point that is named, and writes down that it did."""

    def __init__(self, orders: Orders, book: Path) -> None:
        self._orders, self._book = orders, book
        self._inside = threading.local()

    def pass_by(self, *points: Point) -> None:
        """Die here, if so ordered."""
        ordered = self._orders.read()
        if ordered is not None and ordered in points:
            self._orders.give(None)
            write_down(self._book, ordered)
            os.kill(os.getpid(), signal.SIGKILL)

    def await_at(self, database: Database) -> None:
        """Put it at every point."""
        for module, name in ((claiming, "claim"), (delivery, "mark_sending"), (delivery, "acknowledge"),
                             (delivery, "recover")):  # fmt: skip
            setattr(module, name, self._wrapped(name, getattr(module, name)))
        event.listen(database.write_engine, "commit", self._committing)
        reminders.reconcile_in_steps = self._after(reminders.reconcile_in_steps, Point.RECONCILING)
        SmtpTransport.send = self._after(SmtpTransport.send, Point.TAKEN)  # type: ignore[method-assign]
        smtplib.SMTP.send = self._sending(smtplib.SMTP.send)  # type: ignore[method-assign]

    def _wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            doing = name if kwargs.get("receipt") is None or name == "acknowledge" else f"{name} with receipt"
            self._inside.doing = doing
            try:
                result = function(*args, **kwargs)
            finally:
                self._inside.doing = None
            # An empty claim and a refused mark are passed without an end.
            if result:
                self.pass_by(*_RETURNS.get(doing, ()))
            return result

        return run

    def _committing(self, _connection: object) -> None:
        self.pass_by(*_COMMITS.get(getattr(self._inside, "doing", None) or "", ()))

    def _after(self, function: Callable[..., Any], point: Point) -> Callable[..., Any]:
        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            self.pass_by(point)
            return result

        return run

    def _sending(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(server: Any, said: Any) -> Any:
            mail = isinstance(said, bytes) and said.endswith(_END_OF_DATA)
            if mail and self._orders.read() is Point.IN_DATA:
                function(server, said[: len(said) // 2])
                self.pass_by(Point.IN_DATA)
            function(server, said)
            if mail:
                self.pass_by(Point.AFTER_DATA)

        return run


def write_down(book: Path, where: str) -> None:
    """A line for a kill; it stands there before the process is gone."""
    file = os.open(book, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(file, f"{where}\n".encode())
    os.close(file)
