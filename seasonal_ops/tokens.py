"""Links that open one thing: a selector that names it and a secret that proves it.

The secret is derived from the server's key, which lies outside the database: a stolen database opens
nothing, and yet a link can be shown again.
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.models import Token

FEED: Final = "feed"
_SELECTOR_LENGTH: Final = 16
_FORM: Final = re.compile(r"[A-Za-z0-9_-]{59}", re.ASCII)  # a selector of 16 and 256 bits in 43


def issue(
    session: Session, *, purpose: str, object_id: int, generation: int = 1,
    expires: datetime | None = None, now: datetime,
) -> Token:  # fmt: skip
    """A new token for one purpose on one object; flushed."""
    token = Token(
        selector=secrets.token_urlsafe(12),
        purpose=purpose,
        object_id=object_id,
        generation=generation,
        created_at=now,
        expires_at=expires,
    )
    session.add(token)
    session.flush()
    return token


def current(session: Session, *, purpose: str, object_id: int) -> Token:
    """The newest token for one purpose on one object. There must be one."""
    query = select(Token).where(Token.purpose == purpose, Token.object_id == object_id)
    return session.exec(query.order_by(col(Token.id).desc()).limit(1)).one()


def secret(key: bytes, *, selector: str, purpose: str, object_id: int, generation: int) -> str:
    """HMAC-SHA256 of what the token opens, in base64url without padding (43 characters)."""
    opened = f"{selector}|{purpose}|{object_id}|{generation}".encode()
    digest = hmac.digest(key, opened, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def written(key: bytes, token: Token) -> str:
    """The token as it stands in a link."""
    return token.selector + secret(
        key,
        selector=token.selector,
        purpose=token.purpose,
        object_id=token.object_id,
        generation=token.generation,
    )


def webhook_secret(key: bytes, contact_id: int) -> bytes:
    """What a contact's webhook messages are signed with: HMAC-SHA256 of whose they are, 32 bytes."""
    return hmac.digest(key, f"webhook|{contact_id}".encode(), hashlib.sha256)


def webhook_secret_text(secret: bytes) -> str:
    """A webhook's secret as its developer is given it (Standard Webhooks, "Signature scheme")."""
    return "whsec_" + base64.b64encode(secret).decode("ascii")


def split(text: str) -> tuple[str, str] | None:
    """Selector and secret of what somebody sent; None when it cannot be a token."""
    if not _FORM.fullmatch(text):
        return None
    return text[:_SELECTOR_LENGTH], text[_SELECTOR_LENGTH:]


def equal(expected: str, given: str) -> bool:
    """Compare two secrets in a time that tells nothing of where they differ."""
    return hmac.compare_digest(expected.encode("ascii"), given.encode("ascii"))
