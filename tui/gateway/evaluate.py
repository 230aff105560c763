"""What the gateway knows of: counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from seasonal_ops.errors import Changed
from tui.gateway.connection import Connection

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.counting import Entered, NewCount
    from seasonal_ops.models import Measure, Plan
    from seasonal_ops.views import (
        CountBlock,
        CountPlace,
        CountSheet,
        CountSpot,
        CountView,
        KeptCount,
        PasteView,
        TakenCount,
    )
    from seasonal_ops.words import CountStatus


class CountGateway(Connection):
    """Counts: a transaction each."""

    def count_sheet(self, at: CountPlace) -> CountSheet:
        """All measures of a place over their nights, last year's same nights beside them."""
        from seasonal_ops import queries
        from seasonal_ops.evaluation.seasons.sheet import count_sheet

        with self._database.read() as session:
            plan = queries.find_plan(session, at.plan)
            return count_sheet(session, plan, now=self._clock(), area=at.area, activity=at.activity)

    def keep_count(self, spot: CountSpot, text: str, seen: int | None) -> KeptCount | TakenCount:
        """Keep what was typed in a place; `seen` is the id of what stood there. Raises for what cannot be."""
        from seasonal_ops import counting

        try:
            with self._change() as session:
                plan, measure = _found(session, spot)
                new = _typed(spot, measure, text)
                about: dict[str, Any] = {"plan": plan, "measure": measure, "new": new, "seen": seen}
                return _kept(session, plan, counting.enter(session, **about, **self._signed))
        except Changed:
            from seasonal_ops.views import TakenCount

            return TakenCount(view=self._standing(spot))

    def _standing(self, spot: CountSpot) -> CountView | None:
        newest = self.past_of_count(spot)[:1]
        return next((one for one in newest if not one.withdrawn), None)

    def withdraw_count(self, spot: CountSpot, seen: int, reason: str) -> None:
        """Take out what was recorded in a wrong place."""
        from seasonal_ops import counting

        with self._change() as session:
            plan, measure = _found(session, spot)
            wrong = _new(spot, reason=reason)
            about: dict[str, Any] = {"plan": plan, "measure": measure, "wrong": wrong}
            counting.withdraw(session, seen=seen, **about, **self._signed)

    def explain_count(self, spot: CountSpot, seen: int, reason: str) -> KeptCount:
        """Say why an unusual value is right."""
        from seasonal_ops.text import accept_line

        return self._restated(spot, seen, reason=accept_line(reason, "the reason", longest=400))

    def mark_count(self, spot: CountSpot, seen: int, status: CountStatus) -> KeptCount:
        """Say that a value is final, or that it may still change."""
        return self._restated(spot, seen, status=status)

    def _restated(self, spot: CountSpot, seen: int, **said: Any) -> KeptCount:
        from seasonal_ops import counting

        with self._change() as session:
            plan, measure = _found(session, spot)
            about: dict[str, Any] = {"plan": plan, "measure": measure, "new": _new(spot, **said)}
            return _kept(session, plan, counting.restate(session, seen=seen, **about, **self._signed))

    def keep_nils(self, at: CountPlace, measure: str, nights: tuple[date, ...]) -> int:
        """A nil return for each night; how many were recorded."""
        from seasonal_ops import counting
        from seasonal_ops.views import CountSpot

        spots = [CountSpot(at, measure, night, night) for night in nights]
        with self._change() as session:
            plan, row = _found(session, spots[0])
            new = [_new(spot) for spot in spots]
            return counting.enter_nils(session, plan=plan, measure=row, nights=new, **self._signed)

    def approve_counts(self, at: CountPlace, measure: str, newest: int) -> int:
        """Lock what is recorded of a measure, wherever it stands; how many values that are."""
        from seasonal_ops import counting, queries

        with self._change() as session:
            plan = queries.find_plan(session, at.plan)
            row = counting.find_measure(session, plan, measure)
            rows = counting.approve(session, plan=plan, measure=row, newest=newest, **self._signed)
            return len(rows)

    def reopen_counts(self, at: CountPlace, measure: str, reason: str) -> int:
        """Unlock what was approved of a measure; how many values that are."""
        from seasonal_ops import counting, queries

        with self._change() as session:
            plan = queries.find_plan(session, at.plan)
            row = counting.find_measure(session, plan, measure)
            return len(counting.reopen(session, plan=plan, measure=row, reason=reason, **self._signed))

    def past_of_count(self, spot: CountSpot) -> tuple[CountView, ...]:
        """Every revision of what was said of a place, the newest first."""
        from seasonal_ops import queries

        at = spot.at
        with self._database.read() as session:
            plan, measure = _found(session, spot)
            views = queries.count_history(session, plan, measure=measure.id or 0, on=spot.on)
        place = at.area, at.activity, spot.on, spot.until
        return tuple(one for one in views if (one.area, one.activity, one.on, one.until) == place)

    def weigh_block(self, block: CountBlock) -> PasteView:
        """What keeping a block would do."""
        from seasonal_ops.transfer.counts.block import weigh

        with self._database.read() as session:
            return weigh(session, block, now=self._clock())

    def keep_block(self, block: CountBlock, seen: tuple[int | None, ...]) -> PasteView:
        """Keep all of a block, or with a problem nothing; what was done. `seen` is that of the view."""
        from seasonal_ops.transfer.counts.block import keep

        with self._change() as session:
            return keep(session, block, seen=seen, **self._signed)


def _found(session: Session, spot: CountSpot) -> tuple[Plan, Measure]:
    from seasonal_ops import counting, queries

    plan = queries.find_plan(session, spot.at.plan)
    return plan, counting.find_measure(session, plan, spot.measure)


def _new(spot: CountSpot, **said: Any) -> NewCount:
    from seasonal_ops.counting import NewCount

    at = spot.at
    values: dict[str, Any] = {
        "value": "",
        "on": spot.on,
        "until": spot.until,
        "area": at.area,
        "activity": at.activity,
    }
    return NewCount(**(values | {"area": at.area, "activity": at.activity} | said))


def _typed(spot: CountSpot, measure: Measure, text: str) -> NewCount:
    """What a cell says, read as a cell of a sheet is: `30`, `about 30`, `150/200`, `nil`."""
    from seasonal_ops.errors import BadValue
    from seasonal_ops.transfer.counts.values import read_value
    from seasonal_ops.words import MeasureKind, Qualifier

    said = read_value(text, measure.kind)
    if said is None or (measure.kind is MeasureKind.TEXT and not said.value.strip()):
        raise BadValue("this says that it is not known: leave it, or take out what stands there")
    return _new(spot, value=said.value, qualifier=said.qualifier or Qualifier.EXACT, nil=said.nil)


def _kept(session: Session, plan: Plan, entered: Entered) -> KeptCount:
    from seasonal_ops import queries
    from seasonal_ops.views import KeptCount

    (view,) = queries.counts(session, plan, ids=[entered.count_id])
    return KeptCount(view=view, warnings=tuple(entered.warnings))
