"""The whole door over real SMTP: what counts is what the receiver got."""

from pathlib import Path
from typing import Any

from integrations.mail import SmtpTransport
from integrations.mailbox import CatchAll
from seasonal_ops.reminders.sending import Sent, run_once
from seasonal_ops.words import Channel, ReminderState


def run(world: Any, port: int) -> Sent:
    with SmtpTransport("127.0.0.1", port, security="none", sender="csp@example.org", timeout=5) as smtp:
        return run_once(world.database, transports={Channel.MAIL: smtp}, clock=world.clock, worker="w1")


def test_each_contact_has_its_mail_once(world: Any, tmp_path: Path) -> None:
    activity, _ = world.ready()
    world.assign(activity, world.partner("fire", contacts=2))
    world.now = world.at("2026-10-16 09:00")
    with CatchAll(tmp_path / "mail") as box:
        assert run(world, box.port) == Sent(sent=3, messages=3)
        assert run(world, box.port) == Sent()
        mails = box.messages()
    assert sorted(mail["To"].addresses[0].addr_spec for mail in mails) == [
        *("fire1@example.org", "fire@example.org", "police@example.org"),
    ]
    assert {mail["Message-ID"] for mail in mails} == {
        row.message_id for row in world.rows(ReminderState.SENT)
    }


def test_without_a_server_nothing_is_lost_and_the_run_says_so(world: Any, tmp_path: Path) -> None:
    world.ready()
    world.now = world.at("2026-10-16 09:00")
    with CatchAll(tmp_path / "mail") as box:
        port = box.port
    trouble = f"the mail server 127.0.0.1:{port} does not answer; check SEASONAL_OPS_SMTP_HOST"
    assert run(world, port) == Sent(failed=1, left=1, trouble=trouble)
    world.now = world.at("2026-10-16 10:00")
    with CatchAll(tmp_path / "mail", port) as box:
        assert run(world, port) == Sent(sent=1, messages=1)
        assert len(box.messages()) == 1
