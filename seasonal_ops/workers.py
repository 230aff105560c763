"""Who works on the tables: a name for each process, and whether the process of a name has died."""

import platform
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil


def own_name() -> str:
    """This process, as leases and heartbeats name it: machine, process id, when it began."""
    import psutil

    process = psutil.Process()
    return f"{_machine()}-{process.pid}-{_began(process)}"


def has_died(worker: str) -> bool:
    """Whether a worker of this machine is gone for certain; of another machine nobody here can say."""
    import psutil

    machine, _, rest = worker.rpartition("-")
    machine, _, pid = machine.rpartition("-")
    if machine != _machine() or not pid.isdecimal() or not rest.isdecimal():
        return False
    try:
        process = psutil.Process(int(pid))
        # The number of a dead process is given to another one some day.
        return _began(process) != int(rest) or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _machine() -> str:
    return platform.node()[:40]


def _began(process: "psutil.Process") -> int:
    """In hundredths of a second since the machine started: a time that setting its clock leaves alone."""
    import psutil

    return round((process.create_time() - psutil.boot_time()) * 100)
