"""What all processes of a run are told."""

from dataclasses import dataclass
from pathlib import Path

from seasonal_ops.bootstrap import App
from seasonal_ops.settings import load
from tests.soak.clock import SharedClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One run: its database, its mail server's port, and the folder in which its processes write.

    `reconcile_every` is in seconds of the sun.
    """

    url: str
    port: int
    folder: Path
    seed: int
    reconcile_every: float

    @property
    def received(self) -> Path:
        """The mail server's book."""
        return self.folder / "received"

    @property
    def died(self) -> Path:
        """A line for each kill: where it met the process."""
        return self.folder / "died"

    @property
    def orders(self) -> Path:
        """At which point the next worker is to die."""
        return self.folder / "orders"

    @property
    def clock(self) -> SharedClock:
        """The run's clock."""
        return SharedClock(self.folder / "clock")

    def app(self) -> App:
        """The product as it is run, but for its clock."""
        environment = {
            "HOME": str(self.folder),
            "SEASONAL_OPS_DATABASE": self.url,
            "SEASONAL_OPS_SECRET_FILE": str(self.folder / "server.key"),
            "SEASONAL_OPS_SMTP_HOST": "127.0.0.1",
            "SEASONAL_OPS_SMTP_PORT": str(self.port),
            "SEASONAL_OPS_SMTP_SECURITY": "none",
            "SEASONAL_OPS_MAIL_FROM": "csp@example.org",
            "SEASONAL_OPS_ACTOR": "soak",
        }
        app = App(load({}, environment, working_folder=self.folder))
        # It is made when first asked for: here it stands already.
        app.__dict__["clock"] = self.clock
        return app
