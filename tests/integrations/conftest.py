"""A mailbox on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.mailbox import CatchAll


@pytest.fixture
def box(tmp_path: Path) -> Iterator[CatchAll]:
    with CatchAll(tmp_path / "mail") as box:
        yield box
