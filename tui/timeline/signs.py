"""What the signs of the timeline mean, in a line below the days."""

from typing import Final

from seasonal_ops.words import Status
from tui.show import status_words
from tui.timeline.bars import ANCHOR_LINE, NOW_LINE

_BARS: Final = "  ".join(map(status_words, (Status.PLANNED, Status.DOING, Status.DELIVERED)))
# The first of them are on the days; the last is a number of the load below, over what the partner can man.
SIGNS: Final = (
    f"{_BARS}  {ANCHOR_LINE} anchor  {NOW_LINE} now  ▲ late  ◷ unanswered  × clash  12!: over its cap"
)
