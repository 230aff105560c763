"""A Anchors: a date of an occasion in its box, and below it everything that would move with it."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.content import Content
from textual.message import Message

from seasonal_ops.views import AnchorPreview, AnchorView, PlanView
from tui.frame.line import Line
from tui.keymap import GO_LIVE, NEXT_BOX, NEXT_WARNING, bindings
from tui.messages import Failed, Opened, Told
from tui.seasons.boxes import Chooser, Row, TypedRow
from tui.seasons.form import FormScreen
from tui.seasons.messages import AnchorKept, AnchorShown, BoxesChanged, PlansLoaded
from tui.seasons.told import full_day, until, why
from tui.show import one_line

_NOTHING = (
    "",
    "Type another date into the box of an anchor: 6/11, or 2026-11-06.",
    "What would move stands here before anything is kept.",
)


class AnchorsScreen(FormScreen):
    """One anchor at a time, the one whose box has the cursor: Enter keeps it, Esc drops it."""

    KEYS = (NEXT_BOX, NEXT_WARNING, GO_LIVE)
    BINDINGS: ClassVar = bindings((GO_LIVE,))
    TRAIL = "Anchors"
    AUTO_FOCUS = "Chooser"

    def __init__(self) -> None:
        super().__init__()
        self._plans: tuple[PlanView, ...] = ()
        self._of: tuple[PlanView, date] | None = None
        self._row: TypedRow | None = None
        self._shown: AnchorShown | None = None
        self._keeping = False

    def rows(self) -> Iterable[Row]:
        """Of which plan; its anchors come with it."""
        return (Row("Plan", Chooser()),)

    def on_mount(self) -> None:
        """Read the plans, now and whenever anybody changed something."""
        self._read()
        self.watch(self.desk, "view", self._read, init=False)

    def _read(self) -> None:
        self.ask("plans", lambda: PlansLoaded(self.source.plans()), latest=True, read=True)

    @property
    def plan(self) -> PlanView | None:
        """Whose anchors these are."""
        return self._plans[self.query_one(Chooser).at] if self._plans else None

    @on(PlansLoaded)
    async def _on_plans_loaded(self, message: PlansLoaded) -> None:
        before = self.plan.slug if self.plan else self.desk.plan
        self._plans = message.plans
        chooser = self.query_one(Chooser)
        if not self._plans:
            chooser.offer(["no plan"], 0)
            self.put((), (), ("", "There is no plan yet: N makes one from a template."))
            return
        at = next((at for at, one in enumerate(self._plans) if one.slug == before), None)
        chooser.offer(
            [one.name for one in self._plans], _next(self._plans, self._today) if at is None else at
        )
        await self._show_plan()
        self.changed()

    @on(BoxesChanged)
    async def _show_plan(self) -> None:
        """Show the anchors of the plan that is chosen, where others stand there."""
        plan = self.plan
        if plan is None or self._of == (plan, self._today):
            return
        self._of = (plan, self._today)
        self.title_is(one_line(plan.name) + ("" if plan.live else " (draft: nothing is sent)"))
        if not await self.boxes.set_anchors([one.name for one in plan.anchors], {}):
            return
        for row, anchor in zip(self.boxes.anchors, plan.anchors, strict=True):
            row.typed.placeholder = f"{anchor.on.day}/{anchor.on.month}/{anchor.on.year}"
            row.say(self._stands(anchor))

    @property
    def _today(self) -> date:
        return self.desk.view.today if self.desk.view else date.min

    def _stands(self, anchor: AnchorView) -> str:
        left = f"; {until(anchor.on, self._today)}" if self.desk.view else ""
        return f"{full_day(anchor.on)}, {why(anchor.name, anchor.reason)}{left}"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is shown below belongs to the box that has the cursor."""
        row = event.widget.parent
        if isinstance(row, TypedRow) and row is not self._row:
            self._row = row
            self.changed()

    @property
    def row(self) -> TypedRow | None:
        """The box that was typed in last, while something stands in it."""
        row = self._row
        return row if row is not None and row in self.boxes.anchors and row.value.strip() else None

    def question(self) -> bool:
        """Ask what the anchor that is typed would move."""
        row, plan = self.row, self.plan
        if row is None or plan is None:
            self._shown = None
            if plan is not None:
                self.put((), (), _NOTHING)
            self.query_one("#sum", Line).put(Content(""))
            return False
        slug, name, typed = plan.slug, row.label, row.value
        self.ask("anchor", lambda: AnchorShown(slug, typed, self.source.anchor(slug, name, typed)), read=True)
        return True

    @on(AnchorShown)
    def _on_anchor_shown(self, message: AnchorShown) -> None:
        if self._is_of_now(message):
            self._shown = message
            preview = message.preview
            wrong = ("", f"▲ {one_line(preview.problem)}")
            notice = wrong if preview.problem else ("", "Nothing moves.")
            self.put(preview.moves, preview.findings, notice, stays=preview.stays)
            self.query_one("#sum", Line).put(*self._sum(preview))
        self.answered()

    def _is_of_now(self, shown: AnchorShown) -> bool:
        row, plan = self.row, self.plan
        now = (plan.slug if plan else None, row.label if row else None, row.value if row else None)
        return now == (shown.plan, shown.preview.name, shown.typed)

    def _sum(self, preview: AnchorPreview) -> tuple[Content, Content]:
        if preview.problem or preview.on is None:
            return Content.styled(f" ▲ {one_line(preview.problem)}", "$text-warning"), Content("")
        count = moving(preview)
        loud = f" · ▲ {self.warnings} to look at" if self.warnings else ""
        said = f" {full_day(preview.on)}: {activities(count)} would move{loud}"
        return Content.styled(said, "bold"), Content(" Enter keeps, Esc drops ")

    @on(TypedRow.Done)
    def _on_entered(self, message: TypedRow.Done) -> None:
        """Keep what is shown; from an empty box on to the next."""
        if not message.row.value.strip():
            self.focus_next()
        else:
            self._keep()

    @on(Opened)
    def _on_opened(self) -> None:
        """All was looked at; Enter keeps it, as in the box."""
        if self.row is not None:
            self._keep()

    def _keep(self) -> None:
        shown = self._shown
        if not self.may_change or self._keeping:
            return
        if shown is None or not self._is_of_now(shown):
            self.say("Still working out what would move; press again in a moment.")
        elif shown.preview.problem or shown.preview.on is None:
            self.say(f"It cannot be kept: {one_line(shown.preview.problem)}", severity="warning")
        else:
            self._keeping = True
            self.ask("keep", partial(self._kept, shown.plan, shown.preview, shown.preview.on))

    def _kept(self, plan: str, preview: AnchorPreview, on_day: date) -> Message:
        self.source.move_anchor(plan, preview.name, on_day, preview.moves)
        return AnchorKept(preview)

    @on(AnchorKept)
    def _on_kept(self, message: AnchorKept) -> None:
        self._keeping = False
        preview = message.preview
        if self.row is not None and self.row.label == preview.name:
            self.row.typed.clear()
        if preview.on is not None:
            moved = f"{activities(moving(preview))} moved with it"
            day = full_day(preview.on)
            self.post_message(Told(f"{one_line(preview.name)} is on {day} now; {moved}. u undoes it."))

    @on(Failed)
    def _on_not_kept(self, message: Failed) -> None:
        """Nothing is lost: the date stands in its box."""
        if not message.again:
            self._keeping = False

    def action_back(self) -> None:
        """Drop what is typed; then leave."""
        if self.row is not None:
            self.row.typed.clear()
        else:
            super().action_back()


def moving(preview: AnchorPreview) -> int:
    """How many activities would move."""
    return sum(one.activity is not None and one.was != one.to for one in preview.moves)


def activities(number: int) -> str:
    """`1 activity`, `12 activities`."""
    return "1 activity" if number == 1 else f"{number:,} activities"


def _next(plans: tuple[PlanView, ...], today: date) -> int:
    """The plan that is not over and ends first; the newest when all are over. The newest stands first."""
    ahead = [at for at, one in enumerate(plans) if one.ends_on >= today]
    return ahead[-1] if ahead else 0
