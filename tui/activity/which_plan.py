"""Which plan is meant, when more than one is shown."""

from textual import on
from textual.widget import Widget

from seasonal_ops.views import PlanView
from tui.frame.dialog import Choices, Dialog
from tui.show import one_line


class WhichPlan(Dialog[str]):
    """Gives the plan's slug; the plan of what the cursor stands on is highlighted."""

    def __init__(
        self, plans: tuple[PlanView, ...], near: str | None, heading: str = "New activity of which plan?"
    ) -> None:
        super().__init__(heading, "↑↓ choose · Enter go on · Esc leave")
        self._plans, self._near = plans, near

    def fields(self) -> list[Widget]:
        """One line a plan."""
        slugs = [plan.slug for plan in self._plans]
        at = slugs.index(self._near) if self._near in slugs else 0
        return [Choices([one_line(plan.name) for plan in self._plans], at=at)]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._plans[event.option_index].slug)
