"""The hand-written source: tui/source/seasons.py."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from seasonal_ops.errors import Changed
from seasonal_ops.views import (
    AnchorChoice,
    AnchorPreview,
    Finding,
    GoingLiveView,
    Move,
    PlanView,
    SeasonPreview,
    TemplateView,
)
from seasonal_ops.words import Check, Severity
from tests.tui.fakes.activities import PLANS
from tests.tui.fakes.base import Fake
from tui.source.seasons import Wanted

TEMPLATES: Final = (
    TemplateView(
        slug="bright-sparx",
        name="Bright Sparx",
        summary="Keeps the nights from late October to early November safe.",
        anchors=("Mischief Night", "Bonfire Night"),
        needs=(),
    ),
    TemplateView(
        slug="freshers",
        name="Freshers",
        summary="Meets new students in their first weeks with advice.",
        anchors=("Welcome Sunday", "Start of term"),
        needs=("Welcome Sunday",),
    ),
)
DATES: Final = {
    "Mischief Night": date(2027, 10, 30),
    "Bonfire Night": date(2027, 11, 5),
    "Start of term": date(2027, 9, 20),
}
NEW: Final = (
    Move(
        title="Retailer visits, phase 1",
        was=None,
        to=date(2027, 9, 24),
        reason="42 days before Bonfire Night (Fri 5 November 2027)",
    ),
    Move(
        title="Bonfire stack removal",
        was=None,
        to=date(2027, 10, 28),
        reason="8 days before Bonfire Night (Fri 5 November 2027)",
        warnings=("in half-term",),
    ),
    Move(title="Joint patrol", was=None, to=date(2027, 11, 5), reason="Bonfire Night (Fri 5 November 2027)"),
)
OLD: Final = (
    Move(
        title="◆ Bonfire Night",
        was=date(2026, 11, 5),
        to=date(2027, 11, 5),
        reason="Bonfire Night is 5 November; a Friday in 2027",
    ),
    Move(
        title="Retailer visits, phase 2",
        was=date(2026, 10, 27),
        to=date(2027, 10, 27),
        reason="9 days before Bonfire Night (Fri 5 November 2027)",
        activity=1,
    ),
    Move(
        title="Skip clearance, east ward",
        was=date(2026, 10, 28),
        to=None,
        reason="8 days before Bonfire Night (Fri 5 November 2027)",
        warnings=("was cancelled in 2026: not taken along; to take it: --include 2",),
        activity=2,
        proposed=True,
    ),
    Move(
        title="Lead the skips past the school",
        was=None,
        to=date(2027, 9, 1),
        reason="a lesson of Bright Sparx 2026; 65 days before Bonfire Night (Fri 5 November 2027)",
    ),
)
STAYS: Final = Move(
    title="Skip clearance, east ward",
    was=date(2026, 10, 28),
    to=date(2026, 10, 28),
    reason="it is delivered",
    activity=2,
)
FOUND: Final = (
    Finding(
        rule=Check.WEEKDAY,
        severity=Severity.WARNING,
        activities=(),
        sentence="Bonfire Night is a Friday in 2027; it was a Thursday in 2026. 3 activities hang on it",
        way_out="make it first, then look at it on the Board",
    ),
)


_RULE: Final = "5 November; a Friday in 2027"


class FakeSeasons(Fake):
    """What tests change of it stands in attributes: `moves`, `found`, `anchor_names`, `problem`, `made`."""

    moves: tuple[Move, ...] | None = None
    found: tuple[Finding, ...] = FOUND
    templates_there: tuple[TemplateView, ...] = TEMPLATES
    anchor_names: tuple[str, ...] | None = None
    year_problem = ""
    anchor_problem = ""
    silent: tuple[str, ...] = ("Street Pastors",)
    made: PlanView | None = None

    def templates(self) -> tuple[TemplateView, ...]:
        self.fail_if_told()
        return self.templates_there

    def season(self, wanted: Wanted) -> SeasonPreview:
        self.fail_if_told()
        self.asked.append(("season", wanted))
        name, anchors = self._of(wanted)
        typed = dict(wanted.dates)
        choices = tuple(_choice(one, typed.get(one, "")) for one in anchors)
        bare = SeasonPreview(name=name, year=2027, anchors=choices, year_problem=self.year_problem)
        if bare.obstacle:
            return bare
        moves = self._moves(wanted)
        return replace(
            bare,
            moves=moves,
            findings=self.found,
            activities=sum(one.to is not None and not one.title.startswith("◆") for one in moves),
            first=date(2027, 9, 1),
            last=date(2027, 12, 3),
        )

    def _of(self, wanted: Wanted) -> tuple[str, tuple[str, ...]]:
        if wanted.plan:
            return "Bright Sparx 2027", self.anchor_names or ("Bonfire Night",)
        template = next(one for one in self.templates_there if one.slug == wanted.template)
        return f"{template.name} 2027", self.anchor_names or template.anchors

    def _moves(self, wanted: Wanted) -> tuple[Move, ...]:
        moves = (OLD if wanted.plan else NEW) if self.moves is None else self.moves
        return tuple(
            replace(one, to=date(2027, 10, 28), proposed=False, warnings=("taken along as asked",))
            if one.activity in wanted.include and one.proposed
            else one
            for one in moves
        )

    def make_season(self, wanted: Wanted, seen: Sequence[Move]) -> PlanView:
        self.fail_if_told()
        if tuple(seen) != self._moves(wanted):
            raise Changed("what it is made from was changed meanwhile; look at its dates again")
        self.asked.append(("make", wanted))
        self.facts += 1
        self.made = PlanView(
            id=9,
            slug="bright-sparx-2027",
            name="Bright Sparx 2027",
            template="bright-sparx",
            year=2027,
            starts_on=date(2027, 9, 1),
            ends_on=date(2027, 12, 3),
            live=False,
            activity_count=3,
            anchors=(),
        )
        return self.made

    def anchor(self, plan: str, name: str, typed: str) -> AnchorPreview:
        self.fail_if_told()
        self.asked.append(("anchor", plan, name, typed))
        if self.anchor_problem or "/" not in typed:
            return AnchorPreview(
                name=name, on=None, problem=self.anchor_problem or "the date is not understood"
            )
        return AnchorPreview(
            name=name, on=date(2026, 11, 6), moves=self._anchor_moves(), stays=(STAYS,), findings=self.found
        )

    def _anchor_moves(self) -> tuple[Move, ...]:
        moves: tuple[Move, ...] = (
            Move(
                title="Bonfire Night",
                was=date(2026, 11, 5),
                to=date(2026, 11, 6),
                reason="Bonfire Night is 6 November 2026, as given; a Friday",
            ),
            Move(
                title="Retailer visits, phase 2",
                was=date(2026, 10, 27),
                to=date(2026, 10, 28),
                reason="9 days before Bonfire Night (Fri 6 November 2026)",
                activity=1,
            ),
        )
        return moves if self.moves is None else self.moves

    def move_anchor(self, plan: str, name: str, on: date, seen: Sequence[Move]) -> tuple[Move, ...]:
        self.fail_if_told()
        self.asked.append(("move_anchor", plan, name, on, tuple(seen)))
        self.facts += 1
        return tuple(seen)

    def going_live(self, plan: str) -> GoingLiveView:
        self.fail_if_told()
        return GoingLiveView(
            plan=_plan(plan),
            reached=("Police", "Fire and Rescue"),
            silent=self.silent,
            contacts=2,
            reminders=17,
            first=datetime(2026, 10, 31, 9, 0, tzinfo=UTC),
            errors=1,
        )

    def go_live(self, plan: str) -> PlanView:
        self.fail_if_told()
        self.asked.append(("go_live", plan))
        self.facts += 1
        return replace(_plan(plan), live=True)


def _plan(slug: str) -> PlanView:
    return next(one for one in PLANS if one.slug == slug)


def _read(typed: str) -> date:
    """`19/9` of 2027; whatever else is typed is one day of it."""
    day, _, month = typed.partition("/")
    return date(2027, int(month), int(day)) if day.isdigit() and month.isdigit() else date(2027, 9, 19)


def _choice(name: str, typed: str) -> AnchorChoice:
    needed = name == "Welcome Sunday"
    on = DATES.get(name)
    problem = "must be given" if needed and not typed else ""
    if typed == "31/2":
        problem = "there is no such day; look at the calendar and write it as 5/11"
    if typed and not problem:
        on = _read(typed)
    return AnchorChoice(
        name=name,
        on=on,
        reason=f"{name} is {'as given' if typed else _RULE}",
        note="Ask the university each year." if needed else "",
        needed=needed,
        given=bool(typed),
        problem=problem,
    )
