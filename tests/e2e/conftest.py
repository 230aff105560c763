"""The program with an empty folder, and the parser that Thunderbird has."""

import shutil
import subprocess
from pathlib import Path

import clients
import pytest
from clients.program import Program
from clients.readers import READERS, Reader, ical_js
from conftest import missing

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.example import build
from seasonal_ops.settings import load

# Three days before Bonfire Night, early enough for something to be due and late enough for something overdue.
DAY = "2026-11-02T14:02+00:00"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """On an SQLite database that is not there yet."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    """All five readers by name; ical.js is installed away from the checkout, once a worker, from its lock."""
    folder = tmp_path_factory.mktemp("ical.js")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(Path(str(clients.__file__)).with_name(name), folder / name)
    if not (shutil.which("node") and shutil.which("npm")):
        missing("Node with npm (for ical.js)")
    words = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        missing(f"ical.js, to be installed by npm ({done.stderr.partition(chr(10))[0]})")
    return {**READERS, "ical.js": ical_js(folder)}


@pytest.fixture(scope="session")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example on `DAY`, made once a worker; its key stands beside it."""
    folder = tmp_path_factory.mktemp("example")
    environment = {"SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/plans.db", "SEASONAL_OPS_NOW": DAY}
    app = App(load({}, environment, working_folder=folder))
    now = app.clock()
    with app.database.write() as session:
        build(session, key_=app.key, today=now.date(), now=now)
    app.database.dispose()
    return folder


@pytest.fixture
def lead(_example: Path, tmp_path: Path) -> Program:
    """Somebody with the worked example, on `DAY`."""
    for file in _example.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    return Program(tmp_path, now=DAY)
