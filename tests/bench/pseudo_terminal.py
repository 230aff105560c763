"""A program in a pseudo-terminal: what it paints, and how long after a key."""

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

SIZE: Final = (100, 30)  # columns, lines
_PATIENCE: Final = 20.0
# So long nothing was painted: the answer to a key is complete.
_QUIET: Final = 0.05
_A_WHILE: Final = 0.5
_IDLE: Final = 0.02


class PseudoTerminal:
    """Times are in seconds since the program was started, or since a key was pressed."""

    def __init__(self, child: int, terminal: int) -> None:
        self.pid, self._terminal = child, terminal
        self._begun = time.perf_counter()
        self._seen = b""

    @classmethod
    @contextmanager
    def running(cls, command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Self]:
        """The program until the block ends."""
        begun = time.perf_counter()
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe(command[0], list(command), {**environment, "TERM": "xterm-256color"})
        columns, lines = SIZE
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        made = cls(child, terminal)
        made._begun = begun
        try:
            yield made
        finally:
            os.kill(child, 9)
            os.waitpid(child, 0)
            os.close(terminal)

    def until(self, sign: bytes) -> float:
        """When it had painted this since the last key, or since its start."""
        while sign not in self._seen:
            if not self._read(_PATIENCE):
                raise SystemExit(
                    f"nothing of {sign!r} was painted within {_PATIENCE:.0f} s: {self._seen[-400:]!r}"
                )
        return time.perf_counter() - self._begun

    def press(self, keys: str) -> tuple[float, float]:
        """How long after a key its first byte came, and its last."""
        self.settle()
        self._seen, self._begun = b"", time.perf_counter()
        os.write(self._terminal, keys.encode())
        if not self._read(_PATIENCE):
            raise SystemExit(f"the key {keys!r} changed nothing")
        first = last = time.perf_counter() - self._begun
        while self._read(_QUIET):
            last = time.perf_counter() - self._begun
        return first, last

    def settle(self) -> None:
        """Until nothing is painted any more."""
        while self._read(_QUIET):
            pass

    def rest(self) -> None:
        """Until it has done what it does once, after its first picture or that of a screen."""
        before = -1.0
        while self.busy - before > _IDLE:
            before = self.busy
            time.sleep(_A_WHILE)
        self.settle()

    @property
    def megabytes(self) -> float:
        """Its memory, as the system counts it (resident)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    @property
    def busy(self) -> float:
        """Seconds that it has computed, all threads together: what a busy machine does not change much."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text(encoding="ascii").split()[0]) for one in threads) / 1e9

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], patience)
        if ready:
            self._seen += os.read(self._terminal, 65536)
        return bool(ready)
