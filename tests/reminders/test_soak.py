"""A short soak: real mail, real kills at every named point, and what the mail server got in the end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from soak.crashing import AT_RANDOM, POINTS

ROOT = Path(__file__).parents[2]
SHORT = "--seconds 8 --reminders 400 --workers 3 --kills 26 --stops 1 --moves 60 --speed 200 --json"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_every_point_nothing_is_lost_stale_or_sent_in_secret_twice(
    kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "postgresql":
        request.getfixturevalue("postgres_server")
    command = [sys.executable, "-m", "tests.soak", *SHORT.split(), "--database", kind]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = json.loads(ended.stdout or "null")
    assert verdict is not None, ended.stderr
    assert not any(verdict["wrong"].values()), verdict
    assert set(verdict["kills"]) == {*POINTS, AT_RANDOM}, verdict
    assert verdict["received"] > 0
    assert ended.returncode == 0
