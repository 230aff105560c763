"""The measures of a comparison as numbered lines, and what an empty screen says. Pure."""

from enum import Enum
from typing import Final

from seasonal_ops.views import ComparedMeasure, ComparisonView
from seasonal_ops.words import Purpose
from tui.lines import Lines, Section
from tui.show import one_line


class Kind(Enum):
    """What measures are of, with the heading over them."""

    OUTCOME = "WHAT WAS HOPED FOR"
    ENGAGEMENT = "WHO TOOK PART"


MeasureSection = Section[Kind, ComparedMeasure]
NOTHING_COUNTED: Final = (
    "",
    "  No counts are recorded in any plan, so there is nothing to compare.",
    "  5 Evaluate enters them; from a spreadsheet: seasonal-ops count import PLAN FILE",
)


class Measures(Lines[Kind, ComparedMeasure]):
    """The lines; each row is a measure."""

    @classmethod
    def of(cls, view: ComparisonView) -> "Measures":
        """The outcomes first, in the order of the plan."""
        outcomes = tuple(one for one in view.measures if one.purpose is Purpose.OUTCOME)
        others = tuple(one for one in view.measures if one.purpose is not Purpose.OUTCOME)
        return cls((Section(Kind.OUTCOME, outcomes), Section(Kind.ENGAGEMENT, others)))

    @staticmethod
    def identity(row: ComparedMeasure) -> int:
        """The measure's id."""
        return row.id


def unmeasured(view: ComparisonView | None) -> tuple[str, ...]:
    """Why there is no line."""
    if view is None:
        return NOTHING_COUNTED
    return (
        "",
        "  This plan has no measures, so there is nothing to compare.",
        f"  Add one: seasonal-ops measure add {one_line(view.plan)} …   p shows another plan",
    )
