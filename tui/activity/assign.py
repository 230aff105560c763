"""Whom to assign to activities, and as what."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import ActivityView, PartnerView
from seasonal_ops.words import Role
from tui.frame.dialog import Choices, Dialog
from tui.frame.type_ahead import TypeAhead
from tui.keymap import ASSIGN_ROLE
from tui.show import named, one_line


@dataclass(frozen=True, slots=True)
class Choice:
    """A partner by its slug, what it is called, and its role."""

    partner: str
    name: str
    role: Role


class AssignPicker(Dialog[Choice]):
    """Typing narrows the partners, which `fill` may bring later: what is typed meanwhile is not lost."""

    BINDINGS: ClassVar = [
        # The box is the only field, so Tab has nowhere else to go.
        Binding(ASSIGN_ROLE.keys, ASSIGN_ROLE.action, ASSIGN_ROLE.does, show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, activities: tuple[ActivityView, ...], partners: tuple[PartnerView, ...] = ()) -> None:
        super().__init__(
            f"Assign to {named(activities)}", "type a name · ↑↓ · Tab role · Enter assign · Esc leave"
        )
        # Of several, only what all of them have already is worth a word.
        held = [{one.partner: one.role for one in activity.assignments} for activity in activities]
        self._already = dict(set.intersection(*(set(one.items()) for one in held)))
        self._partners = partners
        self._role = Role.SUPPORT

    def fields(self) -> list[Widget]:
        """The box, the partners that match it, the role."""
        return [TypeAhead(self._entries(), placeholder="partner"), Static(self._roles(), id="role")]

    def fill(self, partners: tuple[PartnerView, ...]) -> None:
        """Everybody who can be assigned."""
        self._partners = partners
        self.query_one(TypeAhead).fill(self._entries())

    def _entries(self) -> list[tuple[str, str]]:
        return [(f"{partner.name} {partner.slug}", self._line(partner)) for partner in self._partners]

    def _line(self, partner: PartnerView) -> str:
        already = self._already.get(partner.slug)
        return one_line(partner.name) + (f" ({already.value} already)" if already else "")

    def _roles(self) -> Content:
        marks = {role: "●" if role is self._role else "○" for role in Role}
        return Content(
            "as  " + "   ".join(f"{marks[role]} {role.value}" for role in (Role.SUPPORT, Role.LEAD))
        )

    def action_change_role(self) -> None:
        """Support, lead, support …"""
        self._role = Role.LEAD if self._role is Role.SUPPORT else Role.SUPPORT
        self.query_one("#role", Static).update(self._roles())

    @on(Choices.OptionSelected)
    @on(Input.Submitted)
    def _on_chosen(self) -> None:
        chosen = self.query_one(TypeAhead).at
        if chosen >= 0:
            partner = self._partners[chosen]
            self.dismiss(Choice(partner.slug, partner.name, self._role))
