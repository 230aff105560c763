"""Partners by what people call them: names, slugs, initials, parts of a name; several in one cell."""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, key, nearest, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import loose
from seasonal_ops.transfer.table import Value

_BREAKS: Final = re.compile(r"(\s*[\n;/]\s*|\s*[,&+]\s*|\s+and\s+)")
_PLAIN: Final = re.compile(r"[\w .,'&()/-]+")
_SPACES: Final = re.compile(r"[^\S\n]+")
_HARD: Final = frozenset("\n;/")
# Words that tell no agency from another, so that "Services" alone never means the one that has it.
_SMALL: Final = frozenset({"the", "of", "and", "for", "in", "with", "a", "an", "on", "to"})
_COMMON: Final = _SMALL | {
    *("service", "services", "team", "teams", "group", "council", "borough", "county", "district"),
    *("partnership", "agency", "officers", "commissioners", "unit", "department", "local"),
}
_LONGEST_ROW: Final = 40  # words in a cell without separators
NOBODY: Final = frozenset({"-", "–", "—", "none", "nobody", "n/a"})


@dataclass(frozen=True, slots=True)
class Agency:
    """A partner as it is matched."""

    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The partners of one cell by slug, and how loose names were understood: as typed → slug."""

    slugs: tuple[str, ...]
    taken: Mapping[str, str]


class Directory:
    """All partners, by everything they are called."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.by_slug = {one.slug: one for one in agencies}
        self._exact: dict[str, set[str]] = {}
        self._initials: dict[str, set[str]] = {}
        self._with: dict[str, set[str]] = {}
        # How many pieces a name falls into where it is split: no span of more can be one name.
        self._longest = 1
        self._begun: dict[str, set[str]] = {}
        self._most_words = 1
        self._known: dict[str, Found | str] = {}
        for one in self.by_slug.values():
            self._enter(one)

    def read(self, value: Value) -> Found:
        """The partners that a cell names, each once. Raises BadValue with the nearest names."""
        match value:
            case None:
                return Found((), {})
            case tuple():
                return self._all(value)
            case str():
                return self._remembered(value)
            case _:
                raise BadValue("this is no name of a partner")

    def written(self, slugs: Sequence[str]) -> str:
        """Names for a cell, one a line where there are several; slugs where names would be read otherwise."""
        names = "\n".join(self.by_slug[slug].name for slug in slugs)
        try:
            same = set(self.read(names or None).slugs) == set(slugs)
        except BadValue:
            same = False
        return names if same else "\n".join(slugs)

    def _enter(self, one: Agency) -> None:
        for name in (one.name, *self._parts(one.name)):
            self._exact.setdefault(loose(name), set()).add(one.slug)
            words = [word for word in loose(name).split() if word not in _SMALL]
            if len(words) > 1:
                self._initials.setdefault("".join(word[0] for word in words), set()).add(one.slug)
        said = loose(one.name).split()
        for size in range(2, len(said)):
            self._begun.setdefault(" ".join(said[:size]), set()).add(one.slug)
        self._most_words = max(self._most_words, len(said))
        for word in loose(f"{one.name} {one.slug}").split():
            self._with.setdefault(_stem(word), set()).add(one.slug)
        self._longest = max(self._longest, len(_BREAKS.split(one.name)) // 2 + 1)

    @staticmethod
    def _parts(name: str) -> list[str]:
        """`Street Scene, West Lancashire Borough Council` is called by either part as well."""
        return [part for part in name.split(",") if loose(part)] if "," in name else []

    def _remembered(self, text: str) -> Found:
        if text not in self._known:
            if len(self._known) >= limits.MOST_SPELLINGS:
                raise BadValue(
                    f"the file names partners in more than {limits.MOST_SPELLINGS:,} different ways"
                )
            try:
                self._known[text] = self._of_text(text)
            except BadValue as error:
                self._known[text] = str(error)
        found = self._known[text]
        if isinstance(found, str):
            raise BadValue(found)
        return found

    def _of_text(self, text: str) -> Found:
        if key(text) in NOBODY:
            return Found((), {})
        if whole := self._by_name(text):
            return Found((whole,), {})
        pieces = _BREAKS.split(_SPACES.sub(" ", text))
        if len(text) > limits.LONGEST_NAMES or len(pieces) > 2 * limits.MOST_PARTNERS:
            raise BadValue(f"the cell names more than {limits.MOST_PARTNERS} partners")
        try:
            return self._all(list(self._spans(pieces)))
        except BadValue:
            # A table that was pasted lost the line breaks between its names.
            if names := self._in_a_row(loose(text).split()):
                return self._all(names)
            raise

    def _spans(self, pieces: list[str]) -> Iterator[str]:
        """The cell in spans that are each one name: the longest first, since names hold commas and "and"."""
        at = 0
        while at < len(pieces):
            for end in range(min(len(pieces), at + 2 * self._longest - 1), at, -2):
                span = "".join(pieces[at:end]).strip()
                if end == at + 1 or self._is_one(span, pieces[at + 1 : end : 2]):
                    if span:
                        yield span
                    at = end + 1
                    break

    def _is_one(self, span: str, signs: Sequence[str]) -> bool:
        if self._by_name(span):
            return True
        return not any(set(sign) & _HARD for sign in signs) and len(self._by_words(span)) == 1

    def _in_a_row(self, words: list[str]) -> list[str]:
        """The words in spans that are each one name, the longest first; none when a word is left over."""
        found: list[str] = []
        while words and len(words) <= _LONGEST_ROW:
            for size in range(min(len(words), self._most_words), 0, -1):
                span = " ".join(words[:size])
                if self._by_name(span) or len(self._begun.get(span, ())) == 1:
                    found.append(span)
                    words = words[size:]
                    break
            else:
                if words[0] not in _SMALL:
                    return []
                words = words[1:]
        return [] if words else found

    def _all(self, spans: Sequence[str]) -> Found:
        slugs: dict[str, None] = {}
        taken = {}
        for text in spans:
            slug = self._one(text)
            slugs[slug] = None
            if self._by_name(text) is None:
                taken[text] = slug
        return Found(tuple(slugs), taken)

    def _one(self, text: str) -> str:
        if found := self._by_name(text):
            return found
        initials = self._initials.get(loose(text).replace(" ", ""), set())
        candidates = initials or self._by_words(text)
        if len(candidates) == 1 and not self._says_little(text):
            return next(iter(candidates))
        raise self._unknown(text, candidates)

    def _by_name(self, text: str) -> str | None:
        if (slug := key(text)) in self.by_slug:
            return slug
        found = self._exact.get(loose(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def _by_words(self, text: str) -> set[str]:
        """Who has all these words in its name or slug."""
        words = [_stem(word) for word in loose(text).split() if word not in _SMALL]
        return set.intersection(*(self._with.get(word, set()) for word in words)) if words else set()

    @staticmethod
    def _says_little(text: str) -> bool:
        return set(loose(text).split()) <= _COMMON

    def _unknown(self, text: str, candidates: set[str]) -> BadValue:
        names = [quoted(self.by_slug[slug].name) for slug in sorted(candidates)]
        if len(names) > 1:
            more = f" (and {len(names) - 4} more)" if len(names) > 4 else ""
            return BadValue(f"{quoted(text)} can be {joined(names[:4], 'or')}{more}; say which")
        # Whoever copies the command must not run what stands in a cell.
        make = f"make it known: seasonal-ops partner add {_typed(text)}"
        close = names or [quoted(name) for name in self._nearest(text)]
        hint = f"did you mean {joined(close, 'or')}? If not, {make}" if close else make
        return BadValue(f"there is no partner {quoted(text)}; {hint}")

    def _nearest(self, text: str) -> list[str]:
        """Names of partners that are called something like it: by name, a part of it, or slug."""
        called: dict[str, str] = {}
        for slug, one in self.by_slug.items():
            called[slug.replace("-", " ")] = one.name
            called |= {part.strip(): one.name for part in one.name.split(",")}
            called[one.name] = one.name
        return list(dict.fromkeys(called[found] for found in nearest(text, called)))


def _stem(word: str) -> str:
    """Without the last letter of a plural: "students union" is "Students' Union", and "student union" too."""
    return word.removesuffix("s")


def _typed(text: str) -> str:
    """The text as it is typed at a shell, in the quotation marks that people use where these are safe."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else shlex.quote(text)
