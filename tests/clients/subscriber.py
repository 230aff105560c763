"""A subscriber with vdirsyncer and khal, each with its own configuration in an empty folder."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

BIN = Path(sys.executable).parent

VDIRSYNCER = """\
[general]
status_path = "{folder}/status/"

[pair operations]
a = "feed"
b = "local"
collections = null

[storage feed]
type = "http"
url = "{url}"

[storage local]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
"""

KHAL = """\
[calendars]
[[operations]]
path = {folder}/calendar
readonly = True

[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {folder}/khal.db
"""


class Subscriber:
    """Syncs one address into a folder, and lists what stands there."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        (folder / "calendar").mkdir(parents=True)
        for name, text in (("vdirsyncer", VDIRSYNCER), ("khal", KHAL)):
            (folder / name).write_text(text.format(folder=folder, url=url))
        self._run("vdirsyncer", "discover")

    def sync(self) -> Counter[str]:
        """How many items were copied, updated and deleted.

        An item that changed is one copied and one deleted: for addresses of feeds, vdirsyncer names
        items by what they hold and gives them UIDs of its own.
        """
        first, *did = self._run("vdirsyncer", "sync").splitlines()
        assert first == "Syncing operations"
        return Counter(line.split()[0].lower() for line in did)

    def list(self, first: str, last: str) -> list[str]:
        """What khal shows from the first day to the last: title, start, end, length and status."""
        fields = ("title", "start", "end", "duration", "status")
        asked = [word for name in fields for word in ("--json", name)]
        days = self._run("khal", "list", "--once", *asked, first, last).splitlines()
        return sorted(" | ".join(one[name] for name in fields) for day in days for one in json.loads(day))

    def _run(self, program: str, *words: str) -> str:
        done = subprocess.run(
            [BIN / program, "--config", self.folder / program, *words],
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout + done.stderr
