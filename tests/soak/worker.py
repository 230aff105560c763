"""A worker of the run: the product's scheduler, as `serve --only scheduler` starts it."""

import logging
import signal
from typing import Final

from seasonal_ops import scheduler
from seasonal_ops.bootstrap import App
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.scheduler import Scheduler
from tests.soak.crashing import Fate, Orders
from tests.soak.setup import Setup

# The one of the workers that also brings the rows in line with the rules.
RECONCILES: Final = 0


def live(setup: Setup, slot: int) -> None:
    """Tick until killed."""
    logging.basicConfig(
        filename=setup.folder / "log", level=logging.WARNING, format="%(process)d %(message)s"
    )
    # Said of every tick that finds the one before still at work.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    app = setup.app()
    Fate(Orders(setup.orders), setup.died).await_at(app.database)
    # The clock of the run is fast; the ticks, which go by the sun, keep up with it.
    scheduler._SECONDS.update(send=0.5, reconcile=setup.reconcile_every)
    ticking = _built(app)
    if slot != RECONCILES:
        # Each life would begin with a look at everything, and at some kills a second do nothing else.
        ticking.ticks.remove_job("reconcile")
    ticking.start()
    while True:
        signal.pause()


def _built(app: App) -> Scheduler:
    """Whoever keeps the program running starts it again when the database was locked at its start."""
    while True:
        try:
            return app.scheduler()
        except DatabaseTrouble as trouble:
            logging.getLogger(__name__).warning("it is started again: %s", trouble)
