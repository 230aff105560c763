"""Which keys begin a value, and what they make of what is typed. Pure."""

from typing import Final

from seasonal_ops.words import MeasureKind

# A number begins so; all other letters are keys until one of these was typed.
_BEGINS_NUMBER: Final = frozenset("0123456789~><≥≈.+-")
_LONGEST: Final = 400


def begins(character: str | None, kind: MeasureKind) -> bool:
    """Whether a key begins a value: a digit or a sign of a number, anything that can be read of a text."""
    if character is None or not character.isprintable() or character == " ":
        return False
    return kind is MeasureKind.TEXT or character in _BEGINS_NUMBER


def typed(text: str, key: str, character: str | None) -> str | None:
    """The text after a key; None for a key that types nothing."""
    if key == "backspace":
        return text[:-1]
    if key == "ctrl+u":
        return ""
    if character is not None and character.isprintable() and len(text) < _LONGEST:
        return text + character
    return None
