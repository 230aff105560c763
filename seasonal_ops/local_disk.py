"""Whether a file lies on a disk of this machine: SQLite for several processes works nowhere else."""

from pathlib import Path
from typing import Final

from seasonal_ops.errors import DatabaseTrouble

# A file on one of these is not on this machine: write-ahead logging needs shared memory.
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "afpfs", "webdav", "davfs", "9p", "fuse.sshfs", "afs"}
)
_SYNCED: Final = ("onedrive", "dropbox", "google drive", "googledrive", "icloud")


def refuse_network_drive(path: Path) -> None:
    """Raises DatabaseTrouble when the file lies on a network drive or in a synchronised folder."""
    where = _network_kind(path.absolute())
    if where:
        raise DatabaseTrouble(
            f"the database {path} lies on {where}, where several programs would damage it;"
            " put it on a local disk (--database sqlite:////var/lib/seasonal-ops.db), or use PostgreSQL"
        )


def _network_kind(path: Path) -> str | None:
    if str(path).startswith("\\\\"):
        return "a network drive"
    for part in path.parts:
        if part.casefold().startswith(_SYNCED):
            return f"a synchronised folder ({part})"
    import psutil

    mounts = [one for one in psutil.disk_partitions(all=True) if path.is_relative_to(one.mountpoint)]
    nearest = max(mounts, key=lambda one: len(one.mountpoint), default=None)
    if nearest and (nearest.fstype.casefold() in _NETWORK or "remote" in nearest.opts.split(",")):
        return f"a network drive ({nearest.fstype} at {nearest.mountpoint})"
    return None
