"""What a rule is, what a defect is, and where defects are gathered."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from seasonal_ops.text import harmless
from seasonal_ops.words import Severity

# Enough to mend by; a file of a million wrong lines is not told line by line.
MOST: Final = 200
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """A thing that may be wrong: `sentence` says what and what to do, `{}` is what the file says there."""

    severity: Severity
    name: str
    source: str
    sentence: str


error: Final[Callable[[str, str, str], Rule]] = partial(Rule, Severity.ERROR)
warning: Final[Callable[[str, str, str], Rule]] = partial(Rule, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong, at a physical line from 1; line 0 is the answer that brought the file."""

    line: int
    rule: str
    severity: Severity
    sentence: str
    source: str


class Report:
    """Gathers defects, `MOST` a rule."""

    def __init__(self) -> None:
        self._found: list[Defect] = []
        self._counts: Counter[str] = Counter()
        self._last: dict[str, Defect] = {}

    def add(self, rule: Rule, line: int, *said: object) -> None:
        """A defect at `line`; `said` fills the sentence, cut short and harmless."""
        self._counts[rule.name] += 1
        if self._counts[rule.name] <= MOST:
            sentence = rule.sentence.format(*map(_shown, said))
            defect = Defect(line, rule.name, rule.severity, sentence, rule.source)
            self._found.append(defect)
            self._last[rule.name] = defect

    def count(self, rule: Rule, more: int) -> None:
        """So many more defects, after `MOST` were added."""
        self._counts[rule.name] += more

    def defects(self) -> list[Defect]:
        """All of them by line; after the last of a rule that was cut off, how many more there are."""
        return sorted([*self._found, *map(self._closing, self._cut())], key=lambda one: one.line)

    def _cut(self) -> list[Defect]:
        return [self._last[name] for name, count in self._counts.items() if count > MOST]

    def _closing(self, last: Defect) -> Defect:
        more = self._counts[last.rule] - MOST
        sentence = f"and {more:,} more of these, not listed here"
        return Defect(last.line, last.rule, last.severity, sentence, last.source)


def _shown(value: object) -> str:
    text = str(value)
    return harmless(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
