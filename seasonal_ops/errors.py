"""Every error a user can meet: one sentence that says what to do, and an exit code.

SeasonalOpsError                exit 1, shown as one line `error: …`
├── NotFound                    no such plan, partner, activity …; carries the nearest names
├── Refused                     the request is understood and not allowed as things stand
│   └── Changed                 somebody else changed it first
├── BadValue                    a value that cannot be used: a date, a rule, a text
│   └── BadTemplate             a template file: file, line, key and what was expected
├── DatabaseTrouble             locked, unwritable, on a network drive, of another version
├── ServerTrouble               a port in use, a server that cannot start
└── DeliveryFailed              a message that could not be handed over; `permanent` or worth a retry
"""

from collections.abc import Sequence
from datetime import timedelta


class SeasonalOpsError(Exception):
    """A sentence for the user; `exit_code` is what the command line ends with."""

    exit_code = 1


class NotFound(SeasonalOpsError):
    """A name that is not known, with the nearest names that are."""

    def __init__(self, what: str, name: object, nearest: Sequence[str] = (), hint: str = "") -> None:
        sentence = f"there is no {what} {str(name)!r}"
        if nearest:
            sentence += "; did you mean " + " or ".join(nearest) + "?"
        elif hint:
            sentence += f"; {hint}"
        super().__init__(sentence)


class Refused(SeasonalOpsError):
    """Understood, and not allowed as things stand."""


class Changed(Refused):
    """Another person or process changed the same thing first.

    `own`: nobody else, as far as is known; whoever asks changed it since.
    """

    def __init__(self, sentence: str, *, own: bool = False) -> None:
        self.own = own
        super().__init__(sentence)


class BadValue(SeasonalOpsError):
    """A value that cannot be used."""


class BadTemplate(BadValue):
    """A template file that cannot be used: where, and what was expected there."""

    def __init__(self, file: str, line: int | None, key: str, expected: str) -> None:
        self.file, self.line, self.key, self.expected = file, line, key, expected
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {key}: {expected}" if key else f"{where}: {expected}")


class DatabaseTrouble(SeasonalOpsError):
    """The database cannot be used as it is."""


class ServerTrouble(SeasonalOpsError):
    """The server cannot be started as asked."""


class DeliveryFailed(SeasonalOpsError):
    """A message that was not handed over.

    `permanent` says that trying again is no use, `gone` that nothing more may be sent to that address at
    all; `ambiguous` that it may have arrived all the same; `too_big` that less of it might be taken.
    `retry_after` is how long the other side asks to be left alone.
    """

    def __init__(
        self,
        sentence: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        ambiguous: bool = False,
        too_big: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        self.permanent, self.gone, self.ambiguous = permanent or gone or too_big, gone, ambiguous
        self.too_big = too_big
        self.retry_after = retry_after
        super().__init__(sentence)
