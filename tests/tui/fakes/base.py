"""What every part of the hand-written source has: a clock, troubles, and a record of what was asked."""

from datetime import UTC, datetime
from typing import Any, Final

from seasonal_ops.errors import SeasonalOpsError

NOW: Final = datetime(2026, 10, 30, 14, 2, tzinfo=UTC)


class Fake:
    """Fails when told to; each change raises `facts`. `there` are names of files that exist."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.facts = 1
        self.trouble: SeasonalOpsError | None = None
        self.there: set[str] = set()

    def fail_if_told(self, trouble: SeasonalOpsError | None = None) -> None:
        if (told := trouble or self.trouble) is not None:
            raise told

    def written(self, file: str, replace: bool, *asked: Any) -> str | None:
        """Where it went, unless it is there and is not to be replaced."""
        self.fail_if_told()
        if file in self.there and not replace:
            return None
        self.there.add(file)
        self.asked.append((*asked, file))
        return f"/home/lead/{file}"
