"""One calendar subscription with everything but its address, which only the links show."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from seasonal_ops import subscribing
from seasonal_ops.views import FeedView
from tui.feeds.subscriptions import DETAIL_WORDS, at_rest, name, state, what, whom
from tui.frame.detail import labelled
from tui.show import ago, several_lines

_QUIET = "$foreground-muted"
_LOUD = "bold $text-warning"


def describe_feed(feed: FeedView, now: datetime, width: int) -> Content:
    """The feed in lines of at most `width` cells, labels at the left; times as on the clock of `now`."""
    lines = [Content.assemble((name(feed), "bold")), Content("")]
    lines += labelled(_values(feed, now), width)
    for problem in feed.problems:
        text = several_lines(problem)
        lines += [Content(""), Content.styled(f"! {text[:1].upper()}{text[1:]}.", "$text-warning")]
    if not feed.shut(now):
        lines += [Content(""), Content.styled("l shows its links and QR code.", _QUIET)]
    return Content("\n").join(lines)


def _values(feed: FeedView, now: datetime) -> Iterator[tuple[str, str, str]]:
    yield "State", "" if at_rest(feed, now) else _LOUD, state(feed, now)
    if feed.shut(now):
        yield "", _QUIET, "its address answers 410 Gone"
    yield "For whom", "", whom(feed)
    yield "Plans", "", what(feed)
    yield "Detail", "", f"{feed.detail.value}: {DETAIL_WORDS[feed.detail]}"
    yield "Rings", "", "before each event" if feed.alarms else "never"
    yield "Events", "", f"{feed.events:,} (at most 1,000)"
    yield "Size", "", f"{feed.size / 1000:,.0f} KB (at most 900)"
    yield "Fetched", "", ago(feed.last_fetched, now)
    if feed.last_client:
        yield "Client", "", several_lines(feed.last_client)
    yield from _dates(feed, now)


def _dates(feed: FeedView, now: datetime) -> Iterator[tuple[str, str, str]]:
    yield "Created", "", _moment(feed.created, now)
    if feed.revoked is not None:
        yield "Revoked", "", _moment(feed.revoked, now)
    elif feed.expires is not None:
        said = subscribing.until(feed.expires.astimezone(now.tzinfo))
        yield ("Expired", "", said) if feed.shut(now) else ("Answers", "", f"until {said}")
    if feed.former is not None and feed.former > now and not feed.shut(now):
        until = subscribing.until(feed.former.astimezone(now.tzinfo))
        yield "Old", "$text-warning", f"the former address answers until {until}"


def _moment(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"
