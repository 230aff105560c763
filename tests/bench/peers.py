"""What others do with as many jobs: APScheduler with a job a reminder, and procrastinate.

Their jobs do nothing but count, as our transport does: what is measured is the table's work.
"""

import asyncio
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, insert, make_url

_FAR: Final = datetime.now(UTC) + timedelta(days=240)
_FORKS: Final = multiprocessing.get_context("forkserver")
_ran = threading.Semaphore(0)


def count(_number: int) -> None:
    """The job."""
    _ran.release()


@contextmanager
def job_store(url: str) -> Iterator[BackgroundScheduler]:
    """APScheduler on that file, its jobs written with the same care as ours, not yet running them."""
    from seasonal_ops.db import Database

    engine = Database(url).write_engine
    store = SQLAlchemyJobStore(engine=engine)
    defaults = {"misfire_grace_time": None, "coalesce": True}
    scheduler = BackgroundScheduler(jobstores={"default": store}, job_defaults=defaults, timezone=UTC)
    scheduler.start(paused=True)
    try:
        yield scheduler
    finally:
        scheduler.shutdown()
        engine.dispose()


def add_jobs(scheduler: BackgroundScheduler, number: int, at: datetime) -> None:
    """One after another, as the interface has it."""
    for one in range(number):
        scheduler.add_job(count, "date", run_date=at, args=[one], id=f"job-{at.timestamp()}-{one}")


def fill_job_store(scheduler: BackgroundScheduler, number: int) -> None:
    """Jobs of next summer, past the interface: adding so many by it would take minutes."""
    store = scheduler._jobstores["default"]
    job = scheduler.add_job(count, "date", run_date=_FAR, args=[0], id="pattern")
    state = pickle.dumps(job.__getstate__(), pickle.HIGHEST_PROTOCOL)
    rows = [
        {"id": f"far-{one}", "next_run_time": _FAR.timestamp(), "job_state": state} for one in range(number)
    ]
    with store.engine.begin() as connection:
        connection.execute(insert(store.jobs_t), rows)


def run_jobs(scheduler: BackgroundScheduler, number: int) -> float:
    """Seconds until so many due jobs have run and are gone from the store."""
    begun = time.perf_counter()
    scheduler.resume()
    for _ in range(number):
        _ran.acquire()
    scheduler.pause()
    return time.perf_counter() - begun


def _procrastinate(url: str) -> Any:
    import procrastinate

    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=plain))
    app.task(name="count")(count)
    return app


def store_tasks(url: str, *, stored: int, due: int) -> None:
    """A database of procrastinate's own, with so many tasks of which some may run."""
    app = _procrastinate(url)

    async def fill() -> None:
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            waiting = app.configure_task("count", schedule_at=_FAR)
            for first in range(0, stored - due, 10_000):
                last = min(first + 10_000, stored - due)
                await waiting.batch_defer_async(*({"_number": one} for one in range(first, last)))
            await app.configure_task("count").batch_defer_async(*({"_number": one} for one in range(due)))

    asyncio.run(fill())
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def defer_tasks(url: str, number: int) -> float:
    """Seconds for so many, one after another."""
    app = _procrastinate(url)

    async def defer() -> float:
        async with app.open_async():
            task = app.configure_task("count", schedule_at=_FAR)
            begun = time.perf_counter()
            for one in range(number):
                await task.defer_async(_number=one)
            return time.perf_counter() - begun

    return asyncio.run(defer())


def run_tasks(url: str, workers: int) -> float:
    """Seconds until the worker processes find nothing more to run."""
    return at_once(_work, [(url,)] * workers)


def _work(ready: Any, url: str) -> None:
    app = _procrastinate(url)

    async def work() -> None:
        async with app.open_async():
            ready.wait()
            await app.run_worker_async(wait=False, concurrency=10, install_signal_handlers=False)

    asyncio.run(work())


def at_once(target: Callable[..., None], each: Sequence[tuple[Any, ...]]) -> float:
    """Seconds that processes take which all begin together, once each of them is ready."""
    ready = _FORKS.Barrier(len(each) + 1)
    processes = [_FORKS.Process(target=target, args=(ready, *arguments)) for arguments in each]
    for process in processes:
        process.start()
    ready.wait()
    begun = time.perf_counter()
    for process in processes:
        process.join()
    taken = time.perf_counter() - begun
    if any(process.exitcode for process in processes):
        raise SystemExit("a process of the bench failed; its words stand above")
    return taken
