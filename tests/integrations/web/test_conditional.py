"""RFC 9110's conditions and the choice of an encoding, as tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.web.clients import family
from integrations.web.conditional import http_date, not_modified, takes_gzip

CHANGED = datetime(2026, 8, 20, 9, 0, 0, 700_000, tzinfo=UTC)
NOW = datetime(2026, 8, 21, tzinfo=UTC)
AT, BEFORE, AFTER = (http_date(CHANGED + timedelta(seconds=n)) for n in (0, -1, 1))


@pytest.mark.parametrize(
    ("tags", "since", "unchanged"),
    [
        ([], None, False),
        (['"a"'], None, True),
        (['"b"'], None, False),
        # Weak comparison.
        (['W/"a"'], None, True),
        # Lists, on one line and on several.
        (['"b", W/"a" ,"c"'], None, True),
        (['"b"', '"a"'], None, True),
        (["*"], None, True),
        # A list that only contains a star is not one.
        (['"b", *'], None, False),
        # A tag of another encoding, or in other quotes, is another tag.
        (['"a-gzip"'], None, False),
        (["a"], None, False),
        (["'a'"], None, False),
        ([""], None, False),
        # If-None-Match decides alone.
        (['"b"'], AFTER, False),
        (['"a"'], BEFORE, True),
        ([], AT, True),
        ([], AFTER, True),
        ([], BEFORE, False),
        # The other two forms of a date that are still read.
        ([], "Thursday, 20-Aug-26 09:00:00 GMT", True),
        ([], "Thu Aug 20 09:00:00 2026", True),
        # What is no date, or lies ahead, is as none.
        ([], "yesterday", False),
        ([], "Thu, 99 Aug 2026 09:00:00 GMT", False),
        ([], "Thu, 20 Aug 99999 09:00:00 GMT", False),
        ([], "0", False),
        ([], http_date(NOW + timedelta(seconds=1)), False),
    ],
)
def test_line_24_not_modified(tags: list[str], since: str | None, unchanged: bool) -> None:
    given: Any = {"if_none_match": ",".join(tags), "if_modified_since": since or ""}
    assert not_modified(**given, etag='"a"', last_modified=CHANGED, now=NOW) is unchanged


@pytest.mark.parametrize(
    ("offered", "gzip"),
    [
        ([], False),
        ([""], False),
        (["gzip"], True),
        (["br, GZIP;q=0.5"], True),
        (["deflate", "x-gzip"], True),
        (["*"], True),
        (["gzip;q=0"], False),
        (["gzip;q=0, *"], False),
        (["identity"], False),
        (["identity, gzip;q=0.5"], False),
        (["identity;q=0.5, gzip;q=1.0"], True),
        (["gzip; Q=0.001"], True),
        # A weight that is none refuses.
        (["gzip;q=2"], False),
        (["gzip;q=nan"], False),
        (["gzip;level=9"], False),
    ],
)
def test_line_27_takes_gzip(offered: list[str], gzip: bool) -> None:
    assert takes_gzip(",".join(offered)) is gzip


def test_http_date() -> None:
    assert http_date(CHANGED) == "Thu, 20 Aug 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Google-Calendar-Importer", "Google"),
        ("Microsoft.Exchange/15.20", "Outlook"),
        ("iOS/26.1 (23B85) dataaccessd/1.0", "Apple"),
        ("macOS/26.1 CalendarAgent/1200", "Apple"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0", "Thunderbird"),
        ("ICSx5/2.3.1 (okhttp/5) Android/16", "ICSx5"),
        ("HomeAssistant/2026.1 httpx/0.28", "Home Assistant"),
        ("Mozilla/5.0 (Windows NT 10.0)", "browser"),
        ("curl/8", "other"),
        ("", "other"),
    ],
)
def test_family(agent: str, name: str) -> None:
    assert family(agent) == name
