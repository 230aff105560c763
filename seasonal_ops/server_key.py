"""The server's key: a file outside of the database, from which links and signatures are derived."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from seasonal_ops.errors import Refused


def server_key(path: Path) -> bytes:
    """The 32 bytes in the file; made, readable by its owner alone, when there is none yet."""
    if not path.exists():
        try:
            _make_key(path)
        except OSError as error:
            raise Refused(f"the server's key {path} cannot be made: {error.strerror}") from error
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise Refused(f"the server's key {path} cannot be read; restore it from your backup") from error


def _make_key(path: Path) -> None:
    """Whole or not at all, and once: a link to a finished file fails when another process was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
