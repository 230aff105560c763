"""How a feed is answered (RFC 9110): what clients need in order to poll it cheaply and rightly. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from seasonal_ops.linter.reporting import Defect, Report, error, warning

REDIRECT: Final = error(
    "http-redirect",
    "RFC 9110, 15.4",
    "the address redirects ({}), and Thunderbird then polls in vain; subscribe to where it leads",
)
CONTENT_TYPE: Final = error(
    "http-content-type", "RFC 9110, 8.3", "Content-Type is {!r}; answer text/calendar; charset=utf-8"
)
CHARSET: Final = warning(
    "http-charset", "RFC 9110, 8.3.2", "Content-Type is {!r}; say charset=utf-8, or some readers guess"
)
NOT_INLINE: Final = warning(
    "http-disposition",
    "RFC 6266, 4",
    "Content-Disposition is {!r}; say inline, with a filename that ends in .ics",
)
NO_ETAG: Final = warning(
    "http-no-etag", "RFC 9110, 8.8.3", "there is no ETag, so that every poll fetches everything; send one"
)
WEAK_ETAG: Final = warning(
    "http-weak-etag", "RFC 9110, 8.8.1", "the ETag {} is weak; make a strong one from the bytes"
)
NO_LAST_MODIFIED: Final = warning(
    "http-no-last-modified",
    "RFC 9110, 8.8.2",
    "there is no Last-Modified, which older readers ask with; send it",
)
NO_CACHE_CONTROL: Final = warning(
    "http-cache-control",
    "RFC 9111, 5.2",
    "Cache-Control is {!r}; answer private, no-cache, or caches serve old times",
)
NO_304: Final = error(
    "http-no-304",
    "RFC 9110, 13.1.2",
    "asked again with its own ETag it answers {}; answer 304 without a body",
)
HEADERS_OF_304: Final = error(
    "http-304-headers", "RFC 9110, 15.4.5", "the answer 304 lacks {} as the answer 200 has it; repeat it"
)
NO_LAST_MODIFIED_ON_304: Final = warning(
    "http-304-last-modified",
    "RFC 9110, 8.8.2",
    "the answer 304 lacks the Last-Modified of the answer 200, which some readers keep; repeat it",
)
HEAD_DIFFERS: Final = warning(
    "http-head", "RFC 9110, 9.3.2", "HEAD differs from GET in {}; answer it with the same headers"
)
ENCODED: Final = error(
    "http-encoding", "RFC 9110, 12.5.3", "the body comes as {} where none was offered; send it as it is"
)
SAME_ETAG: Final = error(
    "http-same-etag",
    "RFC 9110, 8.8.3.3",
    "the compressed body has the ETag of the plain one; give each its own",
)
NO_VARY: Final = error(
    "http-vary",
    "RFC 9110, 12.5.5",
    "Vary does not name Accept-Encoding though the body depends on it; add it",
)

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_REPEATED: Final = ("etag", "cache-control", "vary")
_OF_HEAD: Final = ("content-type", "etag", "last-modified", "cache-control", "vary", "content-length")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the headers, their names in lower case."""

    status: int
    headers: Mapping[str, str]

    def get(self, name: str) -> str:
        """A header's value, empty where there is none."""
        return self.headers.get(name, "")

    @property
    def is_redirect(self) -> bool:
        """Whether what was asked for is somewhere else (15.4)."""
        return self.status in _REDIRECTS


@dataclass(frozen=True, slots=True)
class Exchange:
    """The answers to GET; to GET again with If-None-Match (where there was an ETag); to HEAD; to GET with
    gzip offered. The first three offer identity alone. A redirect is the only answer there is."""

    whole: Answer
    again: Answer | None = None
    head: Answer | None = None
    packed: Answer | None = None


def judge(exchange: Exchange) -> list[Defect]:
    """What is wrong with the answers, all at line 0."""
    report = Report()
    if exchange.whole.is_redirect:
        report.add(REDIRECT, 0, exchange.whole.status)
        return report.defects()
    _judge_whole(exchange.whole, report)
    _judge_validators(exchange.whole, report)
    if exchange.again is not None:
        _judge_again(exchange.whole, exchange.again, report)
    if exchange.head is not None:
        _judge_head(exchange.whole, exchange.head, report)
    if exchange.packed is not None:
        _judge_packed(exchange.whole, exchange.packed, report)
    return report.defects()


def _judge_whole(whole: Answer, report: Report) -> None:
    content_type = whole.get("content-type")
    kind, _, parameters = content_type.lower().replace(" ", "").partition(";")
    if kind != "text/calendar":
        report.add(CONTENT_TYPE, 0, content_type)
    elif "charset=utf-8" not in parameters.replace('"', "").split(";"):
        report.add(CHARSET, 0, content_type)
    disposition = whole.get("content-disposition")
    if not _is_inline(disposition.lower()):
        report.add(NOT_INLINE, 0, disposition)
    encoding = whole.get("content-encoding")
    if encoding.lower() not in ("", "identity"):
        report.add(ENCODED, 0, encoding)


def _is_inline(disposition: str) -> bool:
    return disposition.startswith("inline") and disposition.rstrip('"').endswith(".ics")


def _judge_validators(whole: Answer, report: Report) -> None:
    etag, caching = whole.get("etag"), whole.get("cache-control")
    if not etag:
        report.add(NO_ETAG, 0)
    elif etag.startswith("W/"):
        report.add(WEAK_ETAG, 0, etag)
    if not whole.get("last-modified"):
        report.add(NO_LAST_MODIFIED, 0)
    if not {"private", "no-cache"} <= set(caching.lower().replace(" ", "").split(",")):
        report.add(NO_CACHE_CONTROL, 0, caching)


def _judge_again(whole: Answer, again: Answer, report: Report) -> None:
    if again.status != 304:
        report.add(NO_304, 0, again.status)
        return
    lacking = _differing(whole, again, _REPEATED)
    if lacking:
        report.add(HEADERS_OF_304, 0, lacking)
    if _differing(whole, again, ("last-modified",)):
        report.add(NO_LAST_MODIFIED_ON_304, 0)


def _judge_head(whole: Answer, head: Answer, report: Report) -> None:
    differing = "status" if head.status != whole.status else _differing(whole, head, _OF_HEAD)
    if differing:
        report.add(HEAD_DIFFERS, 0, differing)


def _judge_packed(whole: Answer, packed: Answer, report: Report) -> None:
    if not packed.get("content-encoding"):
        return
    etag = whole.get("etag")
    if etag and packed.get("etag") == etag and not etag.startswith("W/"):
        report.add(SAME_ETAG, 0)
    if not {"accept-encoding", "*"} & set(packed.get("vary").lower().replace(" ", "").split(",")):
        report.add(NO_VARY, 0)


def _differing(whole: Answer, other: Answer, names: tuple[str, ...]) -> str:
    return ", ".join(name for name in names if whole.get(name) and whole.get(name) != other.get(name))
