"""The program with an empty folder, and the parser that Thunderbird has."""

import shutil
import subprocess
from pathlib import Path

import clients
import pytest
from clients.program import Program
from clients.readers import READERS, Reader, ical_js
from conftest import missing


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
