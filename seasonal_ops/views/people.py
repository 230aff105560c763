"""Partners and their contacts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """An agency; `capacity` is how many activities it can man in one night, None = not said."""

    id: int
    slug: str
    name: str
    kind: str
    capacity: int | None
    contacts: int
    assigned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A person or mailbox at a partner."""

    id: int
    partner: str
    email: str
    name: str
    deputy: bool
    phone: str = ""
