"""Mail over real SMTP on loopback: what arrives, and what each kind of failure is called."""

import socket
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mailing import SENDER, message, to
from stubs.smtp import Doing, SmtpStub, drips, drops, is_slow, says_nothing

from integrations.mail import SmtpTransport, _stuffed
from integrations.mailbox import CatchAll
from integrations.mime import accept_sender, compose
from seasonal_ops.errors import BadValue, DeliveryFailed, Refused
from seasonal_ops.reminders.transport import Unreachable


def test_what_arrives(box: CatchAll) -> None:
    with to(box.port) as transport:
        transport.send(message())
    (mail,) = box.messages()
    assert {name: str(mail[name]) for name in ("From", "To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": "Community Safety <csp@example.org>",
        "To": "Sergeant Ü <sergeant@example.org>",
        "Subject": "Fri 30 Oct 18:00–23:00, joint patrol",
        "Message-ID": "<abc@seasonal-ops.invalid>",
        "Auto-Submitted": "auto-generated",
    }
    assert mail["Date"].datetime == datetime(2026, 10, 16, 9, tzinfo=UTC)
    assert mail.get_content() == "When: Fri 30 Oct 18:00–23:00\n"
    assert all(file.read_bytes().isascii() for file in box.folder.glob("*.eml"))


@given(st.lists(st.sampled_from(["Please", "answer", "18:00–23:00,", "é", "x" * 30, "patrol"]), min_size=1))
def test_a_folded_subject_has_the_blanks_that_it_had(words: list[str]) -> None:
    subject = " ".join(words)
    raw = compose(message(subject=subject), accept_sender(SENDER)).as_bytes()
    assert BytesParser(policy=default).parsebytes(raw)["Subject"] == subject
    assert max(map(len, raw.split(b"\r\n"))) < 998


def test_a_calendar_arrives_byte_for_byte(box: CatchAll) -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:é – ☂\r\nEND:VCALENDAR\r\n".encode()
    with to(box.port) as transport:
        transport.send(message(calendar=calendar))
    (mail,) = box.messages()
    (part,) = mail.iter_attachments()
    assert part["Content-Type"] == 'text/calendar; charset="utf-8"'
    assert part.get_filename() == "activity.ics"
    assert part.get_payload(decode=True) == calendar
    assert mail.get_body().get_content() == "When: Fri 30 Oct 18:00–23:00\n"
    assert all(file.read_bytes().isascii() for file in box.folder.glob("*.eml"))


def test_html_stands_beside_the_text_and_the_calendar_beside_both(box: CatchAll) -> None:
    html = "<p>When: Fri 30 Oct 18:00–23:00\x1b\u202e</p>\n" + "<b>x</b>" * 500
    with to(box.port) as transport:
        transport.send(message(html=html, calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
    (mail,) = box.messages()
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"),
    ]
    shown = mail.get_body(("html",)).get_content()
    assert shown == html.replace("\x1b\u202e", "") + "\n"
    assert mail.get_body(("plain",)).get_content() == "When: Fri 30 Oct 18:00–23:00\n"
    assert all(file.read_bytes().isascii() for file in box.folder.glob("*.eml"))


def test_mails_are_kept_in_the_order_in_which_they_came(box: CatchAll) -> None:
    with to(box.port) as transport:
        for number in range(3):
            transport.send(message(subject=f"{number}"))
    assert [mail["Subject"] for mail in box.messages()] == ["0", "1", "2"]


def test_a_server_that_closed_the_idle_connection_is_called_again(tmp_path: Path) -> None:
    with CatchAll(tmp_path) as first:
        transport = to(first.port)
        transport.send(message())
        port = first.port
    with CatchAll(tmp_path, port) as second:
        transport.send(message())
        assert len(second.messages()) == 2
    transport.close()


@pytest.mark.parametrize(
    "more",
    [
        {"name": "a\r\nBcc: x@example.org"},
        {"subject": "a\r\nBcc: x@example.org\r\n\r\nbody"},
        {"name": "=?utf-8?q?a=0d=0aBcc=3ax?= <a@b>"},
        {"subject": "=?utf-8?q?a=0d=0aBcc=3ax?= <a@b>"},
        {"body": "a\r\n.\r\nRCPT TO:<x@example.org>\r\n"},
        {"name": "a\x00b\x1b[2J"},
    ],
)
def test_hostile_text_stays_text(box: CatchAll, more: dict[str, str]) -> None:
    with to(box.port) as transport:
        transport.send(message(**more))
    (mail,) = box.messages()
    assert (mail["Bcc"], mail["To"].addresses[0].addr_spec) == (None, "sergeant@example.org")
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize("address", ["", "a@b, c@d", "a@b\r\nBcc: x", "a@", "ü\x00@b", "ü@b.org", "a@ü.org"])
def test_an_address_that_cannot_be_written_is_refused_for_good(box: CatchAll, address: str) -> None:
    with to(box.port) as transport, pytest.raises(DeliveryFailed) as caught:
        transport.send(message(address=address))
    assert caught.value.permanent
    assert box.messages() == []


@given(st.lists(st.binary(max_size=5).map(lambda line: line.replace(b"\n", b".").replace(b"\r", b"."))))
def test_no_line_of_a_mail_ends_it(lines: list[bytes]) -> None:
    mail = b"".join(line + b"\r\n" for line in [b"From: csp@example.org", *lines])
    sent = _stuffed(mail).split(b"\r\n")
    assert sent[-2:] == [b".", b""]
    assert b"." not in sent[:-2]
    # as a receiver reads it (RFC 5321, section 4.5.2)
    assert b"".join(line.removeprefix(b".") + b"\r\n" for line in sent[:-2]) == mail


@pytest.mark.parametrize(
    ("step", "told", "permanent", "sentence"),
    [
        # put off: greylisting, a full disk, a queue that is full, a server that goes down
        ("mail", "421 busy", False, "the mail server puts it off: 421 busy"),
        ("mail", "452 no room", False, "the mail server puts it off: 452 no room"),
        ("rcpt", "450 mailbox busy", False, "the mail server puts it off: 450 mailbox busy"),
        ("rcpt", "451 later", False, "the mail server puts it off: 451 later"),
        ("rcpt", "452 mailbox full", False, "the mail server puts it off: 452 mailbox full"),
        ("data", "421 going down", False, "the mail server puts it off: 421 going down"),
        ("dot", "451 error here", False, "the mail server puts it off: 451 error here"),
        ("dot", "452 no room", False, "the mail server puts it off: 452 no room"),
        # an answer of a kind that none is expected to be
        ("data", "250 OK", False, "the mail server puts it off: 250 OK"),
        # refused for good; the server's own words must not carry the address into the log
        ("rcpt", "550 <sergeant@example.org> gone", True, "for good: 550 <the address> gone"),
        ("rcpt", "552 mailbox full", True, "the mail server refuses it for good: 552 mailbox full"),
        ("data", "554 no valid recipients", True, "refuses it for good: 554 no valid recipients"),
        ("dot", "554 looks like spam", True, "the mail server refuses it for good: 554 looks like spam"),
    ],
)  # fmt: skip
def test_what_an_answer_means(step: str, told: str, permanent: bool, sentence: str) -> None:
    with SmtpStub(**{step: told}) as stub, to(stub.port) as transport:
        with pytest.raises(DeliveryFailed) as caught:
            transport.send(message())
        # and the connection is as good as before
        stub.does = {}
        transport.send(message())
    assert (caught.value.permanent, caught.value.ambiguous, caught.value.gone) == (permanent, False, False)
    assert sentence in str(caught.value)
    assert not isinstance(caught.value, Unreachable)
    assert (stub.steps.count("connect"), len(stub.taken)) == (1, 1)


@pytest.mark.parametrize(
    ("step", "told", "too_big"),
    [
        # after the text 552 is about its length, unless the enhanced code says otherwise
        ("dot", "552 too big", True),
        ("dot", "552 5.3.4 Message size exceeds fixed limit", True),
        ("dot", "552-5.2.3 Your message is too long.\r\n552 5.2.3 See our page", True),
        ("dot", "554 5.3.4 it is too big", True),
        ("dot", "552 5.2.2 mailbox full", False),
        ("dot", "552 5.7.0 looks dangerous", False),
        ("dot", "554 5.3.41 no such code", False),
        # before it, only where the code says so
        ("rcpt", "552 mailbox full", False),
        ("rcpt", "550 5.2.3 not so long", True),
        ("mail", "552 5.3.4 not so long", True),
        # what is put off is tried again whole
        ("dot", "452 4.3.4 not today", False),
    ],
)
def test_a_message_that_is_too_long_is_said_to_be(step: str, told: str, too_big: bool) -> None:
    with (
        SmtpStub(**{step: told}) as stub,
        to(stub.port) as transport,
        pytest.raises(DeliveryFailed) as caught,
    ):
        transport.send(message())
    assert not isinstance(caught.value, Unreachable)
    assert caught.value.too_big == too_big
    assert caught.value.permanent == (too_big or told.startswith("5"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("<sergeant@example.org> gone", "<the address> gone"),
        ("SERGEANT@Example.ORG: gone", "the address: gone"),
        ("to=<sergeant@example.org>, gone", "to=<the address>, gone"),
        # forwarded to, rewritten, escaped, hidden from robots
        ("it went on to jo.home@mail.example.net, which is full", "it went on to the address, which is full"),
        ("SRS0=ab=cd=example.org=sergeant@relay.example gone", "the address gone"),
        ("rfc822;sergeant+40example.org sergeant%40example.org", "rfc822;the address the address"),
        ('"Jo Home"@example.net gone', "the address gone"),
        ("jo@[192.0.2.1] gone", "the address gone"),
        ("jo @ example.net jo (at) example.net", "the address the address"),
        ("jo\uff20example.net", "the address"),
        # the name alone; another word that begins with it stays
        ("User Sergeant unknown", "User the address unknown"),
        ("sergeants are unknown", "sergeants are unknown"),
        # cut after it was looked through, not before
        ("x" * 190 + " sergeant@example.org", "x" * 190 + " the addre"),
    ],
)
def test_no_address_is_repeated(told: str, said: str) -> None:
    with (
        SmtpStub(rcpt=f"550 {told}") as stub,
        to(stub.port) as transport,
        pytest.raises(DeliveryFailed) as caught,
    ):
        transport.send(message())
    assert str(caught.value) == f"the mail server refuses it for good: 550 {said}"


@pytest.mark.parametrize(("step", "told"), [("connect", "554 jo@example.net"), ("mail", "550 csp unknown")])
def test_nor_by_a_server_that_takes_nothing(step: str, told: str) -> None:
    with SmtpStub(**{step: told}) as stub, pytest.raises(Unreachable, match=r"the address( unknown)?$"):
        to(stub.port).send(message())


@pytest.mark.parametrize("deed", [drops, says_nothing, drips])
@pytest.mark.parametrize(
    ("step", "kind", "ambiguous"),
    [
        # before any message was spoken of: the server as a whole
        ("connect", Unreachable, False),
        ("ehlo", Unreachable, False),
        # no text was sent: it cannot have arrived
        ("mail", DeliveryFailed, False),
        ("rcpt", DeliveryFailed, False),
        ("data", DeliveryFailed, False),
        # on its way
        ("text", DeliveryFailed, True),
        ("dot", DeliveryFailed, True),
    ],
)
def test_a_conversation_that_is_broken_off(
    deed: Doing, step: str, kind: type[DeliveryFailed], ambiguous: bool
) -> None:
    with (
        SmtpStub(**{step: deed}) as stub,
        to(stub.port, timeout=0.3, altogether=1.2) as transport,
    ):
        with pytest.raises(DeliveryFailed) as caught:
            transport.send(message())
        # the next message begins on a new connection
        stub.does = {}
        transport.send(message())
    assert type(caught.value) is kind
    assert (caught.value.permanent, caught.value.ambiguous) == (False, ambiguous)
    assert len(stub.whole) == (2 if step == "dot" else 1)
    assert len(stub.taken) == 1


def test_the_end_of_the_text_has_more_time_than_any_other_step() -> None:
    with SmtpStub(dot=is_slow(1.5)) as stub, to(stub.port, timeout=1) as transport:
        transport.send(message())
        stub.does = {"rcpt": is_slow(1.5)}
        with pytest.raises(DeliveryFailed, match="broke the connection off; it will be tried again"):
            transport.send(message())
    assert len(stub.whole) == 1


def test_a_sender_that_is_refused_is_no_message_s_fault() -> None:
    with (
        SmtpStub(mail="550 not your address") as stub,
        to(stub.port) as transport,
        pytest.raises(Unreachable) as caught,
    ):
        transport.send(message())
    assert not caught.value.permanent
    assert str(caught.value) == (
        f"the mail server 127.0.0.1:{stub.port} refuses the sender; check SEASONAL_OPS_MAIL_FROM and the"
        " login: 550 not your address"
    )


@pytest.mark.parametrize("told", ["421 too many of you", "554 go away"])
def test_a_server_that_takes_nobody_in(told: str) -> None:
    with SmtpStub(connect=told) as stub, pytest.raises(Unreachable, match="takes no mail now"):
        to(stub.port).send(message())


def test_a_line_that_is_a_dot_does_not_end_the_mail() -> None:
    with SmtpStub() as stub, to(stub.port) as transport:
        transport.send(message(body="a\n.\n..b\n"))
    assert b"\r\na\r\n..\r\n...b\r\n" in stub.taken[0]


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unreachable) as caught:
            to(port).send(message())
    assert str(caught.value) == (
        f"the mail server 127.0.0.1:{port} does not answer; check SEASONAL_OPS_SMTP_HOST"
    )
    assert (caught.value.permanent, caught.value.ambiguous) == (False, False)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(Unreachable, match="does not answer"),
    ):
        to(silent.getsockname()[1], timeout=0.2).send(message())


@pytest.mark.parametrize("host", ["mail.example.org", "10.0.0.1", "127.0.0.1.example.org", "0.0.0.0", ""])
def test_without_tls_mail_goes_to_this_machine_alone(host: str) -> None:
    with pytest.raises(Refused, match="must be encrypted"):
        SmtpTransport(host, 25, security="none", sender=SENDER)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_loopback_needs_no_tls(host: str) -> None:
    with SmtpTransport(host, 25, security="none", sender=SENDER) as transport:
        assert transport._context is None


@pytest.mark.parametrize("sender", ["", "csp", "a@b.org, c@d.org", "a@b.org\r\nBcc: x@y.org", "<>"])
def test_a_sender_is_one_address(sender: str) -> None:
    with pytest.raises(BadValue, match="SEASONAL_OPS_MAIL_FROM"):
        accept_sender(sender)
