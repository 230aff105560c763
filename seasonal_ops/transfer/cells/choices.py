"""One of a short list of names that a plan or the product knows, written loosely."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, key, nearest, quoted, unknown

_NO_WORD: Final = re.compile(r"[\W_]+")
Word = TypeVar("Word", bound=StrEnum)


def loose(name: str) -> str:
    """The name as it is compared: no case, no punctuation, an ampersand said out."""
    spelt = key(name.replace("&", " and ")).replace("'", "")
    return _NO_WORD.sub(" ", spelt).strip()


class Choices:
    """The themes or the phases of a plan: slugs with their names. `raw` are slugs that have none."""

    def __init__(self, what: str, named: Mapping[str, str], raw: Iterable[str] = ()) -> None:
        self._what = what
        self._names = {**{slug: slug for slug in raw}, **named}
        self._spelt: dict[str, set[str]] = {}
        for slug, name in self._names.items():
            for text in {loose(slug), loose(name)}:
                self._spelt.setdefault(text, set()).add(slug)

    @property
    def names(self) -> tuple[str, ...]:
        """What can be named, as people know it."""
        return tuple(self._names.values())

    def read(self, text: str) -> str:
        """The slug that is meant. Raises BadValue with the nearest names."""
        if text in self._names:
            return text
        said = loose(text)
        found = self._spelt.get(said) or self._begun(said) or self._with_words(said)
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = joined([quoted(self._names[slug]) for slug in sorted(found)], "or")
            raise BadValue(f"{quoted(text)} can be the {self._what} {names}; say which")
        raise self._unknown(text)

    def named(self, text: str) -> str | None:
        """The slug of exactly this name, such as that of a sheet."""
        found = self._spelt.get(loose(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def written(self, slug: str | None) -> str:
        """The name for a cell; the slug where the name would be read as another."""
        if slug is None:
            return ""
        name = self._names.get(slug, slug)
        return name if self._spelt.get(loose(name)) == {slug} and name not in self._names else slug

    def _begun(self, said: str) -> set[str]:
        found = [slugs for text, slugs in self._spelt.items() if said and text.startswith(said)]
        return set().union(*found)

    def _with_words(self, said: str) -> set[str]:
        words = set(said.split())
        found = [slugs for text, slugs in self._spelt.items() if words and words <= set(text.split())]
        return set().union(*found)

    def _unknown(self, text: str) -> BadValue:
        """By name where the slug comes nearest: people see names."""
        close = nearest(text, self._names.values()) or [
            self._names[one] for one in nearest(text, self._names)
        ]
        if close:
            names = joined([quoted(name) for name in close], "or")
            return BadValue(f"there is no {self._what} {quoted(text)}; did you mean {names}?")
        return unknown(self._what, text, self._names.values())


def word(text: str, words: type[Word], what: str) -> Word:
    """The word of a closed list that a text says, whatever its case and hyphens. Raises BadValue."""
    said = loose(text)
    for one in words:
        if loose(one.value) == said:
            return one
    known = joined([one.value for one in words], "or")
    raise BadValue(f"there is no {what} {quoted(text)}; write {known}")
