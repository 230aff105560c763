"""The partners as lines: first those that owe something. Pure."""

from collections.abc import Iterable
from enum import Enum

from seasonal_ops.views.partners import PartnerLine
from tui.lines import Lines, Section, has_words


class Kind(Enum):
    """Whether there is something to chase a partner for, with its heading."""

    OWES = "◷ OWE A WORD"
    QUIET = "✓ OWE NOTHING"


PartnerSection = Section[Kind, PartnerLine]


class Standing(Lines[Kind, PartnerLine]):
    """The lines of the partners."""

    @classmethod
    def of(cls, partners: Iterable[PartnerLine], words: str = "") -> "Standing":
        """Those that hold every one of the words, in any case."""
        shown = [one for one in partners if has_words(words, one.name, one.slug, _state(one))]
        return cls(
            (
                Section(Kind.OWES, tuple(one for one in shown if one.owes)),
                Section(Kind.QUIET, tuple(one for one in shown if not one.owes)),
            )
        )

    @staticmethod
    def identity(row: PartnerLine) -> int:
        """The partner's id."""
        return row.id


def _state(one: PartnerLine) -> str:
    """Words by which those can be found that are not in order."""
    told = (
        (one.overdue, "overdue late"),
        (one.unanswered, "unanswered silent"),
        (one.declined, "declined"),
        (one.overloaded, "overloaded"),
        (not one.reached, "no contact"),
    )
    return " ".join(words for found, words in told if found)


def empty_partners(filtered: str, *, of_plan: bool) -> tuple[str, ...]:
    """What an empty list says: what to press or run."""
    if filtered:
        return ("", "  Nothing matches the filter.", "  Esc shows everything again.")
    if of_plan:
        return (
            "",
            "  Nobody is assigned to anything in this plan yet.",
            "  On the board (2) a assigns a partner; p shows another plan.",
        )
    return (
        "",
        "  No partner is known yet. A plan from a template brings its own: N",
        '  One of your own: seasonal-ops partner add "NAME"',
    )
