"""Files that are whole or not there at all, whatever happens while they are written."""

import os
import tempfile
import time
from pathlib import Path
from typing import Final

_DRAFT: Final = ".seasonal-ops-"
_LEFT_BEHIND: Final = 3600.0  # seconds; nothing takes that long to write


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in place of what was there, at once. Raises OSError, and then nothing has changed."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=_DRAFT, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove what a killed process began to write here and never will finish. Raises OSError."""
    for draft in folder.glob(f"{_DRAFT}*.tmp"):
        if time.time() - draft.stat().st_mtime > _LEFT_BEHIND:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
