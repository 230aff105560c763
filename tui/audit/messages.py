"""What happened to the audit log, told to its screen."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import RecordLine


@dataclass
class RecordLoaded(Message):
    """The newest facts were read, or with `older` those before the oldest that was known.

    `asked` is how many were wanted, `only` the activity that they are of.
    """

    lines: tuple[RecordLine, ...]
    asked: int
    older: bool
    only: int | None


@dataclass
class RecordPicked(Message):
    """The cursor of the audit log stands here, or on none."""


@dataclass
class FactLoaded(Message):
    """One fact in full, and what it caused."""

    line: RecordLine
    caused: tuple[RecordLine, ...]


@dataclass
class RevertPreviewed(Message):
    """What taking a fact back would do was rehearsed."""

    line: RecordLine
    sentences: tuple[str, ...]
