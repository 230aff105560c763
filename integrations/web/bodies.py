"""A feed's bytes with the headers that go with them, made once a change and sent as they are. Pure."""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from integrations.web.answers import EVERYWHERE
from integrations.web.conditional import entity_tag, http_date
from seasonal_ops.subscribing import file_name

Headers = list[tuple[bytes, bytes]]
_LEVEL: Final = 6  # a tenth of the size; higher costs twice the time for one per cent
LAST_MODIFIED: Final = b"last-modified"


@dataclass(frozen=True, slots=True)
class Variant:
    """The bytes in one encoding, and the headers of a 200 and a 304.

    A 304 says what identifies the answer that the client has, and no more (RFC 9110, section 15.4.5).
    """

    etag: bytes
    unchanged: Headers
    whole: Headers
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """A feed as it is served: `digest` is the SHA-256 of its bytes, `packed` the same in gzip."""

    digest: str
    last_changed: datetime
    plain: Variant
    packed: Variant


def make(content: bytes, *, name: str, last_changed: datetime) -> Body:
    """Everything that answers for a feed of this name need."""
    digest = hashlib.sha256(content).hexdigest()
    packed = gzip.compress(content, _LEVEL, mtime=0)
    return Body(
        digest,
        last_changed,
        _variant(content, digest, name, last_changed, gzipped=False),
        _variant(packed, digest, name, last_changed, gzipped=True),
    )


def _variant(content: bytes, digest: str, name: str, last_changed: datetime, *, gzipped: bool) -> Variant:
    etag = entity_tag(digest, gzipped=gzipped).encode("ascii")
    unchanged = [
        (b"etag", etag),
        (LAST_MODIFIED, http_date(last_changed).encode("ascii")),
        (b"cache-control", b"private, no-cache"),
        (b"vary", b"Accept-Encoding"),
    ]
    whole = [
        (b"content-type", b"text/calendar; charset=utf-8"),
        (b"content-disposition", f'inline; filename="{file_name(name)}"'.encode("ascii")),
        (b"content-length", str(len(content)).encode("ascii")),
        *([(b"content-encoding", b"gzip")] if gzipped else []),
        *unchanged,
        *EVERYWHERE,
    ]
    return Variant(etag, unchanged, whole, content)
