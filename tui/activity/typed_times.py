"""Times of the day as a lead types them behind a date: `18:00`, `6pm`, `18:00-23:00`, `all day`. Pure."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from seasonal_ops.errors import BadValue

_ONE: Final = r"[0-9]{1,2}[:.][0-9]{2}(?: ?[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?|noon|midnight"
# Behind the day, or alone; "at" may stand between.
_AT_END: Final = re.compile(
    rf"(?:^|[\s,]+)(?:at\s+|from\s+)?(?P<start>{_ONE})(?:\s*(?:[-–—]|\bto\b|\buntil\b)\s*(?P<end>{_ONE}))?$",
    re.IGNORECASE,
)
_ALL_DAY: Final = re.compile(r"(?:^|[\s,]+)all[ -]?day$", re.IGNORECASE)
_TIME: Final = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?:(?P<half>[ap])\.?m\.?)?")
_NAMED: Final = {"noon": time(12), "midnight": time(0)}
_HOURS: Final = 24
_HALF: Final = 12


@dataclass(frozen=True, slots=True)
class Times:
    """A start and an end; both None is not the same as `all_day`, which a lead says."""

    start: time | None = None
    end: time | None = None
    all_day: bool = False

    @property
    def said(self) -> bool:
        """Whether anything was said of the time."""
        return self.all_day or self.start is not None


def split_times(text: str) -> tuple[str, Times]:
    """What stands before the times, and the times at the end of the text. Raises BadValue."""
    text = text.strip()
    if found := _ALL_DAY.search(text):
        return text[: found.start()].strip(), Times(all_day=True)
    if found := _AT_END.search(text):
        end = read_time(found["end"]) if found["end"] else None
        return text[: found.start()].strip(), Times(read_time(found["start"]), end)
    return text, Times()


def is_time(text: str) -> bool:
    """Whether the text is one time of the day and nothing else."""
    return re.fullmatch(_ONE, text.strip(), re.IGNORECASE) is not None


def read_time(text: str) -> time:
    """One time of the day. Raises BadValue with what to write."""
    text = text.strip().casefold()
    if text in _NAMED:
        return _NAMED[text]
    found = _TIME.fullmatch(text)
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (_HOURS, 0)
    if found and found["half"]:
        # 12am is midnight and 12pm is noon.
        hour = hour % _HALF + _HALF * (found["half"] == "p") if 1 <= hour <= _HALF else _HOURS
    if hour >= _HOURS or minute > 59:
        raise BadValue(f"{text} is no time of day; write it like 18:30")
    return time(hour, minute)
