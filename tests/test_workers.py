"""Whether the process behind a worker's name has died."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from helpers import until

from seasonal_ops import workers

SAY_AND_STAY = "from seasonal_ops import workers; print(workers.own_name(), flush=True); input()"


@pytest.fixture
def other() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process, and its name."""
    with subprocess.Popen(
        [sys.executable, "-c", SAY_AND_STAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


def test_a_live_process_has_not_died_not_even_when_it_is_stopped(
    other: tuple[subprocess.Popen[str], str],
) -> None:
    process, name = other
    assert not workers.has_died(name)
    process.send_signal(signal.SIGSTOP)
    assert not workers.has_died(name)


def test_a_killed_process_has_died_before_and_after_its_parent_looks(
    other: tuple[subprocess.Popen[str], str],
) -> None:
    process, name = other
    process.kill()
    until(lambda: workers.has_died(name))
    process.wait()
    assert workers.has_died(name)


def test_a_number_that_is_given_to_another_process_says_nothing_of_the_first() -> None:
    machine, pid, began = workers.own_name().rsplit("-", 2)
    assert int(pid) == os.getpid()
    assert workers.has_died(f"{machine}-{pid}-{int(began) - 100}")
    assert not workers.has_died(workers.own_name())


@pytest.mark.parametrize("name", ["elsewhere-1-1", "w1", "", "a-b-c"])
def test_of_another_machine_and_of_other_names_nothing_is_said(name: str) -> None:
    assert not workers.has_died(name)


def test_a_clock_that_is_set_kills_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    name, boot = workers.own_name(), psutil.boot_time()
    create_time = psutil.Process.create_time
    monkeypatch.setattr(psutil, "boot_time", lambda: boot - 3600)
    monkeypatch.setattr(psutil.Process, "create_time", lambda process: create_time(process) - 3600)
    assert not workers.has_died(name)
