"""Answers of a server that does all of it right, and of servers that each do one thing wrong."""

from typing import Final

from seasonal_ops.linter import Answer, Exchange

VALIDATORS: Final = {
    "etag": '"abc"',
    "last-modified": "Thu, 20 Aug 2026 09:00:00 GMT",
    "cache-control": "private, no-cache",
    "vary": "Accept-Encoding",
}
HEADERS: Final = {
    **VALIDATORS,
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": 'inline; filename="fire.ics"',
    "content-length": "1234",
}
PACKED: Final = {**HEADERS, "etag": '"abc-gzip"', "content-encoding": "gzip"}


def exchange(
    *,
    whole: dict[str, str] = HEADERS,
    again: dict[str, str] = VALIDATORS,
    head: dict[str, str] | None = None,
    packed: dict[str, str] = PACKED,
    again_status: int = 304,
) -> Exchange:
    """The exchange with these headers; HEAD's are those of GET unless said otherwise."""
    return Exchange(
        whole=Answer(200, whole),
        again=Answer(again_status, again),
        head=Answer(200, whole if head is None else head),
        packed=Answer(200, packed),
    )


def without(headers: dict[str, str], name: str) -> dict[str, str]:
    """The headers but one."""
    return {key: value for key, value in headers.items() if key != name}


GOOD: Final = exchange()
AMISS: Final = [
    ("http-redirect", Exchange(Answer(302, {"location": "https://example.org/"}))),
    ("http-content-type", exchange(whole={**HEADERS, "content-type": "text/plain; charset=utf-8"})),
    ("http-content-type", exchange(whole=without(HEADERS, "content-type"))),
    ("http-charset", exchange(whole={**HEADERS, "content-type": "text/calendar"})),
    ("http-disposition", exchange(whole={**HEADERS, "content-disposition": 'attachment; filename="a.ics"'})),
    ("http-no-etag", Exchange(Answer(200, without(HEADERS, "etag")), None, Answer(200, HEADERS))),
    (
        "http-weak-etag",
        exchange(whole={**HEADERS, "etag": 'W/"abc"'}, again={**VALIDATORS, "etag": 'W/"abc"'}),
    ),
    ("http-no-last-modified", exchange(whole=without(HEADERS, "last-modified"))),
    (
        "http-cache-control",
        exchange(
            whole={**HEADERS, "cache-control": "max-age=60"},
            again={**VALIDATORS, "cache-control": "max-age=60"},
        ),
    ),
    # Everything is sent again; it need not be compared then.
    ("http-no-304", exchange(again_status=200, again={})),
    ("http-304-headers", exchange(again=without(VALIDATORS, "etag"))),
    ("http-304-headers", exchange(again=without(VALIDATORS, "vary"))),
    ("http-304-last-modified", exchange(again=without(VALIDATORS, "last-modified"))),
    ("http-head", exchange(head=without(HEADERS, "content-type"))),
    ("http-head", Exchange(Answer(200, HEADERS), None, Answer(405, HEADERS))),
    ("http-encoding", exchange(whole={**HEADERS, "content-encoding": "gzip"})),
    ("http-same-etag", exchange(packed={**PACKED, "etag": '"abc"'})),
    ("http-vary", exchange(packed=without(PACKED, "vary"))),
]
