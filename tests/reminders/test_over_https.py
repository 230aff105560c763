"""The whole door over a real webhook: what counts is what the partner's server got."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from stubs.certificates import certificate
from stubs.webhook import HOST, Doing, WebhookStub, answers, drops

from integrations.outbound import Outbound
from integrations.webhook import WebhookTransport, signature
from seasonal_ops import tokens
from seasonal_ops.models import Contact, ContactDetail
from seasonal_ops.reminders.sending import Sent, run_once
from seasonal_ops.words import Channel, ReminderState

KEY = b"k" * 32


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[WebhookStub]:
    with WebhookStub(certificate(tmp_path, HOST), answers(204)) as stub:
        yield stub


@pytest.fixture
def due(quick_world: Any, stub: WebhookStub) -> Any:
    """One reminder is due, for a contact that is a webhook."""
    quick_world.ready()
    with quick_world.database.write() as session:
        session.exec(select(Contact)).one().channel = Channel.WEBHOOK
        detail = session.exec(select(ContactDetail)).one()
        detail.email, detail.url = "", stub.url
    quick_world.now = quick_world.at("2026-10-16 09:00")
    return quick_world


def run(world: Any, stub: WebhookStub, tmp_path: Path, does: Doing | None = None) -> Sent:
    stub.does = does or stub.does
    outbound = Outbound(
        ca_bundle=tmp_path / f"{HOST}.pem",
        ports=(stub.server_port,),
        resolve=stub.resolve,
        permitted=lambda _address: True,
    )
    webhooks = WebhookTransport(
        lambda contact_id: tokens.webhook_secret(KEY, contact_id), outbound=outbound, clock=world.clock
    )
    return run_once(world.database, transports={Channel.WEBHOOK: webhooks}, clock=world.clock, worker="w1")


def test_a_webhook_gets_its_reminder_once_signed_for_itself(
    due: Any, stub: WebhookStub, tmp_path: Path
) -> None:
    assert run(due, stub, tmp_path) == Sent(sent=1, messages=1)
    assert run(due, stub, tmp_path) == Sent()
    (got,) = stub.received
    (row,) = due.rows(ReminderState.SENT)
    assert f"<{got.headers['webhook-id']}>" == row.message_id
    assert got.headers["webhook-signature"] == signature(
        tokens.webhook_secret(KEY, row.contact_id),
        message_id=got.headers["webhook-id"],
        timestamp=int(got.headers["webhook-timestamp"]),
        body=got.body,
    )


def test_the_sample_of_the_page_for_developers_has_the_names_that_are_sent(
    due: Any, stub: WebhookStub, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    block = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert block is not None
    run(due, stub, tmp_path)
    assert names(json.loads(stub.received[0].body)) == names(json.loads(block[1]))


def names(value: Any) -> Any:
    """The names in a document of JSON, in their order, whatever stands behind them."""
    match value:
        case dict():
            return [(name, names(one)) for name, one in value.items()]
        case [dict() as first, *_]:
            return [names(first)]
        case _:
            return None


def test_who_asks_to_be_left_alone_is_left_alone_for_as_long(
    due: Any, stub: WebhookStub, tmp_path: Path
) -> None:
    assert run(due, stub, tmp_path, answers(429, retry_after="7200")).failed == 1
    (row,) = due.rows(ReminderState.FAILED)
    assert row.next_try >= due.now + timedelta(hours=2)
    due.now += timedelta(hours=1, minutes=59)
    assert run(due, stub, tmp_path, answers(204)) == Sent(left=1)
    due.now = row.next_try
    assert run(due, stub, tmp_path) == Sent(sent=1, messages=1)
    assert len({got.headers["webhook-id"] for got in stub.received}) == 1


def test_what_is_gone_is_never_asked_again(due: Any, stub: WebhookStub, tmp_path: Path) -> None:
    assert run(due, stub, tmp_path, answers(410)).dead == 1
    due.now += timedelta(days=13)
    assert run(due, stub, tmp_path, answers(204)).sent == 0
    assert len(stub.received) == 1
    with due.database.read() as session:
        assert session.exec(select(Contact)).one().opted_out_at is not None


def test_what_was_dropped_comes_again_with_the_same_id(due: Any, stub: WebhookStub, tmp_path: Path) -> None:
    assert run(due, stub, tmp_path, drops).failed == 1
    due.now += timedelta(hours=2)
    assert run(due, stub, tmp_path, answers(204)).sent == 1
    first, second = stub.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    (row,) = due.rows(ReminderState.SENT)
    assert row.ambiguous
