"""The processes of a run, and what is done to them."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Final, Self

from tests.soak import receiver
from tests.soak.crashing import AT_RANDOM, POINTS, Orders, Point, write_down
from tests.soak.mover import meddle
from tests.soak.setup import Setup
from tests.soak.worker import live

# Processes are forked from one in which the product is imported already: a life begins in milliseconds.
_FORKS: Final = multiprocessing.get_context("forkserver")


class Crew:
    """A mail server, a lead who moves things, and workers; whoever dies is replaced by `tend`."""

    def __init__(self, setup: Setup, workers: int, *, pause: float) -> None:
        self._setup, self._pause = setup, pause
        self._rng = random.Random(setup.seed)
        self._orders = Orders.blank(setup.orders)
        self._receiver: BaseProcess | None = None
        self._mover: BaseProcess | None = None
        self._workers: list[BaseProcess | None] = [None] * workers
        self._stopped: dict[int, float] = {}
        self._lives = 0
        self.deaths = self.stops = 0

    def __enter__(self) -> Self:
        _FORKS.set_forkserver_preload(["tests.soak.worker", "tests.soak.mover", "integrations.mail"])
        self._receiver = self._start(receiver.serve, self._setup.port, self._setup.received)
        self.tend()
        return self

    def __exit__(self, *_exception: object) -> None:
        for process in (self._receiver, self._mover, *self._workers):
            if process is not None:
                process.kill()
                process.join()

    def tend(self, *, moving: bool = True) -> None:
        """Replace the dead, and wake whoever was stopped for long enough."""
        for slot, process in enumerate(self._workers):
            if process is None or not process.is_alive():
                self._bury(process)
                self._workers[slot] = self._start(live, self._setup, slot)
        if moving and (self._mover is None or not self._mover.is_alive()):
            self._bury(self._mover)
            self._mover = self._start(meddle, self._setup, self._lives, self._pause)
        for slot in [slot for slot, until in self._stopped.items() if until <= time.monotonic()]:
            self._wake(slot)

    def _bury(self, process: BaseProcess | None) -> None:
        """Whoever ended by itself has met a fault, and the next one would meet it again."""
        if process is None:
            return
        if process.exitcode != -signal.SIGKILL:
            raise SystemExit(f"a process ended by itself, with exit code {process.exitcode}")
        self.deaths += 1

    def _start(self, target: Callable[..., None], *args: object) -> BaseProcess:
        self._lives += 1
        process = _FORKS.Process(target=target, args=args, daemon=True)
        process.start()
        return process

    def order(self, point: Point | None) -> None:
        """Whoever next passes that point dies there; None takes the last order back."""
        self._orders.give(point)

    @property
    def ordered(self) -> Point | None:
        """The point of the last order, while nobody has passed it."""
        return self._orders.read()

    @property
    def died_at(self) -> set[str]:
        """Where anybody was killed so far."""
        return set(self._setup.died.read_text().splitlines())

    def any_point(self) -> Point:
        """One of them, by the run's dice."""
        return self._rng.choice(POINTS)

    def kill_any(self) -> None:
        """One of the workers, or now and then the lead's own program, wherever it is."""
        slots = self._running()
        victim = self._workers[self._rng.choice(slots)] if slots and self._rng.random() < 0.9 else self._mover
        if victim is not None and victim.is_alive():
            victim.kill()
            victim.join()
            write_down(self._setup.died, AT_RANDOM)

    def stop_any(self, seconds: float) -> None:
        """One of the workers stands still for so long, and then goes on as if nothing had been."""
        slots = self._running()
        if not slots:
            return
        slot = self._rng.choice(slots)
        process = self._workers[slot]
        assert process is not None
        os.kill(process.pid or 0, signal.SIGSTOP)
        self._stopped[slot] = time.monotonic() + seconds
        self.stops += 1

    def _wake(self, slot: int) -> None:
        del self._stopped[slot]
        process = self._workers[slot]
        if process is not None and process.is_alive():
            os.kill(process.pid or 0, signal.SIGCONT)

    def _running(self) -> list[int]:
        return [
            slot
            for slot, process in enumerate(self._workers)
            if slot not in self._stopped and process is not None and process.is_alive()
        ]

    def calm(self) -> None:
        """Nobody is killed, stopped or moved any more."""
        self._orders.give(None)
        for slot in list(self._stopped):
            self._wake(slot)
        if self._mover is not None:
            self._mover.kill()
            self._mover.join()
