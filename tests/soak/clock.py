"""A clock that all processes of a run share: faster than the sun, and it can be put on."""

import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_LAYOUT: Final = struct.Struct("ddd")  # seconds since 1970 of both clocks at the start, and the speed


class SharedClock:
    """Calling it gives the instant (UTC) of the run; the file at `path` keeps all processes together."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _LAYOUT.size)

    @classmethod
    def begin(cls, path: Path, *, at: datetime, speed: float) -> "SharedClock":
        """A new clock that shows `at` now."""
        path.write_bytes(_LAYOUT.pack(time.time(), at.timestamp(), speed))
        return cls(path)

    def __call__(self) -> datetime:
        """What it shows now."""
        began, at, speed = _LAYOUT.unpack_from(self._shared)
        return datetime.fromtimestamp(at + (time.time() - began) * speed, UTC)

    def put_on(self, to: datetime) -> None:
        """Jump ahead."""
        began, at, speed = _LAYOUT.unpack_from(self._shared)
        ahead = (to - self()) / timedelta(seconds=1)
        _LAYOUT.pack_into(self._shared, 0, began, at + ahead, speed)
