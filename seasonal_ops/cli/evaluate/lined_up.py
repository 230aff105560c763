"""Which nights of two seasons face each other, as Compare shows it in the terminal UI."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from seasonal_ops.cli.evaluate.season_text import label
from seasonal_ops.cli.output import say, table
from seasonal_ops.dates import brief
from seasonal_ops.evaluation.figures import number
from seasonal_ops.evaluation.seasons.choosing import Alignment
from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult
from seasonal_ops.reports.facing import facings, own_facing
from seasonal_ops.views import Faced, Facing, plain


@dataclass(frozen=True, slots=True)
class LineUp:
    """By what nights are to face each other, and how each earlier season lies to this one, by its label."""

    by: Facing
    alignments: Mapping[str, Alignment]

    def of(self, result: MeasureResult, one: Against) -> Faced:
        """The earlier season's nights beside those of this one."""
        return facings(result.this, one.season, self.alignments[label(one)])[self.by]


def show_lined_up(found: Evaluation, line_up: LineUp) -> None:
    """A table a measure and earlier season; the verdict stays as it is reckoned."""
    for alignment in list(line_up.alignments.values())[:1]:
        if own_facing(alignment) is not line_up.by:
            say(f"The verdict is reckoned by {own_facing(alignment)}; lining up moves only what you see.")
    for result in found.measures:
        for one in result.against:
            faced = line_up.of(result, one)
            if any(value is not None for value in (*faced.values, *(n.value for n in result.this.nights))):
                _table(found, result, one, faced)


def _table(found: Evaluation, result: MeasureResult, one: Against, faced: Faced) -> None:
    say(f"{result.measure.name}, against {label(one)}, by {faced.how}{f'. {faced.mix}' if faced.mix else ''}")
    anchors = {on: name for name, on in found.anchors}
    rows = [
        (
            brief(night.on),
            anchors.get(night.on, ""),
            _shown(night.value),
            "no such night" if then is None else brief(then),
            _shown(before),
        )
        for night, then, before in zip(result.this.nights, faced.dates, faced.values, strict=True)
    ]
    table([("date", "occasion", found.plan, "faces", label(one)), *rows], empty="")
    nights = "1 night" if faced.both == 1 else f"{faced.both} nights"
    say(f"over the {nights} that both have: {faced.last} → {faced.this}")


def _shown(value: Any) -> str:
    return "–" if value is None else number(value)


def lined_up_json(found: Evaluation, line_up: LineUp) -> Iterator[dict[str, Any]]:
    """The same, one a measure and earlier season; `this` and `last` are of the nights that both have."""
    for result in found.measures:
        for one in result.against:
            faced = line_up.of(result, one)
            nights: list[dict[str, Any]] = [
                {"on": night.on, "value": night.value, "faces": then, "last": before}
                for night, then, before in zip(result.this.nights, faced.dates, faced.values, strict=True)
            ]
            both = [night for night in nights if night["value"] is not None and night["last"] is not None]
            yield {
                "measure": result.measure.slug,
                "against": label(one),
                "by": line_up.by.value,
                "how": faced.how,
                "mix": faced.mix,
                "both": faced.both,
                "this": plain(sum(night["value"] for night in both)),
                "last": plain(sum(night["last"] for night in both)),
                "nights": plain(nights),
            }
