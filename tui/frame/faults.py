"""A fault of the program itself: one sentence for the lead, the report in a file for whoever mends it."""

import traceback
from codecs import getincrementaldecoder
from datetime import UTC, datetime
from functools import partial
from typing import Final

from platformdirs import user_log_path
from textual.drivers import linux_driver

_REPORT: Final = "terminal-fault.log"


def report(error: BaseException) -> str:
    """Write the report, and give the sentence. Values stand in neither: they may be personal."""
    sentence = (
        f"The terminal UI stopped at a fault of the program ({type(error).__name__})."
        " What was said to be kept is kept; start it again."
    )
    try:
        folder = user_log_path("seasonal-ops", appauthor=False, ensure_exists=True)
        with (folder / _REPORT).open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            file.writelines((*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"))
    except OSError:
        return sentence
    return f"{sentence} Please send us the report: {folder / _REPORT}"


def forgive_bytes() -> None:
    """A byte that is no UTF-8 (a pasted Latin-1 £) becomes a mark; Textual's reader would end at it."""
    decoder = getincrementaldecoder("utf-8")
    linux_driver.getincrementaldecoder = lambda _encoding: partial(decoder, errors="replace")  # type: ignore[attr-defined]
