"""What happened to the board."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views.board import BoardView


@dataclass
class BoardLoaded(Message):
    """The board was read, or the first of it; `plan` is what was asked for."""

    plan: str | None
    view: BoardView


@dataclass
class BoardMoved(Message):
    """The cursor of the board stands elsewhere, or something is marked."""


@dataclass
class Turned(Message):
    """A phase shall fold, or show what is in it."""

    number: int
