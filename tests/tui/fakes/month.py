"""The month of the hand-written source."""

from datetime import date
from typing import Final

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import MonthLine, MonthSection, MonthSheet
from tests.tui.fakes.base import NOW, Fake

PLAN: Final = "bright-sparx-2026"
TITLES: Final = {8: "August 2026", 9: "September 2026", 10: "October 2026", 11: "November 2026"}


def a_section(heading: str, *lines: str, plan: str = PLAN) -> MonthSection:
    return MonthSection(
        heading=heading, lines=tuple(MonthLine(text=text, plan=plan) for text in lines), most=8
    )


SECTIONS: Final = (
    a_section(
        "BY AGENCY (what two lead together stands with both)",
        "Police: 4 promised; 3 delivered, 1 cancelled",
        "Fire and Rescue: 8 promised; 7 delivered, 1 not reported on",
        plan="",
    ),
    a_section("BY PLAN", "Bright Sparx 2026: 12 promised; 10 delivered, 1 cancelled, 1 not reported on"),
    a_section("CANCELLED", "Wed 9 Sep: Car park visit (Police): no permission from its owner"),
    a_section("TO DECIDE", "by Fri 20 Nov: Money for the skips (£1,500, a fund); 6 activities hang on it"),
    a_section("NOT ANSWERED YET", "Street Pastors: 3, the first asked 12 days ago", plan=""),
)
OUTCOMES: Final = (
    a_section(
        "OUTCOMES, AGAINST THE SEASON BEFORE",
        "Bright Sparx 2026: Deliberate fires (27 October to 7 November 2026, Fire and Rescue): Likely real."
        " Fell by 48% (81 → 42 on the 7 nights both years have; rate ratio 0.52, 95% CI 0.35–0.77): unlikely"
        " to be chance.",
        "This does not show that the operation caused the change.",
    ),
    a_section("LESSONS", "Bright Sparx 2026: Order the skips in May – Street Scene"),
)
AHEAD: Final = a_section("OCTOBER, AS PLANNED", "Fri 30 Oct: Joint patrol (Police); 3 dates to Thu 5 Nov")


class FakeMonth(Fake):
    """The same for every month but for its name."""

    def __init__(self) -> None:
        super().__init__()
        self.months: list[date | None] = []
        self.sections = SECTIONS
        self.outcomes = OUTCOMES
        self.month_trouble: SeasonalOpsError | None = None

    def month(self, month: date | None) -> MonthSheet:
        self.fail_if_told(self.month_trouble)
        self.months.append(month)
        first = (month or NOW.date().replace(month=NOW.month - 1)).replace(day=1)
        return MonthSheet(
            month=first,
            title=TITLES[first.month],
            said=("As it stands on Fri 30 Oct 2026.", "12 activities were promised: 10 delivered."),
            sections=self.sections,
            ahead=AHEAD,
            last=("It holds 2,290 facts and ends in 643a1e3d9a8b5796b8f6f00662fcce8f480840ccac4b69363b.",),
        )

    def month_outcomes(self, month: date) -> tuple[MonthSection, ...]:
        self.fail_if_told(self.month_trouble)
        self.months.append(month)
        return self.outcomes

    def write_month(self, month: date, file: str, replace: bool) -> str | None:
        return self.written(file, replace, "month", month)
