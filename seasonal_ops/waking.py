"""Wakes a worker between its ticks: when the data changed, and at the instant when something falls due."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

from seasonal_ops.errors import SeasonalOpsError

Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)
_LONGEST: Final = 1.0  # seconds without a look at what is due next
_SET_BACK: Final = timedelta(seconds=2)


class Changes(Protocol):
    """Tells when data changed (`db.Listener`, `db.Watcher`)."""

    def wait(self, seconds: float) -> bool:
        """Return when something changed (True), or after so long."""

    def close(self) -> None:
        """End it."""


class Waker:
    """A thread that calls `wake` when there is something to do, until `stop`.

    `next_due` says when that will be if nothing changes. `set_back` is called when the machine's clock
    was set back, for whoever waits for a time on it.
    """

    def __init__(
        self,
        *,
        changes: Changes,
        next_due: Callable[[datetime], datetime | None],
        wake: Callable[[], object],
        set_back: Callable[[], object],
        clock: Clock,
    ) -> None:
        self._changes, self._next_due, self._clock = changes, next_due, clock
        self._wake, self._set_back = wake, set_back
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="waker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second or so."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._changes.close()

    def _run(self) -> None:
        seen, at = self._clock(), time.monotonic()
        while not self._stop.is_set():
            try:
                self._look()
            except SeasonalOpsError as error:
                _log.warning("nobody is woken between ticks until this is mended: %s", error)
                self._stop.wait(_LONGEST)
            except Exception:
                _log.exception("waking between ticks met a fault of the program; it goes on")
                self._stop.wait(_LONGEST)
            seen, at = self._notice_clock(seen, at)

    def _look(self) -> None:
        now = self._clock()
        due = self._next_due(now)
        ahead = _LONGEST if due is None else min(_LONGEST, max(0.0, (due - now).total_seconds()))
        changed = self._changes.wait(ahead)
        if changed or (due is not None and due <= self._clock()):
            self._wake()

    def _notice_clock(self, seen: datetime, at: float) -> tuple[datetime, float]:
        """Time runs on by a clock that nobody sets; the other may not be far behind it."""
        now, on = self._clock(), time.monotonic()
        if now < seen + timedelta(seconds=on - at) - _SET_BACK:
            self._set_back()
        return now, on
