"""What happened to partners, told to the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from seasonal_ops.views.chasing import ChasePreview
    from seasonal_ops.views.partners import PartnerDetail, PartnerLine


@dataclass
class PartnersRead(Message):
    """The partners were read."""

    partners: tuple[PartnerLine, ...]


@dataclass
class PartnerMoved(Message):
    """The cursor of the partners stands elsewhere, or something is marked."""


@dataclass
class PartnerRead(Message):
    """All of one partner was read; None: it could not be."""

    partner_id: int
    detail: PartnerDetail | None


@dataclass
class ChaseRead(Message):
    """The messages of a chase as they would go; of these partners, activities and plan."""

    partners: tuple[str, ...]
    activities: tuple[int, ...]
    plan: str | None
    preview: ChasePreview
