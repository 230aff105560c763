"""Which plan waits for counts, and what to say where there is nothing to enter. Pure."""

from collections import Counter

from seasonal_ops.views import CountSheet, PlanView, TodayView
from tui.evaluate.spots import missing_cells
from tui.show import one_line


def waiting_plan(view: TodayView) -> str | None:
    """The plan that is shown; of all plans that go on today the one that most counts are missing of.

    If none of them lacks any, the one of all others that does most. When none is missing, the one that
    began last, else the first to begin. None: there is no plan.
    """
    if view.plan is not None:
        return view.plan
    missing = Counter(one.plan for one in view.uncounted)
    if missing:
        on = {plan.slug for plan in view.plans if plan.starts_on <= view.today <= plan.ends_on}
        return max(missing, key=lambda slug: (slug in on, missing[slug], slug))
    begun = [plan for plan in view.plans if plan.starts_on <= view.today]
    if begun:
        return max(begun, key=_begins).slug
    return min(view.plans, key=_begins).slug if view.plans else None


def _begins(plan: PlanView) -> tuple[int, str]:
    return plan.starts_on.toordinal(), plan.slug


def title_words(sheet: CountSheet, *, chosen: bool) -> str:
    """`Bright Sparx 2026 (p: another) · the whole district · beside 2025 · 5 nights without a value`.

    `chosen`: no plan was asked for, this is the one that waits for counts.
    """
    missing = len(missing_cells(sheet))
    said = (
        one_line(sheet.plan_name) + (" (p: another)" if chosen else ""),
        one_line(sheet.title),
        f"beside {sheet.against}" if sheet.against else "",
        f"{missing} {'night' if missing == 1 else 'nights'} without a value" if missing else "",
    )
    return " " + " · ".join(text for text in said if text)


def no_rows(sheet: CountSheet) -> tuple[str, ...]:
    """What to do when there is nothing to count."""
    if sheet.at.activity is not None:
        return ("", "  This activity promised no counts. w opens another sheet.")
    return (
        "",
        f"  {one_line(sheet.plan_name)} counts nothing yet.",
        f'  Add a measure: seasonal-ops measure add {sheet.at.plan} "ASB calls"',
        "  p shows another plan.",
    )


NO_PLAN = ("", "  There is no plan yet, so nothing is counted. N makes one from its template.")
UNREAD = ("", "  The counts could not be read; this is tried again each minute.")
