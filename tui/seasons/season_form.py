"""A season that is made: where from, of what year, its anchors, and below the plan that would come of it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from seasonal_ops.views import SeasonPreview
from tui.frame.line import Line
from tui.messages import Failed, Opened
from tui.seasons.boxes import Chooser, Row, TypedRow
from tui.seasons.form import FormScreen
from tui.seasons.messages import SeasonMade, SeasonShown
from tui.seasons.step import LastStep
from tui.seasons.told import anchor_says, full_day
from tui.show import one_line
from tui.source.seasons import Wanted


class SeasonForm(FormScreen):
    """Makes a draft; the last step must be chosen, since there is no way back."""

    FROM: ClassVar[str]
    FRESH: ClassVar[bool]
    AUTO_FOCUS = "Chooser"

    def __init__(self) -> None:
        super().__init__()
        self._typed: dict[str, str] = {}
        self._shown: SeasonShown | None = None
        self._making = False

    def rows(self) -> Iterable[Row]:
        """Where from, and the year; anchors come with the first answer."""
        return Row(self.FROM, Chooser()), TypedRow("Year")

    def steps(self) -> Iterable[Widget]:
        """Making it."""
        return (LastStep(),)

    @property
    def wanted(self) -> Wanted | None:
        """What is typed now; None while there is nothing to choose from."""
        raise NotImplementedError

    @property
    def year(self) -> TypedRow:
        """The box of the year."""
        return next(row for row in self.query(TypedRow) if row.label == "Year")

    @property
    def dates(self) -> tuple[tuple[str, str], ...]:
        """What was typed for anchors, those of what was chosen before among them."""
        self._typed |= {row.label: row.value for row in self.boxes.anchors}
        return tuple((name, typed) for name, typed in self._typed.items() if typed.strip())

    def offer(self, words: Sequence[str], at: int) -> None:
        """There is something to choose from; work out what comes of the one at this place."""
        self.query_one(Chooser).offer(words, at)
        self.changed()

    def question(self) -> bool:
        """Ask what would be made."""
        wanted = self.wanted
        if wanted is not None:
            self.ask("season", lambda: SeasonShown(wanted, self.source.season(wanted)), read=True)
        return wanted is not None

    @on(SeasonShown)
    async def _on_season_shown(self, message: SeasonShown) -> None:
        self._shown = message
        preview = message.preview
        names = [one.name for one in preview.anchors]
        if names and not await self.boxes.set_anchors(names, self._typed):
            return
        self._say_beside(preview)
        self.put(preview.moves, preview.findings, _notice(preview), fresh=self.FRESH)
        self._sum(preview)
        self.answered()

    def _say_beside(self, preview: SeasonPreview) -> None:
        self.title_is(one_line(preview.name))
        if preview.year is not None:
            self.year.typed.placeholder = str(preview.year)
        self.year.say(f"▲ {preview.year_problem}" if preview.year_problem else _span(preview))
        says = {one.name: anchor_says(one) for one in preview.anchors}
        needed = {one.name for one in preview.anchors if one.needed}
        for row in self.boxes.anchors:
            if row.label in says:
                row.say(says[row.label])
                row.typed.placeholder = "5/11" if row.label in needed else "by its rule"

    def _sum(self, preview: SeasonPreview) -> None:
        step = self.query_one(LastStep)
        step.does = f"Make {one_line(preview.name)}: {_counted(preview.activities, 'activity', 'activities')}"
        step.obstacle = one_line(preview.obstacle)
        loud = _counted(self.warnings, "warning", "warnings")
        said = _counted(preview.activities, "activity", "activities")
        text = f" {said} · ▲ {loud}" if self.warnings else f" {said}, no warning"
        self.query_one("#sum", Line).put(Content.styled(text, "bold") if preview.moves else Content(""))

    @on(TypedRow.Done)
    def _on_done(self) -> None:
        self.focus_next()

    @on(Opened)
    def _on_opened(self) -> None:
        """All was looked at."""
        self.query_one(LastStep).focus()

    @on(LastStep.Chosen)
    def _on_chosen(self) -> None:
        shown = self._shown
        if not self.may_change or shown is None or self._making:
            return
        if self._asking or shown.wanted != self.wanted:
            self.say("Still working out the dates; press again in a moment.")
            return
        self._making = True
        self.ask("make", lambda: SeasonMade(self.source.make_season(shown.wanted, shown.preview.moves)))

    @on(Failed)
    def _on_not_made(self, message: Failed) -> None:
        """Nothing is lost: it stands there as it was typed."""
        if not message.again:
            self._making = False

    @on(SeasonMade)
    def _on_made(self, message: SeasonMade) -> None:
        plan = message.plan
        self.say(
            f"Made {one_line(plan.name)} with {_counted(plan.activity_count, 'activity', 'activities')}."
            " It is a draft: nothing is sent until it goes live (A, then B)."
        )
        self.desk.plan = plan.slug
        self.desk.show("board")


def _notice(preview: SeasonPreview) -> tuple[str, ...]:
    """What stands in the place of the dates while there are none."""
    if preview.obstacle:
        return ("", "The dates stand here as soon as the boxes above are in order.")
    return ("", "Nothing stands in it.")


def _span(preview: SeasonPreview) -> str:
    if preview.first is None or preview.last is None:
        return ""
    return f"{full_day(preview.first)} – {full_day(preview.last)}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
