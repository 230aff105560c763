"""How a comparison was set up, which bounds what it can show (pure)."""

from enum import StrEnum
from typing import Final

NOT_THE_CAUSE: Final = "This does not show that the operation caused the change."


class Design(StrEnum):
    """What stands beside this season; the words are those of docs/contract.md."""

    ONE_SEASON = "one-season"
    BEFORE_AFTER = "before-after"
    SEVERAL_YEARS = "several-years"
    COMPARISON_AREA = "comparison-area"

    @property
    def sentence(self) -> str:
        """The design in words, with what it cannot show."""
        return _SENTENCES[self]


_SENTENCES: Final = {
    Design.ONE_SEASON: f"Design: one season, with nothing to compare it with. {NOT_THE_CAUSE}",
    Design.BEFORE_AFTER: f"Design: before and after in one area, one baseline. {NOT_THE_CAUSE}",
    Design.SEVERAL_YEARS: f"Design: before and after in one area, several baseline years. {NOT_THE_CAUSE}",
    Design.COMPARISON_AREA: (
        "Design: before and after, in the area of the operation and in one to compare with. What else changed"
        " in only one of the two is not ruled out."
    ),
}
