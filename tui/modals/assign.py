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
from tui.show import one_line


@dataclass(frozen=True, slots=True)
class Choice:
    """A partner by its slug, and its role."""

    partner: str
    role: Role


class AssignPicker(Dialog[Choice]):
    """Typing narrows the partners; the text box keeps the keyboard throughout."""

    BINDINGS: ClassVar = [
        Binding("down", "move(1)", "next", show=False),
        Binding("up", "move(-1)", "previous", show=False),
        # The box is the only field, so Tab has nowhere else to go.
        Binding("tab", "change_role", "change the role", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, activity: ActivityView, partners: tuple[PartnerView, ...]) -> None:
        super().__init__(
            f"Assign to {activity.title}", "type a name · ↑↓ · Tab role · Enter assign · Esc leave"
        )
        self._already = {held.partner: held.role for held in activity.assignments}
        self._partners = self._found = partners
        self._role = Role.SUPPORT

    def fields(self) -> list[Widget]:
        """The box, the partners that match it, the role."""
        choices = Choices(self._lines())
        choices.can_focus = False
        return [Input(placeholder="partner", compact=True), choices, Static(self._roles(), id="role")]

    def _lines(self) -> list[str]:
        return [
            one_line(partner.name)
            + (f" ({self._already[partner.slug].value} already)" if partner.slug in self._already else "")
            for partner in self._found
        ]

    def _roles(self) -> Content:
        marks = {role: "●" if role is self._role else "○" for role in Role}
        return Content(
            "as  " + "   ".join(f"{marks[role]} {role.value}" for role in (Role.SUPPORT, Role.LEAD))
        )

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        self._found = tuple(
            partner
            for partner in self._partners
            if all(word in f"{partner.name} {partner.slug}".casefold() for word in words)
        )
        choices = self.query_one(Choices)
        choices.set_options(map(Content, self._lines()))
        choices.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        """The next or previous partner."""
        choices = self.query_one(Choices)
        choices.action_cursor_down() if by > 0 else choices.action_cursor_up()

    def action_change_role(self) -> None:
        """Support, lead, support …"""
        self._role = Role.LEAD if self._role is Role.SUPPORT else Role.SUPPORT
        self.query_one("#role", Static).update(self._roles())

    @on(Choices.OptionSelected)
    @on(Input.Submitted)
    def _on_chosen(self) -> None:
        chosen = self.query_one(Choices).at
        if chosen >= 0:
            self.dismiss(Choice(self._found[chosen].slug, self._role))
