"""The targets of a sheet beside those that stand: which is which, and what would change of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from seasonal_ops.dates import plain
from seasonal_ops.names import key
from seasonal_ops.transfer.goals import Goal, Name, goal_name, group_line
from seasonal_ops.transfer.result import Change, Entry, Outcome
from seasonal_ops.transfer.season import Season
from seasonal_ops.transfer.wanted import Occurrence
from seasonal_ops.views import TargetView

_UNMEASURED = 'no number is read from it, so it cannot be measured; say one, such as "at least 12" or "-10%"'


@dataclass(slots=True)
class Aim:
    """A target of the sheet, the one that it is (None = new), and the actions that are to serve it.

    `serving` are the ids of what serves it already. A plan may hold the same target twice (`alike`): which of
    them a sheet means cannot be told, so that only more actions change one.
    """

    goal: Goal
    standing: TargetView | None
    serving: tuple[int, ...]
    alike: bool = False
    wanted: list[Occurrence] = field(default_factory=list)

    @property
    def more(self) -> list[Occurrence]:
        """The actions that do not serve it yet."""
        return [one for one in self.wanted if one.standing is None or one.standing.id not in self.serving]

    @property
    def changes(self) -> list[Change]:
        """What would be said anew of a target that stands."""
        goal, standing = self.goal, self.standing
        if standing is None:
            return []
        found = []
        if goal.by is not None and goal.by != standing.by and not self.alike:
            was = plain(standing.by) if standing.by else ""
            found.append(Change(what="by", was=was, to=plain(goal.by)))
        same_group = goal.group is None or key(goal.group) == key(group_line(standing.delivery_group))
        if goal.group is not None and not same_group and not self.alike:
            found.append(Change(what="group", was=standing.delivery_group, to=goal.group))
        if self.more:
            now = len(self.serving)
            found.append(Change(what="actions", was=str(now), to=str(now + len(self.more))))
        return found


def aims_of(goals: Sequence[Goal], season: Season) -> list[Aim]:
    """Each target of the sheet with the one of that name that stands."""
    known: dict[Name, list[TargetView]] = {}
    for target in season.targets:
        known.setdefault(_name(target, season), []).append(target)
    aims = []
    for goal in goals:
        same = known.get(goal.name, [])
        serving = dict.fromkeys(activity for target in same for activity in target.activities)
        aims.append(Aim(goal, same[0] if same else None, tuple(serving), alike=len(same) > 1))
    return aims


def target_entry(aim: Aim) -> Entry:
    """What becomes of a target, as a line."""
    standing, changes = aim.standing, aim.changes
    outcome = Outcome.ADDED if standing is None else Outcome.CHANGED if changes else Outcome.SAME
    unmeasured = standing is None and aim.goal.amount[0] is None
    return Entry(
        outcome=outcome,
        title=aim.goal.text,
        was=None if standing is None else standing.by,
        to=aim.goal.date if standing is None else aim.goal.by or standing.by,
        changes=tuple(changes),
        warnings=(_UNMEASURED,) if unmeasured else (),
        is_target=True,
        sheet=aim.goal.sheet,
        row=aim.goal.row,
    )


def _name(target: TargetView, season: Season) -> Name:
    own = key(target.objective) == key(season.objective)
    return goal_name("" if own else target.objective, target.text)
