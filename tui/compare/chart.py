"""The chart of the nights: this season and earlier ones, occasions across, gaps for what is unknown."""

from typing import Final

from textual.app import RenderResult
from textual.color import Color
from textual_plotext import PlotextPlot

from tui.compare.drawing import BESIDE, EARLIER, SAME, THIS, Chart, Points, poles, rungs, runs, ticks

_LEAST: Final = (24, 8)
_FRAME: Final = 3  # rows: both rules of the frame and the dates
_HEADROOM: Final = 1  # of a row, over the highest point


class NightsChart(PlotextPlot):
    """Told apart by their marks, not by colours alone: the legend over it says which is whose."""

    chart: Chart | None = None

    def draw(self, chart: Chart | None) -> None:
        """Show this; None takes the chart away."""
        self.chart = chart
        self.display = chart is not None
        self.refresh()

    def render(self) -> RenderResult:
        """Drawn anew at every size, since names need room."""
        wide, high = _LEAST
        if self.chart is None or self.size.width < wide or self.size.height < high:
            return ""
        self.plt.clear_figure()
        self._put(self.chart)
        return super().render()

    def _put(self, chart: Chart) -> None:
        labels = rungs(chart.highest)
        margin = max(len(f"{label:,}") for label in labels)
        named = poles(chart.anchors, chart.days, self.size.width - margin - 2)
        rows = self.size.height - _FRAME
        lanes = max((pole.lane + 1 for pole in named), default=0)
        top = chart.highest * (rows - 1) / max(1, rows - 1 - lanes - _HEADROOM)
        for pole in named:
            self.plt.plot([pole.at, pole.at], [0, top], marker="┆", color=self._ink("text-primary"))
        self._curves(chart)
        for pole in named:
            self.plt.text(
                pole.name,
                pole.at,
                top * (1 - pole.lane / (rows - 1)),
                alignment="right" if pole.left else "left",
                color=self._ink("text-primary"),
                background=self._ink("surface"),
            )
        self.plt.xlim(-BESIDE, len(chart.days) - 1 + BESIDE)
        self.plt.ylim(0, top)
        self.plt.yticks([float(label) for label in labels], [f"{label:,}" for label in labels])
        dated = ticks(chart.days, self.size.width - margin)
        self.plt.xticks([float(at) for at, _ in dated], [label for _, label in dated])

    def _curves(self, chart: Chart) -> None:
        """Earlier ones first: where points meet, that of this season is seen."""
        earlier = [(mark, values) for mark, (_, values) in zip(EARLIER, chart.earlier, strict=False)]
        for _, values in earlier:
            for run in runs(values):
                self._line(run, "·", "foreground")
        for run in runs(chart.this):
            self._line(run, "braille", "text-accent")
        for mark, values in (*reversed(earlier), (THIS, chart.this)):
            for run in runs(values):
                self._points(run, mark, "text-accent" if mark == THIS else "foreground")
        self._points(chart.same, SAME, "text-accent")

    def _line(self, run: Points, marker: str, ink: str) -> None:
        self.plt.plot(*zip(*run, strict=True), marker=marker, color=self._ink(ink))

    def _points(self, points: Points, marker: str, ink: str) -> None:
        if points:
            self.plt.scatter(*zip(*points, strict=True), marker=marker, color=self._ink(ink))

    def _ink(self, name: str) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[name]).rgb
