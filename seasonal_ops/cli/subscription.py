"""How a subscription reads in the terminal: for whom, the ways to it, who fetched it, a QR code."""

import os
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from seasonal_ops import subscribing
from seasonal_ops.cli.output import say, table
from seasonal_ops.nights import instants
from seasonal_ops.views import FeedView


def day_after(last: date, time_zone: str) -> datetime:
    """The instant at which the day is over."""
    return instants(last, last, None, None, time_zone)[1]


def state(view: FeedView, now: datetime) -> str:
    """The one word that matters most."""
    if view.revoked:
        return "revoked"
    if view.shut(now):
        return "expired"
    if view.problems:
        return f"{len(view.problems)} to look at"
    return "nobody asks for it" if view.silent(now) else "in use" if view.last_fetched else "new"


def fetched(view: FeedView, now: datetime) -> str:
    """When a calendar last asked, and which."""
    if view.last_fetched is None:
        return "never fetched"
    ago = max(now - view.last_fetched, timedelta(0))
    for unit, name in ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "min")):
        if ago >= unit:
            return f"{ago // unit} {name} ago, {view.last_client}"
    return f"just now, {view.last_client}"


def describe(view: FeedView, now: datetime, time_zone: str) -> None:
    """Print one subscription whole."""
    whom = ", ".join(view.partners) or "every partner"
    what = ", ".join(view.plans) or "every plan"
    rings = ", rings before each" if view.alarms else ""
    say(f"feed {view.id}: {view.name} ({view.detail}{rings})")
    say(f"  {whom}; {what}; {view.events} events, {max(1, view.size // 1000)} KB")
    if view.revoked:
        say(f"  revoked on {_on(view.revoked, time_zone)}; its address answers 410 Gone")
    elif view.expires is not None and view.shut(now):
        say(f"  expired on {_on(view.expires, time_zone)}; its address answers 410 Gone")
    else:
        _ways(view)
    _history(view, now, time_zone)
    for problem in view.problems:
        say(f"  note: {problem}")


def _ways(view: FeedView) -> None:
    table(
        [
            ("  any calendar", view.links.https),
            ("  Apple", view.links.webcal),
            ("  Google", view.links.google),
            ("  how to, for partners", view.links.page),
        ],
        empty="",
    )
    if reach := subscribing.reach(view.url):
        say(f"  note: {reach}")


def _history(view: FeedView, now: datetime, time_zone: str) -> None:
    say(f"  created on {_on(view.created, time_zone)}; {fetched(view, now)}")
    if view.expires is not None and not view.shut(now):
        say(f"  its address answers until {_until(view.expires, time_zone)}")
    if view.former is not None and view.former > now and not view.shut(now):
        say(f"  the address before it answers until {_until(view.former, time_zone)}")


def _on(moment: datetime, time_zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"


def _until(moment: datetime, time_zone: str) -> str:
    return subscribing.until(moment.astimezone(ZoneInfo(time_zone)))


def print_qr(text: str) -> None:
    """Black on white where colour may be used, so that a dark terminal does not invert it."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in subscribing.qr_lines(text):
        click.echo(click.style(line, fg="black", bg="bright_white") if coloured else line)
