"""Webhooks over real TLS on loopback: what each answer is taken for, and what the other side got."""

import base64
import hmac
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from reminders.letters import content, schedule
from stubs.certificates import certificate
from stubs.webhook import (
    HOST,
    SECRET,
    Doing,
    WebhookStub,
    answers,
    drips,
    drops,
    floods,
    is_no_web_server,
    limits,
    says_nothing,
)

from integrations.outbound import Outbound
from integrations.webhook import LARGEST, WebhookTransport, asked_wait, signature, written
from seasonal_ops.errors import DeliveryFailed, Refused
from seasonal_ops.reminders.letters.letterhead import shipped
from seasonal_ops.reminders.letters.wording import Letter
from seasonal_ops.reminders.transport import Message, Unreachable
from seasonal_ops.tokens import webhook_secret_text
from seasonal_ops.words import Answer, ReminderKind, Role

NOW = datetime(2026, 10, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def message(**more: Any) -> Message:
    values: dict[str, Any] = {
        "address": "",
        "name": "Control room",
        "subject": "Fri 30 Oct 18:00–23:00, joint patrol",
        "body": "When: Fri 30 Oct 18:00–23:00\nWhere: Town Hall\n",
        "message_id": "<abc@seasonal-ops.invalid>",
        "sent_at": NOW,
        "contact_id": 7,
        "data": {"kinds": ["before"], "activities": [{"id": 3, "place": None}]},
    }
    return Message(**(values | more))


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of the stub's host."""
    return certificate(tmp_path_factory.mktemp("tls"), HOST)


def to(stub: WebhookStub, trusted: Path | None, *, seconds: float = 5) -> WebhookTransport:
    outbound = Outbound(
        ca_bundle=trusted,
        seconds=seconds,
        ports=(stub.server_port,),
        resolve=stub.resolve,
        permitted=lambda _address: True,
    )
    return WebhookTransport(lambda contact_id: bytes([contact_id]) * 32, outbound=outbound, clock=lambda: NOW)


@contextmanager
def serving(trusted: Path, does: Doing) -> Iterator[WebhookStub]:
    with WebhookStub(trusted, does) as stub:
        yield stub


def failed(stub: WebhookStub, trusted: Path | None, *, seconds: float = 5) -> DeliveryFailed:
    """What sending ends with; no sentence and no cause tells the path, which may be a secret."""
    with pytest.raises(DeliveryFailed) as caught:
        to(stub, trusted, seconds=seconds).send(message(address=stub.url))
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    assert not isinstance(caught.value, Unreachable)
    return caught.value


def test_the_signature_of_the_standard_s_vector() -> None:
    signed = signature(b"k" * 24, message_id="msg_1", timestamp=1674087231, body=b'{"a":1}')
    assert signed == "v1,rnzLWpMOExQDLxbQ41VF/MSd+OQRPBlq8Y/KPGzVmgI="


def test_what_arrives_and_how_it_is_verified(trusted: Path) -> None:
    with serving(trusted, answers(204)) as stub:
        to(stub, trusted).send(message(address=stub.url))
    (got,) = stub.received
    assert got.path == f"/hooks/{SECRET}"
    assert got.headers["host"] == f"{HOST}:{stub.server_port}"
    assert got.headers["content-type"] == "application/json"
    assert json.loads(got.body) == {
        "type": "reminder",
        "timestamp": "2026-10-16T09:00:00+00:00",
        "data": {
            "kinds": ["before"],
            "activities": [{"id": 3, "place": None}],
            "subject": "Fri 30 Oct 18:00–23:00, joint patrol",
            "text": "When: Fri 30 Oct 18:00–23:00\nWhere: Town Hall\n",
        },
    }
    assert (got.headers["webhook-id"], got.headers["webhook-timestamp"]) == (
        "abc@seasonal-ops.invalid",
        str(int(NOW.timestamp())),
    )
    signed = b"abc@seasonal-ops.invalid." + got.headers["webhook-timestamp"].encode() + b"." + got.body
    expected = base64.b64encode(hmac.digest(bytes([7]) * 32, signed, "sha256")).decode()
    assert got.headers["webhook-signature"] == f"v1,{expected}"


def test_the_page_for_developers_verifies_what_is_sent(trusted: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    block = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert block is not None
    names: dict[str, Any] = {}
    exec(block[1], names)
    with serving(trusted, answers(204)) as stub:
        to(stub, trusted).send(message(address=stub.url))
    (got,) = stub.received
    secret = webhook_secret_text(bytes([7]) * 32)
    with time_machine.travel(NOW + timedelta(minutes=4)):
        assert names["verified"](secret, got.headers, got.body)
        assert not names["verified"](secret, got.headers, got.body + b" ")
        assert not names["verified"](webhook_secret_text(bytes([8]) * 32), got.headers, got.body)
    with time_machine.travel(NOW + timedelta(minutes=6)):
        assert not names["verified"](secret, got.headers, got.body)


def test_the_sample_on_that_page_is_as_the_program_writes_it() -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert block is not None
    sample = json.loads(block[1])
    patrol = Letter(
        activity=12,
        kinds=frozenset({ReminderKind.BEFORE}),
        now=datetime(2026, 10, 16, 8, tzinfo=UTC),
        schedule=schedule(date(2026, 10, 30), date(2026, 10, 30), time(18), time(22)),
        title="Joint patrol",
        location="Town Hall",
        role=Role.SUPPORT,
        answer=Answer.ACCEPTED,
    )
    said = content(patrol, name="Duty desk")
    mail = shipped().write(said)
    sent = json.loads(
        written(message(subject=mail.subject, body=mail.body, sent_at=patrol.now, data=said.for_programs()))
    )
    beginning = sample["data"].pop("text").removesuffix("…")
    assert sent["data"].pop("text").startswith(beginning)
    assert sent == sample


@pytest.mark.parametrize(
    "does",
    [
        answers(200),
        # What it says beside that is nobody's business, be it long, endless or no JSON.
        answers(202, body=b"<html>junk \xff\x00</html>" * 10_000),
        drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nA\r\n"),
    ],
)
def test_any_success_means_taken(trusted: Path, does: Doing) -> None:
    with serving(trusted, does) as stub:
        to(stub, trusted).send(message(address=stub.url))
    assert len(stub.received) == 1


PERMANENT, GONE, LATER = (True, False, None), (True, True, None), (False, False, None)


@pytest.mark.parametrize(
    ("does", "means", "sentence"),
    [
        # the request is wrong, or not wanted: no retry mends it
        (answers(400), PERMANENT, "the webhook refuses the message (400)"),
        (answers(401), PERMANENT, "the webhook refuses the message (401)"),
        (answers(404), PERMANENT, "the webhook refuses the message (404)"),
        (answers(422), PERMANENT, "the webhook refuses the message (422)"),
        # nobody wants anything there any more
        (answers(410), GONE, "the webhook is gone (410)"),
        # a redirect could lead anywhere
        (answers(301, location="https://127.0.0.1/"), PERMANENT, "the webhook redirects (301)"),
        (answers(302, location="https://127.0.0.1/"), PERMANENT, "the webhook redirects (302)"),
        (answers(307, location="https://example.org/"), PERMANENT, "the webhook redirects (307)"),
        (answers(308), PERMANENT, "the webhook redirects (308)"),
        # the moment is wrong
        (answers(408), LATER, "the webhook puts it off (408)"),
        (answers(425), LATER, "the webhook puts it off (425)"),
        (answers(429), LATER, "the webhook puts it off (429)"),
        (answers(429, retry_after="120"), (False, False, timedelta(minutes=2)), "puts it off (429)"),
        (answers(503, retry_after="0"), (False, False, timedelta(0)), "puts it off (503)"),
        (
            answers(503, retry_after=format_datetime(NOW + timedelta(hours=1), usegmt=True)),
            (False, False, timedelta(hours=1)),
            "puts it off (503)",
        ),
        (answers(500), LATER, "the webhook puts it off (500)"),
        (answers(502, body=b"<html>" * 100_000), LATER, "the webhook puts it off (502)"),
        (answers(599), LATER, "the webhook puts it off (599)"),
    ],
)  # fmt: skip
def test_what_an_answer_means(
    trusted: Path, does: Doing, means: tuple[bool, bool, timedelta | None], sentence: str
) -> None:
    with serving(trusted, does) as stub:
        error = failed(stub, trusted)
    assert (error.permanent, error.gone, error.retry_after) == means
    assert (error.ambiguous, error.too_big) == (False, False)
    assert sentence in str(error)
    assert len(stub.received) == 1


def test_what_is_too_long_for_it_is_said_to_be(trusted: Path) -> None:
    with serving(trusted, answers(413)) as stub:
        error = failed(stub, trusted)
    assert (error.permanent, error.too_big, error.gone) == (True, True, False)
    assert str(error) == "the webhook does not take so long a message (413)"


def test_a_limit_says_how_long_it_lasts(trusted: Path) -> None:
    with serving(trusted, limits(2, retry_after="60")) as stub:
        to(stub, trusted).send(message(address=stub.url))
        to(stub, trusted).send(message(address=stub.url))
        error = failed(stub, trusted)
    assert (error.permanent, error.retry_after) == (False, timedelta(minutes=1))


@pytest.mark.parametrize(
    ("does", "what"),
    [
        (drops, "broke the connection off"),
        (is_no_web_server, "broke the connection off"),
        (floods, "broke the connection off"),
        (says_nothing, "did not answer in time"),
        # each byte comes in time, and the answer never
        (drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"), "did not answer in time"),
    ],
)
def test_without_an_answer_it_may_have_arrived(trusted: Path, does: Doing, what: str) -> None:
    with serving(trusted, does) as stub:
        error = failed(stub, trusted, seconds=1)
    assert (error.permanent, error.gone, error.ambiguous, error.retry_after) == (False, False, True, None)
    assert str(error) == f"{HOST}:{stub.server_port} {what}; it may have arrived all the same"
    assert len(stub.received) == 1


def test_a_certificate_that_is_not_trusted(trusted: Path) -> None:
    with serving(trusted, answers(200)) as stub:
        error = failed(stub, None)
    assert (error.permanent, error.ambiguous) == (False, False)
    assert "is not trusted; set SEASONAL_OPS_CA_BUNDLE" in str(error)
    assert stub.received == []


def test_a_certificate_for_another_name(trusted: Path, tmp_path: Path) -> None:
    other = certificate(tmp_path, "other.example.org")
    with serving(other, answers(200)) as stub:
        error = failed(stub, other)
    assert "is not trusted" in str(error)
    assert stub.received == []


def test_a_message_that_is_too_long_is_not_sent(trusted: Path) -> None:
    with serving(trusted, answers(200)) as stub, pytest.raises(DeliveryFailed) as caught:
        to(stub, trusted).send(message(address=stub.url, body="x" * LARGEST))
    assert (caught.value.permanent, caught.value.too_big) == (True, True)
    assert stub.received == []


def test_without_the_key_nothing_is_signed_and_nothing_sent(trusted: Path) -> None:
    def lost(_contact_id: int) -> bytes:
        raise Refused("the server's key is missing")

    with serving(trusted, answers(200)) as stub:
        transport = to(stub, trusted)
        transport._secret_of = lost
        with pytest.raises(Unreachable, match="the server's key is missing"):
            transport.send(message(address=stub.url))
    assert stub.received == []


def test_a_check_shakes_hands_and_sends_nothing(trusted: Path) -> None:
    with serving(trusted, answers(200)) as stub:
        to(stub, trusted).check(stub.url)
        with pytest.raises(DeliveryFailed, match="is not trusted"):
            to(stub, None).check(stub.url)
    assert stub.received == []


def test_what_acts_on_a_screen_does_not_reach_the_other_side() -> None:
    hostile = "a\x1b[2J\u202eb\ud800\x00"
    sent = json.loads(written(message(subject=hostile, body=hostile, data={hostile: [{"k": hostile}]})))
    assert sent["data"] == {"a[2Jb": [{"k": "a[2Jb"}], "subject": "a[2Jb", "text": "a[2Jb"}


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        # a day is the most that anybody may ask for
        ("86401", DAY),
        ("9999999999", DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Fri, 16 Oct 2026 09:00:30 GMT", timedelta(seconds=30)),
        # a date without a zone is in UTC
        ("Fri, 16 Oct 2026 09:00:30 -0000", timedelta(seconds=30)),
        # long past: at once
        ("Thu, 01 Jan 1970 00:00:00 GMT", timedelta(0)),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(text: str, wait: timedelta | None) -> None:
    assert asked_wait(text, now=NOW) == wait


@given(st.text() | st.integers().map(str) | st.datetimes().map(format_datetime))
def test_whatever_it_asks_it_is_a_day_at_most(text: str) -> None:
    wait = asked_wait(text, now=NOW)
    assert wait is None or timedelta(0) <= wait <= DAY
