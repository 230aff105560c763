"""A mail as tests send it, and the way to a server on loopback."""

from datetime import UTC, datetime
from typing import Any

from integrations.mail import SmtpTransport
from seasonal_ops.reminders.transport import Message

SENDER = "Community Safety <csp@example.org>"


def message(**more: Any) -> Message:
    values: dict[str, Any] = {
        "address": "sergeant@example.org",
        "name": "Sergeant Ü",
        "subject": "Fri 30 Oct 18:00–23:00, joint patrol",
        "body": "When: Fri 30 Oct 18:00–23:00\n",
        "message_id": "<abc@seasonal-ops.invalid>",
        "sent_at": datetime(2026, 10, 16, 9, tzinfo=UTC),
    }
    return Message(**(values | more))


def to(port: int, **more: Any) -> SmtpTransport:
    return SmtpTransport("127.0.0.1", port, **({"security": "none", "sender": SENDER, "timeout": 5} | more))
