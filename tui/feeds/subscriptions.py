"""How a calendar subscription is said: its state, for whom it is, what it shows. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from seasonal_ops.views import FeedView
from seasonal_ops.words import Detail
from tui.show import ago, days, fit, one_line

DETAIL_WORDS: Final = {
    Detail.FULL: "title, time, place and partners",
    Detail.LIMITED: "only title and time",
    Detail.BUSY: "only that there is an operation",
}
EMPTY: Final = (
    "",
    "  There is no feed yet. A feed is a calendar that partners subscribe to once:",
    "  changes of the plan then reach them by themselves.",
    "",
    "  n makes one, and shows its links and QR code.",
)
_STATE: Final = 16
_FETCHED: Final = 12
_LEAST_NAME: Final = 20
# What else fits beside the name, the most wanted first, with its width.
_WANTED: Final = {"for whom": 17, "events": 6, "detail": 8, "client": 14, "plans": 19}
_ORDER: Final = ("name", "for whom", "plans", "detail", "events", "fetched", "client", "state")


def name(feed: FeedView) -> str:
    """What the lead called it, calmed."""
    return one_line(feed.name)


def named(feed: FeedView, partners: Mapping[str, str], plans: Mapping[str, str]) -> FeedView:
    """The feed with the names of its partners and plans in the place of their slugs."""
    whom = tuple(partners.get(slug, slug) for slug in feed.partners)
    return replace(feed, partners=whom, plans=tuple(plans.get(slug, slug) for slug in feed.plans))


def whom(feed: FeedView) -> str:
    """`Police; Fire and Rescue`, or `every partner`: a name may have a comma of its own."""
    return one_line("; ".join(feed.partners)) or "every partner"


def what(feed: FeedView) -> str:
    """`Bright Sparx 2026`, or `every plan`."""
    return one_line("; ".join(feed.plans)) or "every plan"


def state(feed: FeedView, now: datetime) -> str:
    """Glyph and word of the worst that is to be said of it."""
    if feed.revoked is not None:
        return "× revoked"
    if feed.shut(now):
        return "× expired"
    if feed.problems:
        return f"! {len(feed.problems)} problem{'s' if len(feed.problems) > 1 else ''}"
    if feed.silent(now):
        return f"◷ silent {days((now - (feed.last_fetched or feed.created)).days)}"
    return "✓ in use" if feed.last_fetched else "○ not used yet"


def at_rest(feed: FeedView, now: datetime) -> bool:
    """Whether there is nothing in its state that a lead should look at."""
    return state(feed, now)[0] in "✓○"


class FeedColumns:
    """The columns of a list `width` cells wide; the name takes what is left over."""

    def __init__(self, width: int) -> None:
        self._widths = {"state": _STATE, "fetched": _FETCHED}
        left = width - 1 - sum(self._widths.values()) - len(self._widths)
        for column, wanted in _WANTED.items():
            if left - wanted - 1 >= _LEAST_NAME:
                self._widths[column] = wanted
                left -= wanted + 1
        self._widths["name"] = max(4, left)

    @property
    def headings(self) -> str:
        """The names of the columns."""
        return " " + self._line({column: column for column in _ORDER})

    def feed(self, feed: FeedView, now: datetime) -> tuple[str, str]:
        """A feed's line without its state, and its state."""
        values = {
            "name": name(feed),
            "for whom": whom(feed),
            "plans": what(feed),
            "detail": feed.detail.value,
            "events": f"{feed.events:>6,}",
            "fetched": ago(feed.last_fetched, now),
            "client": one_line(feed.last_client),
        }
        return self._line(values) + " ", fit(state(feed, now), _STATE)

    def _line(self, values: dict[str, str]) -> str:
        shown = (column for column in _ORDER if column in self._widths and column in values)
        return " ".join(fit(values[column], self._widths[column]) for column in shown)
