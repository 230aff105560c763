"""Whom to assign to an activity, and as what."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import ActivityView, PartnerView
from seasonal_ops.words import Role
from tui.modals.dialog import Choices, Dialog
from tui.modals.type_ahead import TypeAhead
from tui.show import one_line


@dataclass(frozen=True, slots=True)
class Choice:
    """A partner by its slug, and its role."""

    partner: str
    role: Role


class AssignPicker(Dialog[Choice]):
    """Typing narrows the partners."""

    BINDINGS: ClassVar = [
        # The box is the only field, so Tab has nowhere else to go.
        Binding("tab", "change_role", "change the role", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, activity: ActivityView, partners: tuple[PartnerView, ...]) -> None:
        super().__init__(
            f"Assign to {activity.title}", "type a name · ↑↓ · Tab role · Enter assign · Esc leave"
        )
        self._already = {held.partner: held.role for held in activity.assignments}
        self._partners = partners
        self._role = Role.SUPPORT

    def fields(self) -> list[Widget]:
        """The box, the partners that match it, the role."""
        entries = [(f"{partner.name} {partner.slug}", self._line(partner)) for partner in self._partners]
        return [TypeAhead(entries, placeholder="partner"), Static(self._roles(), id="role")]

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
            self.dismiss(Choice(self._partners[chosen].slug, self._role))
