"""Bytes that are no text, in a real pseudo-terminal."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("seasonal-ops"))


def test_a_byte_that_is_no_utf8_does_not_end_the_program(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "SEASONAL_OPS_DATABASE": f"sqlite:///{tmp_path}/seasons.db",
    }
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, "tui"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""

    def until(sign: bytes) -> bool:
        nonlocal seen
        deadline = time.monotonic() + 60
        while sign not in seen and time.monotonic() < deadline:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:  # it ended
                    return False
        return sign in seen

    try:
        assert until(b"templates")
        seen = b""
        os.write(terminal, b"\xa3\xff\xfe?")
        assert until(b"Keys")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
