"""Partners and their contacts."""

from dataclasses import dataclass
from datetime import date, datetime, time

from seasonal_ops.words import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """An agency; `capacity` is how many activities it can man in one night, None = not said.

    `contacts` have not left; `reached` are those of them that are written to of every activity: no deputies,
    and nobody who wants no messages.
    """

    id: int
    slug: str
    name: str
    kind: str
    capacity: int | None
    contacts: int
    reached: int
    assigned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A person, mailbox or webhook at a partner; of `email` and `url` one is empty.

    Nothing is sent from `quiet_from` to `quiet_to` (local), nor since it `opted_out` or `left`.
    """

    id: int
    partner: str
    email: str
    name: str
    deputy: bool
    phone: str = ""
    channel: Channel = Channel.MAIL
    url: str = ""
    quiet_from: time | None = None
    quiet_to: time | None = None
    opted_out: datetime | None = None
    left: date | None = None

    @property
    def address(self) -> str:
        """Where it is written to, whatever the channel."""
        return self.email or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """Who leads a plan; `contact` is the id, `reached` False when it wants no messages."""

    contact: int
    partner: str
    name: str
    email: str
    reached: bool = True
