"""Hands messages to a webhook as Standard Webhooks 1.0.0 has it: a signed POST, and what the answer means.

Any 2xx means taken. docs/webhooks.md tells the developer at the other end the same.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from integrations.outbound import Outbound
from integrations.posting import Answer
from seasonal_ops.errors import DeliveryFailed, SeasonalOpsError
from seasonal_ops.reminders.transport import Message, Unreachable
from seasonal_ops.text import harmless

LARGEST: Final = 256_000  # bytes of a body
_LONGEST_WAIT: Final = timedelta(days=1)
_SECONDS: Final = re.compile(r"[0-9]{1,10}", re.ASCII)
# Too slow, too early, too many: the moment is wrong, not the message (RFC 9110, RFC 8470, RFC 6585).
_LATER: Final = (408, 425, 429)


class WebhookTransport:
    """Every contact's webhook. Safe to share among threads that run no event loop."""

    def __init__(
        self, secret_of: Callable[[int], bytes], *, outbound: Outbound, clock: Callable[[], datetime]
    ) -> None:
        """`secret_of` a contact's id is what its messages are signed with; `clock` is aware."""
        self._secret_of, self._outbound, self._clock = secret_of, outbound, clock

    def send(self, message: Message) -> None:
        """Raises DeliveryFailed; Unreachable only where no message can be signed: one webhook that does not
        answer says nothing about the next.
        """
        body = written(message)
        if len(body) > LARGEST:
            raise DeliveryFailed(
                f"the message has {len(body):,} bytes, and a webhook is sent {LARGEST:,} at most;"
                " send it by mail",
                too_big=True,
            )
        now = self._clock()
        # An attempt is dated by itself: receivers refuse what is older than some minutes.
        timestamp = int(now.timestamp())
        message_id = message.message_id.strip("<>")
        secret = self._secret(message.contact_id)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(secret, message_id=message_id, timestamp=timestamp, body=body),
        }
        judge(self._outbound.post(message.address, body=body, headers=headers), now=now)

    def _secret(self, contact_id: int) -> bytes:
        try:
            return self._secret_of(contact_id)
        except SeasonalOpsError as error:
            raise Unreachable(str(error)) from error

    def check(self, address: str) -> None:
        """Whether the webhook's host answers and proves who it is; nothing is sent. Raises DeliveryFailed."""
        self._outbound.check(address)


def written(message: Message) -> bytes:
    """The body: JSON in ASCII. `timestamp` is when the message was written, in UTC."""
    return json.dumps(
        {
            "type": "reminder",
            "timestamp": message.sent_at.astimezone(UTC).isoformat(timespec="seconds"),
            "data": _clean({"subject": message.subject, "text": message.body, **message.data}),
        },
        separators=(",", ":"),
    ).encode("ascii")


def _clean(value: Any) -> Any:
    """The same without anything that acts on a reader's screen."""
    match value:
        case str():
            return harmless(value, keep="\n")
        case Mapping():
            return {_clean(name): _clean(one) for name, one in value.items()}
        case list() | tuple():
            return [_clean(one) for one in value]
        case _:
            return value


def signature(secret: bytes, *, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and HMAC-SHA256 of id, Unix time and body in base64 (Standard Webhooks, "Signature scheme")."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.digest(secret, signed, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode("ascii")


def judge(answer: Answer, *, now: datetime) -> None:
    """Return when the message was taken. Raises DeliveryFailed, which says what the answer asks for."""
    status = answer.status
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise DeliveryFailed(
            f"the webhook redirects ({status}), which is not followed; give the contact its new address",
            permanent=True,
        )
    if status == 410:
        raise DeliveryFailed("the webhook is gone (410): nothing more is sent to it", gone=True)
    if status == 413:
        raise DeliveryFailed("the webhook does not take so long a message (413)", too_big=True)
    if 400 <= status < 500 and status not in _LATER:
        raise DeliveryFailed(
            f"the webhook refuses the message ({status}); ask its developer, then retry", permanent=True
        )
    wait = asked_wait(answer.retry_after, now=now)
    raise DeliveryFailed(f"the webhook puts it off ({status}); it will be tried again", retry_after=wait)


def asked_wait(text: str, *, now: datetime) -> timedelta | None:
    """What Retry-After asks for (RFC 9110, section 10.2.3), a day at most; None when it asks for nothing.

    It gives seconds, or a date to wait for; `now` is aware.
    """
    if _SECONDS.fullmatch(text):
        return min(timedelta(seconds=int(text)), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), _LONGEST_WAIT)
