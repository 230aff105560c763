"""Which plan the screens shall show."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.widget import Widget

from seasonal_ops.views import PlanView
from tui.frame.dialog import Choices, Dialog
from tui.show import one_line


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan's slug, or None for all of them."""

    slug: str | None


class PlanPicker(Dialog[PlanChoice]):
    """All plans first, then each; drafts and what is over say so."""

    def __init__(self, plans: tuple[PlanView, ...], now: str | None, today: date) -> None:
        super().__init__("Show which plan", "↑↓ choose · Enter show · Esc leave")
        self._plans, self._now, self._today = plans, now, today

    def fields(self) -> list[Widget]:
        """One line a plan."""
        slugs = [None, *(plan.slug for plan in self._plans)]
        texts = ["all plans", *(_line(plan, self._today) for plan in self._plans)]
        return [Choices(texts, at=slugs.index(self._now) if self._now in slugs else 0)]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        chosen = event.option_index
        self.dismiss(PlanChoice(self._plans[chosen - 1].slug if chosen else None))


def _line(plan: PlanView, today: date) -> str:
    state = " (over)" if plan.ends_on < today else "" if plan.live else " (draft: nothing is sent)"
    return f"{one_line(plan.name)}{state}"
