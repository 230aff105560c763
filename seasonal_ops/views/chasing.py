"""What goes out when a lead chases a partner by hand."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLetter:
    """One message, to one contact, as it reads now.

    `partner` is a slug. `goes` is local, None: as soon as something sends; else `why` says why only then.
    """

    contact: int
    partner: str
    partner_name: str
    name: str
    address: str
    subject: str
    body: str
    goes: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasePreview:
    """What would go, a message a person, and a sentence for each that is left out.

    `requests` is how many words are asked for in these messages, `plans` the names of the plans they are of.
    """

    letters: tuple[ChaseLetter, ...]
    left_out: tuple[str, ...]
    requests: int
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """The ids of the reminders that were queued, to how many contacts, and why others were left out."""

    reminders: tuple[int, ...]
    people: int
    left_out: tuple[str, ...]
