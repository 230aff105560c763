"""How a feed is said."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from seasonal_ops.views import FeedView
from tests.tui.fakes.feeds import FEEDS, NOW, a_feed
from tui.feeds.feed_detail import describe_feed
from tui.feeds.subscriptions import FeedColumns, state
from tui.show import ago

FIRE, PROBLEM = FEEDS[1], FEEDS[2]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "✓ in use"),
        ({"last_fetched": None, "created": NOW}, "○ not used yet"),  # nobody has had the time
        ({"last_fetched": NOW - timedelta(days=3)}, "◷ silent 3 days"),
        ({"last_fetched": None, "created": NOW - timedelta(days=9)}, "◷ silent 9 days"),  # nobody subscribed
        ({"problems": ("one",)}, "! 1 problem"),
        ({"problems": ("one", "two"), "last_fetched": None}, "! 2 problems"),  # worse than silence
        ({"expires": NOW, "problems": ("one",)}, "× expired"),
        ({"expires": NOW + timedelta(days=1)}, "✓ in use"),
        ({"revoked": NOW, "expires": NOW, "last_fetched": None}, "× revoked"),  # the last word
    ],
)
def test_the_worst_is_said(values: dict[str, Any], said: str) -> None:
    assert state(a_feed(1, "x", **values), NOW) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (None, "never"),
        (NOW + timedelta(seconds=5), "just now"),  # fetched while the screen was being read
        (NOW - timedelta(seconds=59), "just now"),
        (NOW - timedelta(minutes=1), "1 min ago"),
        (NOW - timedelta(minutes=59, seconds=59), "59 min ago"),
        (NOW - timedelta(hours=2, minutes=40), "2 h ago"),
        (NOW - timedelta(hours=24), "1 day ago"),
        (NOW - timedelta(days=400), "400 days ago"),
    ],
)
def test_ago(moment: datetime | None, said: str) -> None:
    assert ago(moment, NOW) == said


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (20, ["name", "fetched", "state"]),  # narrower than anybody works
        (64, ["name", "events", "fetched", "state"]),  # 100 columns, with the detail beside it
        (79, ["name", "for whom", "events", "fetched", "state"]),
        (124, ["name", "for whom", "plans", "detail", "events", "fetched", "client", "state"]),
    ],
)
def test_as_many_columns_as_fit(width: int, headings: list[str]) -> None:
    shown = FeedColumns(width).headings.replace("for whom", "for_whom").split()
    assert [heading.replace("_", " ") for heading in shown] == headings


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_a_line_is_as_wide_as_its_headings(feed: FeedView) -> None:
    columns = FeedColumns(124)
    assert len(" " + "".join(columns.feed(feed, NOW))) == len(columns.headings) == 124


def test_the_detail_says_all_but_the_address() -> None:
    text = describe_feed(FIRE, NOW, 80).plain
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()] == [
        "Fire and Rescue, Bright Sparx 2026",
        "State ◷ silent 5 days",
        "For whom fire-and-rescue",
        "Plans bright-sparx-2026",
        "Detail limited: only title and time",
        "Rings before each event",
        "Events 12 (at most 1,000)",
        "Size 21 KB (at most 900)",
        "Fetched 5 days ago",
        "Client Google",
        "Created Sun 20 Sep 2026 14:02",
        "Answers until the end of 30 January 2027",
        "Old the former address answers until 14:02 on 8 November 2026",
        "l shows its links and QR code.",
    ]


def test_problems_stand_there_in_sentences() -> None:
    text = describe_feed(PROBLEM, NOW, 200).plain
    assert "! 210 events are left out, since calendars take 1,000 events and 900 KB; make two feeds." in text


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"revoked": NOW - timedelta(days=2)}, "Revoked   Wed 28 Oct 2026 14:02"),
        ({"expires": NOW - timedelta(days=2)}, "Expired   14:02 on 28 October 2026"),
    ],
)
def test_a_shut_feed_offers_nothing(values: dict[str, Any], label: str) -> None:
    text = describe_feed(replace(FIRE, **values), NOW, 60).plain
    assert label in text
    assert "410 Gone" in text
    assert "former" not in text
    assert "QR" not in text
