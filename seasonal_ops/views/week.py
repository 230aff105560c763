"""What a lead has to see to this week."""

from dataclasses import dataclass
from datetime import date

from seasonal_ops.views.lines import ActivityLine, Declined, GateLine, Shift, StuckReminder, Unanswered
from seasonal_ops.views.plans import AnchorView
from seasonal_ops.views.today import MissingCount


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A week over several live plans, given by their names.

    `due` begins between `today` and `until`, the Sunday. `moved` and `cancelled` happened between the
    Monday before and this one, and still stand so; whatever else is open now.
    """

    today: date
    until: date
    plans: tuple[str, ...]
    next_anchor: AnchorView | None
    overdue: tuple[ActivityLine, ...]
    due: tuple[ActivityLine, ...]
    unanswered: tuple[Unanswered, ...]
    uncounted: tuple[MissingCount, ...]
    gates: tuple[GateLine, ...]
    stuck: tuple[StuckReminder, ...]
    moved: tuple[Shift, ...]
    cancelled: tuple[ActivityLine, ...]
    declined: tuple[Declined, ...]

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to see to and nothing changed."""
        open_ones = (self.overdue, self.due, self.unanswered, self.uncounted, self.gates, self.stuck)
        return not any((*open_ones, self.moved, self.cancelled, self.declined))
