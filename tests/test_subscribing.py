"""Links, QR codes and the sentence on whom an address reaches."""

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
