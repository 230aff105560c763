"""Activities, gates and counts in a line each, and what of them may leave the house by mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from seasonal_ops.views import (
    UNNAMED,
    UNNAMED_PLAN,
    ActivityLine,
    ActivityView,
    GateLine,
    GateView,
    MissingCount,
    PlanView,
)
from seasonal_ops.words import Sensitivity


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes lines for the house, or for what leaves it.

    By mail a sensitive activity keeps its date and its status: no title, plan, agency or note. A note
    may name a place, so that a limited one goes without it too. A gate or a count that would give a
    sensitive activity away is unnamed. A mail that speaks of a limited or a sensitive activity names no
    plan, and a plan's page stands in a mail with anything: so `unnamed`, by their slugs, are all plans in
    which one stands.
    """

    by_mail: bool = False
    unnamed: frozenset[str] = frozenset()

    @classmethod
    def over(
        cls,
        plans: Iterable[PlanView],
        standing: Mapping[int, Iterable[int]],
        views: Mapping[int, ActivityView],
        *,
        by_mail: bool,
    ) -> Self:
        """For these plans; `standing` are ids of what stands in each, by plan id, and `views` are by id."""
        if not by_mail:
            return cls()
        guarded = {one.id for one in views.values() if one.sensitivity is not Sensitivity.OPEN}
        return cls(by_mail, frozenset(one.slug for one in plans if not guarded.isdisjoint(standing[one.id])))

    def plan(self, plan: PlanView) -> str:
        """What it is called."""
        return UNNAMED_PLAN if plan.slug in self.unnamed else plan.name

    def activity(self, view: ActivityView, leads: Sequence[str] | None = None) -> ActivityLine:
        """An activity; `leads` are the names of whoever was to lead it, when not those that do now."""
        hidden, noted = self.withheld(view), not self.by_mail or view.sensitivity is Sensitivity.OPEN
        return ActivityLine(
            id=view.id,
            plan="" if hidden else view.plan,
            title=UNNAMED if hidden else view.title,
            starts_on=view.starts_on,
            leads=() if hidden else tuple(view.leads if leads is None else leads),
            status=view.status,
            note=view.status_note if noted else "",
        )

    def gate(self, gate: GateView, behind: Sequence[ActivityView]) -> GateLine:
        """A gate with how much still hangs on it."""
        hidden = any(self.withheld(view) for view in behind)
        return GateLine(
            plan="" if hidden else gate.plan,
            title=UNNAMED if hidden else gate.title,
            decide_by=gate.decide_by,
            state=gate.state,
            amount=None if hidden else gate.amount,
            funder="" if hidden else gate.funder,
            activities=len(behind),
        )

    def count(self, missing: MissingCount, view: ActivityView) -> MissingCount:
        """A count that is owed for this activity."""
        if not self.withheld(view):
            return replace(missing, plan="") if missing.plan in self.unnamed else missing
        return replace(missing, plan="", measure="", measure_name=UNNAMED)

    def withheld(self, view: ActivityView) -> bool:
        """Whether nothing but the date may be told of it."""
        return self.by_mail and view.sensitivity is Sensitivity.SENSITIVE
