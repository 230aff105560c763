"""Names that people type: when two spellings are one name, and which known name may have been meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.text import harmless

_APOSTROPHES: Final = "'’‘"
_LONGEST_QUOTE: Final = 60


def key(name: str) -> str:
    """The name as it is compared: no case, single spaces, one kind of apostrophe."""
    for apostrophe in _APOSTROPHES:
        name = name.replace(apostrophe, "'")
    return " ".join(name.casefold().split())


def quoted(text: str) -> str:
    """The text on one line in quotation marks, cut and made harmless, for a sentence."""
    line = harmless(" ".join(text.split()))
    return f'"{line}"' if len(line) <= _LONGEST_QUOTE else f'"{line[:_LONGEST_QUOTE]}…"'


def joined(phrases: Sequence[str], last: str = "and") -> str:
    """`a, b and c`, as British English lists things."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} {last} {phrases[-1]}"


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """At most three known names that may have been meant, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, list(known), scorer=fuzz.ratio, processor=key, limit=3, score_cutoff=60)
    return [match for match, _, _ in found]


def unknown(what: str, name: str, known: Iterable[str]) -> BadValue:
    """The error for a name nobody knows: the nearest names, or else all there are."""
    known = sorted(known)
    sentence = f"there is no {what} {quoted(name)}"
    if close := nearest(name, known):
        return BadValue(f"{sentence}; did you mean {joined(close, 'or')}?")
    return BadValue(f"{sentence}; " + (f"known: {joined(known)}" if known else f"no {what} is known here"))


def by_key(names: Iterable[str], what: str) -> Mapping[str, str]:
    """Each name under its key. Raises BadValue when one cannot stand in a rule or two read alike."""
    found: dict[str, str] = {}
    for name in names:
        if ";" in name or harmless(name) != name or not any(map(str.isalpha, name)):
            raise BadValue(
                f"the {what} name {quoted(name)} cannot be used: it needs a letter, and no semicolon"
            )
        if key(name) in found:
            raise BadValue(f"two {what} names read alike: {quoted(found[key(name)])} and {quoted(name)}")
        found[key(name)] = name
    return found


def pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Matches one of the names, the longest first, whatever its case, spaces and apostrophes.

    "Last Friday before Christmas" is not found inside "last Friday before Christmas Day" when
    "Christmas Day" is a name as well: there the second name is the one that is meant.
    """
    ordered = sorted(names, key=lambda name: (-len(name), name))
    # A pattern that matches nothing, for there to be one when no name is known.
    found = "|".join(_spelt(name, names) for name in ordered) or r"(?!)."
    return re.compile(found, re.IGNORECASE)


def _spelt(name: str, names: Sequence[str]) -> str:
    words = name.split()
    ahead = "".join(rf"(?!\s+{_words(rest)}(?!\w))" for rest in _continuations(words, names))
    return rf"{_words(words)}(?!\w){ahead}"


def _words(words: Sequence[str]) -> str:
    apostrophe = f"[{_APOSTROPHES}]"
    return r"\s+".join(re.sub(apostrophe, lambda _: apostrophe, re.escape(word)) for word in words)


def _continuations(words: Sequence[str], names: Sequence[str]) -> list[list[str]]:
    """What would turn the end of this name into the whole of another one."""
    lowered = [key(word) for word in words]
    rests = []
    for other in (name.split() for name in names):
        begins = [key(word) for word in other]
        for size in range(1, min(len(words), len(other) - 1) + 1):
            if lowered[-size:] == begins[:size] and size < len(words):
                rests.append(other[size:])
    return rests
