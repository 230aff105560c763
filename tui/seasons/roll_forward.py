"""F Roll forward: last season's plan on next season's dates, each with its reason."""

from typing import ClassVar

from textual import on

from seasonal_ops.views import PlanView
from tui.keymap import NEXT_BOX, NEXT_WARNING, TAKE, bindings
from tui.seasons.boxes import Chooser
from tui.seasons.messages import PlansLoaded
from tui.seasons.season_form import SeasonForm
from tui.source.seasons import Wanted


class RollForwardScreen(SeasonForm):
    """What was cancelled or not delivered goes on only when it is taken along."""

    KEYS = (NEXT_BOX, TAKE, NEXT_WARNING)
    BINDINGS: ClassVar = bindings((TAKE,))
    TRAIL = "Roll forward"
    FROM = "From"
    FRESH = False

    def __init__(self) -> None:
        super().__init__()
        self._plans: tuple[PlanView, ...] = ()
        self._include: frozenset[int] = frozenset()

    def on_mount(self) -> None:
        """Read the plans."""
        self.ask("plans", lambda: PlansLoaded(self.source.plans()), read=True)

    @on(PlansLoaded)
    def _on_plans_loaded(self, message: PlansLoaded) -> None:
        self._plans = message.plans
        if self._plans:
            self.offer([one.name for one in self._plans], newest_of(self._plans, self.desk.plan))
        else:
            self.query_one(Chooser).offer(["no plan"], 0)
            self.put((), (), ("", "There is no plan yet to roll forward: N makes one from a template."))

    @property
    def wanted(self) -> Wanted | None:
        """What is typed now; None while there is nothing to choose from."""
        if not self._plans:
            return None
        plan = self._plans[self.query_one(Chooser).at].slug
        return Wanted(plan=plan, year=self.year.value, dates=self.dates, include=self._include)

    def action_take(self) -> None:
        """Take along what the cursor stands on, or leave it again."""
        entry = self.list.entry
        move = entry.move if entry is not None else None
        if move is None or move.activity is None:
            self.say("Only an activity of last season can be taken along.")
        elif move.proposed or move.activity in self._include:
            self._include ^= {move.activity}
            self.changed()
        elif move.to is None:
            self.say("Its date fell away when its rule changed; it cannot go on.")
        else:
            self.say("It goes on anyhow; what is not wanted is cancelled in the new plan.")


def newest_of(plans: tuple[PlanView, ...], shown: str | None) -> int:
    """The place of the newest plan of the season that is shown; the newest of all when all are."""
    template = next((one.template for one in plans if one.slug == shown), None)
    return next((at for at, one in enumerate(plans) if template in (None, one.template)), 0)
