"""Links, QR codes and the sentence on whom an address reaches."""

from datetime import datetime

import pytest

from seasonal_ops import subscribing
from seasonal_ops.views import Links

ADDRESS = "https://csp.example/feeds/AB_c-9.ics"


def test_line_31_the_ways_to_a_feed() -> None:
    assert subscribing.feed_address("https://csp.example/", "AB_c-9") == ADDRESS
    assert subscribing.links(ADDRESS) == Links(
        https=ADDRESS,
        webcal="webcal://csp.example/feeds/AB_c-9.ics",
        google="https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fcsp.example%2Ffeeds%2FAB_c-9.ics",
        page="https://csp.example/subscribe/AB_c-9",
    )


def test_the_page_stands_beside_the_feeds_wherever_these_are() -> None:
    address = subscribing.feed_address("https://csp.example/feeds", "T")
    assert subscribing.links(address).page == "https://csp.example/feeds/subscribe/T"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (ADDRESS, ""),
        ("http://csp.example/feeds/x.ics", "it travels unencrypted"),
        ("http://127.0.0.1:8642/feeds/x.ics", "only this machine can reach it"),
        ("http://localhost/feeds/x.ics", "only this machine can reach it"),
        ("http://[::1]:8642/feeds/x.ics", "only this machine can reach it"),
    ],
)
def test_whom_an_address_reaches(address: str, said: str) -> None:
    assert subscribing.reach(address).partition(";")[0] == said


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Fire", "fire.ics"),
        ('a"\r\nb/../c', "a-b-c.ics"),
        ("ééé", "calendar.ics"),
        ("x" * 99, "x" * 60 + ".ics"),
    ],
)
def test_file_name(name: str, file: str) -> None:
    assert subscribing.file_name(name) == file


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 12, 1), "the end of 30 November 2026"),
        (datetime(2026, 11, 8, 14, 2), "14:02 on 8 November 2026"),
    ],
)
def test_until_when_an_address_answers(moment: datetime, said: str) -> None:
    assert subscribing.until(moment) == said
