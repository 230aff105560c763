"""Files that are whole or not there at all, whatever happens while they are written."""

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_DRAFT: Final = ".seasonal-ops-"
_LEFT_BEHIND: Final = 3600.0  # seconds; nothing takes that long to write


def replace_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Put the content in place of what was there, at once. Raises OSError, and then nothing has changed.

    `mode` says who may read it; else it is made as any new file is, as the account's umask says.
    """
    draft = path.with_name(f"{_DRAFT}{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            if mode is not None:
                draft.chmod(mode)  # before anything stands in it
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def put_file(path: Path, content: bytes) -> None:
    """What a person asked for goes where they say. Raises OSError.

    A link is followed: what it leads to is replaced, and the link stays. A device or a pipe is written
    into, as it is nobody's to replace.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
    else:
        replace_file(path.resolve(), content)


def new_file(path: Path, content: bytes) -> None:
    """Make a file where there is none, also should somebody else make one at the same time.

    Raises FileExistsError, and then what is there stays as it is; any other OSError, and then nothing is.
    """
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def sweep(folder: Path) -> None:
    """Remove what a killed process began to write here and never will finish. Raises OSError."""
    for draft in folder.glob(f"{_DRAFT}*.tmp"):
        # Another process may have put it in its place meanwhile.
        with suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > _LEFT_BEHIND:
                draft.unlink()
