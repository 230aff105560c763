"""What may not be told is nowhere in a mail; what is told can do nothing there."""

from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import icalendar
import pytest
from hostile import ACTING, HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from reminders.letters import PATROL, content, of, written

from integrations.mime import accept_sender, compose
from seasonal_ops.models import Plan, Reminder, Theme, key
from seasonal_ops.reminders.letters.composing import compose as composing
from seasonal_ops.reminders.letters.entries import section
from seasonal_ops.reminders.letters.letterhead import shipped
from seasonal_ops.reminders.letters.samples import contents
from seasonal_ops.reminders.letters.wording import URGENCY
from seasonal_ops.reminders.shapes import Bundle
from seasonal_ops.reminders.transport import Message
from seasonal_ops.words import Channel, ReminderKind, Sensitivity

SECRET = {
    "title": "zebra raid",
    "location": "zebra lane",
    "meet": "zebra yard",
    "description": "zebra task",
    "date_reason": "zebra reason",
    "status_note": "zebra note",
    "url": "https://zebra.example",
}
KINDS = [kind for kind in ReminderKind if kind not in (ReminderKind.DIGEST, ReminderKind.MONTHLY)]


def decoded(message: Message) -> str:
    """All that the receiver could read: headers, and every part decoded."""
    raw = compose(message, accept_sender("csp@example.org")).as_bytes()
    mail: Any = BytesParser(_class=EmailMessage, policy=default).parsebytes(raw)
    parts = [part.get_payload(decode=True).decode() for part in mail.walk() if not part.is_multipart()]
    # A calendar folds its lines, also within a word.
    unfolded = "\n".join(parts).replace("\r\n ", "")
    return "\n".join(f"{name}: {value}" for name, value in mail.items()) + unfolded


def guarded(world: Any, sensitivity: Sensitivity) -> tuple[int, int]:
    """A guarded activity full of a word, an open one, both of a plan named by it, and a contact of both."""
    secret = world.activity(
        "2026-10-30", sensitivity=sensitivity, theme="zebra", measures=["zebra"], **SECRET
    )
    known = world.activity("2026-10-31", title="open day")
    with world.database.write() as session:
        plan = session.get_one(Plan, world.plan_id)
        plan.name = "Operation zebra"
        session.add(plan)
        session.add(Theme(plan_id=world.plan_id, slug="zebra", name="zebra theme"))
    partner = world.partner("police")
    for activity in (secret, known):
        world.assign(activity, partner)
    return secret, known


def composed(world: Any, kind: ReminderKind, *activities: int) -> Message:
    """The message of these activities to the one contact, all of this kind."""
    now = world.at("2026-10-20 09:00")
    fixed: dict[str, Any] = {"plan_id": world.plan_id, "contact_id": 1, "kind": kind, "message_id": "<a@b>"}
    times = {"due_utc": now, "expires_utc": now, "created_at": now}
    with world.database.write() as session:
        rows = [
            Reminder(dedupe_key=f"{one} of {activities}", activity_id=one, **fixed, **times)
            for one in activities
        ]
        session.add_all(rows)
        session.flush()
        ids = tuple(key(row) for row in rows)
        bundle = Bundle(message_id="<a@b>", contact_id=1, channel=Channel.MAIL, reminder_ids=ids)
        found = composing(session, [bundle], now, shipped())["<a@b>"]
    assert found.message is not None, found.fault
    return found.message


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_sensitive_activity_is_anywhere_in_its_mail(
    quick_world: Any, kind: ReminderKind
) -> None:
    secret, known = guarded(quick_world, Sensitivity.SENSITIVE)
    for activities in ((secret,), (secret, known)):
        message = composed(quick_world, kind, *activities)
        told = decoded(message) + str(message.data)
        assert "zebra" not in told.casefold()
        assert "Fri 30 Oct" in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_limited_activity_tells_its_title_and_no_place(quick_world: Any, kind: ReminderKind) -> None:
    message = composed(quick_world, kind, *guarded(quick_world, Sensitivity.LIMITED))
    told = decoded(message) + str(message.data)
    found = {word for word in (*SECRET.values(), "Operation zebra") if word in told}
    assert found <= {"zebra raid", "zebra reason"}
    assert "zebra raid" in told


def test_an_open_activity_tells_its_plan(quick_world: Any) -> None:
    _secret, known = guarded(quick_world, Sensitivity.SENSITIVE)
    message = composed(quick_world, ReminderKind.BEFORE, known)
    assert "Sent for Operation zebra.\n" in message.body
    assert "Plan: Operation zebra" in decoded(message).replace("\\n", "\n")


def test_one_file_holds_every_event_once(quick_world: Any) -> None:
    one, two = guarded(quick_world, Sensitivity.OPEN)
    both = composed(quick_world, ReminderKind.BEFORE, one, two).calendar
    assert both is not None
    found = icalendar.Calendar.from_ical(both).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in found] == ["zebra raid", "open day"]


class Tags(HTMLParser):
    """The tags, in order, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Any]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=a>',
    "</p><a href='https://evil.example'>",
    "&lt;b&gt;",
)


def full_of(text: str, kind: ReminderKind) -> Any:
    """A letter with the text wherever text from outside stands; the same tags as one of plain words."""
    names = (text,)
    who = {"leads": names, "supports": names, "measures": names, "ring": text, "deputy_for": text}
    said = {"title": text, "description": text, "location": text, "meet": text, "reason": text[:80]}
    return replace(PATROL, kinds=frozenset({kind}), status_note=text, notes=names, **said, **who)


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
@pytest.mark.parametrize("kind", URGENCY)
def test_hostile_text_is_only_text(text: str, kind: ReminderKind) -> None:
    mail = written(full_of(text, kind), name=text)
    everything = mail.subject + mail.body + mail.html
    assert ACTING.isdisjoint(everything)
    assert "\n" not in mail.subject
    tags = {tag for tag, _attributes in Tags(mail.html).found}
    assert tags <= {"html", "head", "meta", "title", "body", "p", "table", "tr", "td", "strong", "br"}


@given(st.text(), st.sampled_from(URGENCY))
def test_no_text_adds_a_tag_or_a_heading(text: str, kind: ReminderKind) -> None:
    mail = written(full_of(text, kind), sections=(section(text, [text, "a"]),))
    plain = written(full_of("x", kind), sections=(section("x", ["x", "a"]),))
    assert ACTING.isdisjoint(mail.subject + mail.body + mail.html)
    allowed = Tags(plain.html).found
    assert {tag for tag, _ in Tags(mail.html).found} <= {tag for tag, _ in allowed}
    assert all(attributes in [known for _, known in allowed] for _, attributes in Tags(mail.html).found)


def test_no_html_asks_anybody_for_anything() -> None:
    for one in contents():
        html = shipped().write(one).html
        assert not any(
            word in html for word in ("http", "src=", "href=", "url(", "<style", "<script", "class=")
        )
        assert Tags(html).text.split() != []


def test_html_and_text_say_the_same_of_each_activity() -> None:
    for one in contents():
        mail = shipped().write(one)
        text = " ".join(Tags(mail.html).text.split())
        for entry in one.entries:
            said = (entry.title, entry.when, entry.where, entry.meet, entry.lead, entry.others, entry.why)
            asked = (*entry.task, *entry.news, *entry.silent, entry.ring, entry.request, entry.measures)
            assert [part for part in (*said, *asked) if part not in mail.body or part not in text] == []


def test_what_a_cancelled_one_was_for_is_not_asked_any_more() -> None:
    """A row of another kind that waits beside the cancellation says nothing more."""
    letter = content(of(ReminderKind.CANCELLED, ReminderKind.BEFORE)).entries[0]
    assert (letter.request, letter.where, letter.role) == ("", "", "")


def test_a_place_that_is_kept_back_is_told_by_telephone_if_there_is_one() -> None:
    secret = replace(PATROL, sensitivity=Sensitivity.SENSITIVE)
    told = content(secret).entries[0].withheld
    assert told == "you will be told by telephone"
    assert content(replace(secret, location="", meet="")).entries[0].withheld == ""
