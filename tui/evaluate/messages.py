"""What happens on the count grid, told to the screen."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import CountBlock, CountSheet, CountSpot, CountView, KeptCount, PasteView, TakenCount


@dataclass
class SheetLoaded(Message):
    """A sheet was read."""

    sheet: CountSheet


@dataclass
class Typed(Message):
    """A value was typed for a place, and the id of what was seen there."""

    spot: CountSpot
    text: str
    seen: int | None


@dataclass
class Moved(Message):
    """The cursor stands elsewhere, or something else stands under it."""


@dataclass
class Answered(Message):
    """What became of a typed value, by its number; a sentence when it was blocked."""

    spot: CountSpot
    number: int
    answer: KeptCount | TakenCount | str


@dataclass
class Restated(Message):
    """Something else was said of a value: it stands so now."""

    kept: KeptCount
    told: str


@dataclass
class Reason:
    """A reason that was typed for a change of a value, by the change's name in the keymap."""

    verb: str
    spot: CountSpot
    view: CountView
    typed: str


@dataclass
class ReasonRefused(Message):
    """The change was refused; `standing` is what is recorded by now, None when it was taken out."""

    asked: Reason
    standing: CountView | None
    sentence: str


@dataclass
class HistoryRead(Message):
    """Every revision of a cell."""

    spot: CountSpot
    views: tuple[CountView, ...]


@dataclass
class BlockPasted(Message):
    """A block from a spreadsheet program arrived."""

    text: str


@dataclass
class BlockWeighed(Message):
    """What keeping the block would do, or why it cannot be read."""

    block: CountBlock
    found: PasteView | str


@dataclass
class BlockKept(Message):
    """What keeping the block did, or what kept it from being kept."""

    block: CountBlock
    found: PasteView
