"""The hand-written source: tui/source/evaluate.py."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.errors import BadValue, SeasonalOpsError
from seasonal_ops.views import (
    CountBlock,
    CountPlace,
    CountSheet,
    CountSpot,
    CountView,
    KeptCount,
    LastNight,
    MeasureView,
    PasteLine,
    PasteView,
    SheetChoice,
    SheetRow,
    TakenCount,
)
from seasonal_ops.words import REASON_DUE, CountStatus, Direction, MeasureKind, Purpose, Qualifier
from tests.tui.fakes.base import NOW, Fake

PLAN: Final = "bright-sparx-2026"
FIRST, LAST = date(2026, 10, 27), date(2026, 11, 7)
NIGHTS: Final = tuple(FIRST + timedelta(days=n) for n in range(12))
DISTRICT: Final = CountPlace(PLAN)
TANHOUSE: Final = CountPlace(PLAN, "tanhouse")


def a_measure(slug: str, name: str, kind: MeasureKind = MeasureKind.COUNT, **more: Any) -> MeasureView:
    values: dict[str, Any] = {
        "id": 1,
        "plan": PLAN,
        "slug": slug,
        "name": name,
        "definition": "",
        "unit": "calls",
        "kind": kind,
        "direction": Direction.DOWN,
        "source": "police",
        "window_from": FIRST,
        "window_to": LAST,
        "night_from": time(7),
        "person_related": False,
        "duplicate_group": None,
        "headline": True,
        "purpose": Purpose.OUTCOME,
        "part_of": None,
        "due_days": 14,
        "recorded": 0,
    }
    return MeasureView(**(values | more))


def a_count(number: int, measure: str, on: date, value: Any, **more: Any) -> CountView:
    values: dict[str, Any] = {
        "id": number,
        "plan": PLAN,
        "measure": measure,
        "area": None,
        "activity": None,
        "on": on,
        "until": on,
        "value": None if value is None else Decimal(value),
        "text": "",
        "nil": False,
        "yes": None,
        "answered": None,
        "qualifier": Qualifier.EXACT,
        "status": CountStatus.PROVISIONAL,
        "as_at": on,
        "source": "",
        "quote": "",
        "reason": "",
        "entered_by": "lead",
        "entered_at": NOW,
        "revision": 1,
        "approved_by": "",
        "approved_at": None,
    }
    return CountView(**(values | more))


def a_row(slug: str, name: str, *counts: CountView, last: str = "", **more: Any) -> SheetRow:
    """A row; `last` are last year's values from the first night on, `.` for one not known."""
    measure = a_measure(slug, name, **more.pop("measure", {}))
    before = {
        on: LastNight(on.replace(year=2025), None if value == "." else Decimal(value))
        for on, value in zip(NIGHTS, last.split(), strict=False)
    }
    values: dict[str, Any] = {
        "measure": measure,
        "source": "Lancashire Constabulary",
        "nights": {one.on: one for one in counts},
        "together": {one.on: one.value for one in counts if one.value is not None},
        "last": before,
    }
    return SheetRow(**(values | more))


ROWS: Final = (
    a_row(
        "asb-calls",
        "Calls about anti-social behaviour",
        a_count(1, "asb-calls", NIGHTS[0], 11),
        a_count(2, "asb-calls", NIGHTS[1], 8, status=CountStatus.FINAL, revision=2),
        last="12 9 14 30 21 8 9 12 33 7 6 5",
        missing=frozenset(NIGHTS[2:4]),
    ),
    a_row(
        "fires",
        "Deliberate fires",
        a_count(3, "fires", NIGHTS[0], 0, nil=True),
        a_count(4, "fires", NIGHTS[1], 40, reason=REASON_DUE, qualifier=Qualifier.ABOUT),
        last="1 . 2 6 4 2 1 2 9 1 0 0",
        source="Lancashire Fire and Rescue Service",
        missing=frozenset(NIGHTS[3:4]),
        measure={"unit": "fires"},
    ),
    a_row(
        "injuries",
        "Firework and bonfire injuries",
        a_count(5, "injuries", NIGHTS[2], 1, approved_by="chair", approved_at=NOW),
        last="0 0 0 1 1 0 0 0 2 1 0 0",
        source="NHS commissioners",
        measure={"window_from": NIGHTS[2], "unit": "injuries"},
    ),
    a_row(
        "agree-safe",
        "People who agree that it is safe",
        a_count(6, "agree-safe", NIGHTS[1], 75, yes=150, answered=200),
        source="Community Safety Team",
        measure={"kind": MeasureKind.PERCENTAGE, "unit": "%"},
    ),
    a_row(
        "weather",
        "Weather",
        a_count(7, "weather", NIGHTS[0], None, text="rain until midnight"),
        source="",
        measure={"kind": MeasureKind.TEXT, "unit": "words"},
    ),
)
CHOICES: Final = (
    SheetChoice(DISTRICT, "whole district"),
    SheetChoice(TANHOUSE, "in Tanhouse"),
    SheetChoice(CountPlace(PLAN, None, 5), "at Joint patrol, Thu 05 Nov"),
)


def a_sheet(at: CountPlace = DISTRICT, rows: tuple[SheetRow, ...] = ROWS, **more: Any) -> CountSheet:
    values: dict[str, Any] = {
        "at": at,
        "plan_name": "Bright Sparx 2026",
        "title": next((one.title for one in CHOICES if one.at == at), "elsewhere"),
        "today": NOW.date(),
        "days": NIGHTS,
        "anchors": {date(2026, 10, 30): "Mischief Night", date(2026, 11, 5): "Bonfire Night"},
        "against": "2025",
        "rows": rows,
        "choices": CHOICES,
        "newest": 7,
    }
    return CountSheet(**(values | more))


class FakeCounts(Fake):
    """Keeps counts by place; what tests change of it stands in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ROWS
        self.sheet_reads = 0
        self.kept: dict[CountSpot, CountView] = {}
        # By text, why it is refused; what is unusual.
        self.blocks = {"-3": 'the value "-3" is below 0; give 0 or more'}
        self.unusual = {"9999": "9999 is unusual: the same night held 30 in past years"}
        self.overtaken: dict[CountSpot, CountView | None] = {}
        # Why withdrawals are refused, one after the other.
        self.refused: list[SeasonalOpsError] = []
        self.paste = PasteView(new=2, turned=False)
        # What keeping gives in turn, before it is `paste`.
        self.pastes: list[PasteView] = []
        self.blocks_seen: list[CountBlock] = []

    def count_sheet(self, at: CountPlace) -> CountSheet:
        self.fail_if_told()
        self.sheet_reads += 1
        empty = tuple(replace(row, nights={}, together={}) for row in self.rows)
        rows = self.rows if at.area is None else empty
        return a_sheet(at, tuple(self._with_kept(row, at) for row in rows))

    def _with_kept(self, row: SheetRow, at: CountPlace) -> SheetRow:
        mine = {
            spot.on: view
            for spot, view in self.kept.items()
            if (spot.at, spot.measure) == (at, row.measure.slug) and spot.on == spot.until
        }
        values = {on: view.value for on, view in mine.items() if view.value is not None}
        return replace(row, nights={**row.nights, **mine}, together={**row.together, **values})

    def keep_count(self, spot: CountSpot, text: str, seen: int | None) -> KeptCount | TakenCount:
        self.fail_if_told()
        self.asked.append(("keep", spot.measure, spot.on, text, seen))
        if text in self.blocks:
            raise BadValue(self.blocks[text])
        if spot in self.overtaken and (theirs := self.overtaken.pop(spot)) is not None:
            return TakenCount(view=theirs)
        warning = self.unusual.get(text)
        value = text if text.isdecimal() else None
        number = 100 + len(self.asked)
        view = a_count(
            number, spot.measure, spot.on, value, area=spot.at.area, activity=spot.at.activity,
            until=spot.until, text="" if value else text, reason=REASON_DUE if warning else "",
        )  # fmt: skip
        return self._keep(spot, view, (warning,) if warning else ())

    def _keep(self, spot: CountSpot, view: CountView, warnings: tuple[str, ...] = ()) -> KeptCount:
        self.kept[spot] = view
        self.facts += 1
        return KeptCount(view=view, warnings=warnings)

    def _standing(self, spot: CountSpot) -> CountView:
        for row in self.rows:
            if row.measure.slug == spot.measure and spot.on in row.nights:
                return self.kept.get(spot, row.nights[spot.on])
        return self.kept[spot]

    def _counted(self, *asked: Any) -> None:
        self.fail_if_told()
        self.facts += 1
        self.asked.append(asked)

    def withdraw_count(self, spot: CountSpot, seen: int, reason: str) -> None:
        if self.refused:
            raise self.refused.pop(0)
        self._counted("withdraw", spot.measure, spot.on, seen, reason)

    def explain_count(self, spot: CountSpot, seen: int, reason: str) -> KeptCount:
        self._counted("explain", spot.measure, spot.on, seen, reason)
        return self._keep(spot, replace(self._standing(spot), id=seen + 50, reason=reason))

    def mark_count(self, spot: CountSpot, seen: int, status: CountStatus) -> KeptCount:
        self._counted("mark", spot.measure, spot.on, seen, status)
        return self._keep(spot, replace(self._standing(spot), id=seen + 50, status=status))

    def keep_nils(self, at: CountPlace, measure: str, nights: tuple[date, ...]) -> int:
        self._counted("nils", at, measure, nights)
        return len(nights)

    def approve_counts(self, at: CountPlace, measure: str, newest: int) -> int:
        self._counted("approve", at, measure, newest)
        return 2

    def reopen_counts(self, at: CountPlace, measure: str, reason: str) -> int:
        self._counted("reopen", at, measure, reason)
        return 1

    def past_of_count(self, spot: CountSpot) -> tuple[CountView, ...]:
        self.fail_if_told()
        found = [row.nights.get(spot.on) for row in self.rows if row.measure.slug == spot.measure]
        return tuple(one for one in found if one is not None)

    def weigh_block(self, block: CountBlock) -> PasteView:
        self.fail_if_told()
        self.blocks_seen.append(block)
        if "broken" in block.text:
            raise BadValue("the block cannot be read")
        turned = self.paste.turned if block.turned is None else block.turned
        return replace(self.paste, turned=turned)

    def keep_block(self, block: CountBlock, seen: tuple[int | None, ...]) -> PasteView:
        self._counted("paste", block.text, block.reason, block.turned, seen)
        return self.pastes.pop(0) if self.pastes else self.paste


PROBLEM: Final = PasteLine(where="line 2, column B", sentence='"-3" cannot be a value')
