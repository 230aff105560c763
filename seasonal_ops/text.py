"""Text from outside: cleaned once where it comes in, and harmless where it goes out.

A control character can clear a terminal, split a calendar line (RFC 5545, section 3.1) or a mail
header (RFC 5322, section 2.2); a bidirectional override can make a name read as another.
"""

import unicodedata
from typing import Final

from seasonal_ops.errors import BadValue

_LINE_BREAKS: Final = "\n"
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SEPARATORS: Final = frozenset("\u2028\u2029")
# No XML file may hold them (XML 1.0, section 2.2), so that no document or workbook could.
_NONCHARACTERS: Final = frozenset("\ufffe\uffff")
_HARMFUL: Final = _BIDI | _SEPARATORS | _NONCHARACTERS


def _unwanted(character: str) -> bool:
    """Whether a character does something to the reader's screen or file instead of being read."""
    return unicodedata.category(character) in ("Cc", "Cs") or character in _HARMFUL


def accept_line(text: str, what: str, *, longest: int = 200) -> str:
    """The text stripped, for a field of one line. Raises BadValue for an empty or dangerous one."""
    text = text.strip()
    if not text:
        raise BadValue(f"{what} is empty; give it a text")
    return _accept(text, what, longest, allowed="")


def accept_text(text: str, what: str, *, longest: int = 4000) -> str:
    """The text stripped, for a field that may hold several lines. Raises BadValue for a dangerous one."""
    return _accept(text.strip().replace("\r\n", "\n"), what, longest, allowed=_LINE_BREAKS)


def _accept(text: str, what: str, longest: int, allowed: str) -> str:
    # What is printable holds nothing unwanted, and almost every text is.
    for position, character in enumerate("" if text.isprintable() else text, start=1):
        if character not in allowed and _unwanted(character):
            raise BadValue(
                f"{what} holds an invisible control character "
                f"(U+{ord(character):04X} at position {position}); take it out and try again"
            )
    if len(text) > longest:
        raise BadValue(f"{what} has {len(text)} characters; {longest} at most")
    return text


def harmless(text: str, *, keep: str = "") -> str:
    """The text without anything that acts on a terminal, a calendar file or a mail header.

    `keep` names control characters that are wanted all the same, such as a newline.
    """
    if text.isprintable():  # what is printable holds nothing unwanted, and almost every text is
        return text
    return "".join(character for character in text if character in keep or not _unwanted(character))
