"""From rows to messages: who signs, whom to ring, who is silent, and what a roundup adds."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.models import Activity, Contact, ContactDetail, Plan, Reminder, ReminderRule, Response, key
from seasonal_ops.reminders.letters.composing import Composed, compose
from seasonal_ops.reminders.letters.letterhead import shipped
from seasonal_ops.reminders.letters.reading import letter
from seasonal_ops.reminders.shapes import ON_AGAIN, UNASSIGNED, Bundle
from seasonal_ops.reminders.transport import Message
from seasonal_ops.templates import Audience
from seasonal_ops.words import ActorKind, Answer, Channel, ReminderKind, ReminderState, Role, Sensitivity

BEFORE, UNANSWERED = ReminderKind.BEFORE, ReminderKind.UNANSWERED
CHANGED, CANCELLED = ReminderKind.CHANGED, ReminderKind.CANCELLED


@pytest.fixture
def patrol(quick_world: Any) -> Any:
    """The police (contact 1) and the fire service (2) asked for a patrol; the council (3) leads the group."""
    quick_world.activity("2026-10-30")
    for slug, phone in (("police", ""), ("fire", ""), ("council", "01632 960001")):
        quick_world.partner(slug)
        change(quick_world, ContactDetail, contact_id=3 if slug == "council" else 1, phone=phone)
    quick_world.assign(1, 1, Role.LEAD)
    quick_world.assign(1, 2)
    change(quick_world, Plan, id=1, lead_contact_id=3)
    return quick_world


def change(world: Any, table: Any, **values: Any) -> None:
    """Set the values on the row with the first of them, if there is one."""
    name, wanted = next(iter(values.items()))
    with world.database.write() as session:
        for row in session.exec(select(table).where(getattr(table, name) == wanted)):
            for field, value in values.items():
                setattr(row, field, value)
            session.add(row)


def row(world: Any, kind: ReminderKind, *, to: int = 1, activity: int | None = 1, **more: Any) -> int:
    """A reminder that waits, by its id; with `audience` under a rule of that audience."""
    audience = more.pop("audience", None)
    at = world.at("2026-10-20 09:00")
    with world.database.write() as session:
        if audience is not None:
            rule = ReminderRule(plan_id=1, key=f"rule-{audience}", kind=kind, audience=audience)
            session.add(rule)
            session.flush()
            more["rule_id"] = key(rule)
        values = {"dedupe_key": f"{kind}|{to}|{activity}|{more}", "message_id": "<a@b>", "plan_id": 1} | more
        reminder = Reminder(
            kind=kind,
            contact_id=to,
            activity_id=activity,
            due_utc=at,
            expires_utc=at,
            created_at=at,
            **values,
        )
        session.add(reminder)
        session.flush()
        return key(reminder)


def composed(world: Any, *ids: int, to: int = 1, channel: Channel = Channel.MAIL) -> Composed:
    bundle = Bundle(message_id="<b@c>", contact_id=to, channel=channel, reminder_ids=ids)
    with world.database.read() as session:
        return compose(session, [bundle], world.at("2026-10-20 09:00"), shipped())["<b@c>"]


def message(world: Any, *ids: int, **more: Any) -> Message:
    found = composed(world, *ids, **more)
    assert found.message is not None, found.fault
    return found.message


def test_who_leads_the_group_signs_and_is_rung_when_nobody_else_is_named(patrol: Any) -> None:
    body = message(patrol, row(patrol, BEFORE)).body
    assert "On the night ring: Council 01632 960001\n" in body
    assert body.endswith(
        "\nSent for Sparx 2026.\nAny question: reply to this mail, or ring Council, 01632 960001.\n"
    )


@pytest.mark.parametrize(
    ("plan", "lines"),
    [
        # nobody is named: the partnership
        ({"lead_contact_id": None}, ["Sent for Sparx 2026.", "Any question: reply to this mail."]),
        # the reader leads it: nobody asks oneself
        ({"lead_contact_id": 1}, ["", "Sent for Sparx 2026."]),
        # without a number
        (
            {"lead_contact_id": 2},
            ["Sent for Sparx 2026.", "Any question: reply to this mail, or ask Fire."],
        ),
    ],
)
def test_signatures(plan: dict[str, Any], lines: list[str], patrol: Any) -> None:
    change(patrol, Plan, id=1, **plan)
    body = message(patrol, row(patrol, BEFORE)).body
    assert body.rstrip("\n").split("\n")[-2:] == lines
    assert "On the night" not in body


def test_a_person_signs_with_the_partner(patrol: Any) -> None:
    change(patrol, ContactDetail, contact_id=3, name="Robin Sample")
    assert "ring Robin Sample (Council), 01632 960001.\n" in message(patrol, row(patrol, BEFORE)).body


def test_who_has_left_signs_nothing(patrol: Any) -> None:
    change(patrol, Contact, id=3, left_on=patrol.now.date())
    assert message(patrol, row(patrol, BEFORE)).body.endswith("Any question: reply to this mail.\n")


def test_the_contact_for_the_night_is_rung_and_is_not_told_to_ring_itself(patrol: Any) -> None:
    change(patrol, ContactDetail, contact_id=1, phone="01632 960009")
    change(patrol, Activity, id=1, night_contact_id=1)
    assert "On the night the others ring you.\n" in message(patrol, row(patrol, BEFORE)).body
    assert "On the night ring: Police 01632 960009\n" in message(patrol, row(patrol, BEFORE, to=2), to=2).body


def test_whoever_leads_the_group_is_not_told_to_ring_itself(patrol: Any) -> None:
    patrol.assign(1, 3)
    assert "On the night" not in message(patrol, row(patrol, BEFORE, to=3), to=3).body


def test_one_activity_wanted_twice_is_one_block(patrol: Any) -> None:
    both = message(patrol, row(patrol, BEFORE), row(patrol, UNANSWERED))
    assert both.subject == "Please answer by Fri 23 Oct: Fri 30 Oct 18:00–22:00, joint patrol"
    assert [one["kinds"] for one in both.data["reminders"]] == [["unanswered", "before"]]


@pytest.mark.parametrize(
    ("notices", "kinds"),
    [
        # what was cancelled and is on again is not cancelled
        ([(CANCELLED, 2, ""), (CHANGED, 3, ON_AGAIN)], ["changed"]),
        # what changed and was cancelled then is nothing but cancelled
        ([(CHANGED, 2, "was Thu"), (CANCELLED, 3, "")], ["cancelled"]),
        ([(CANCELLED, 3, ""), (BEFORE, 3, "")], ["cancelled"]),
    ],
)
def test_the_newest_notice_is_the_one_that_counts(
    notices: list[tuple[ReminderKind, int, str]], kinds: list[str], patrol: Any
) -> None:
    ids = [row(patrol, kind, revision=revision, note=note) for kind, revision, note in notices]
    (told,) = message(patrol, *ids).data["reminders"]
    assert told["kinds"] == kinds


def sent(world: Any, revision: int, *, to: int = 1, **more: Any) -> None:
    """A reminder of the patrol that went out earlier and told how it stood at that revision."""
    earlier = {"state": ReminderState.SENT, "sent_at": world.now} | more
    row(world, BEFORE, to=to, revision=revision, dedupe_key=f"sent|{to}|{revision}", **earlier)


def revision(world: Any) -> int:
    with world.database.read() as session:
        return int(session.get_one(Activity, 1).schedule_revision)


@pytest.mark.parametrize("told", [{}, {"state": ReminderState.PLANNED, "sent_at": None, "ambiguous": True}])
def test_whoever_is_no_longer_asked_learns_no_new_date(told: dict[str, Any], patrol: Any) -> None:
    sent(patrol, revision(patrol), **told)
    patrol.move(1, "2026-11-03", time(20))
    patrol.edit(1, title="dawn raid")
    patrol.unassign(1, 1)
    patrol.move(1, "2026-11-04", time(21))
    found = message(patrol, row(patrol, CANCELLED, note=UNASSIGNED, revision=revision(patrol)))
    assert found.subject == "No longer asked of you: Fri 30 Oct 18:00–22:00, joint patrol"
    (said,) = found.data["reminders"]
    assert (said["starts"], said["ends"]) == ("2026-10-30T18:00:00+00:00", "2026-10-30T22:00:00+00:00")
    assert found.calendar is not None
    assert b"DTSTART;TZID=Europe/London:20261030T180000" in found.calendar
    everything = f"{found.subject}{found.body}{found.html}{found.data}{found.calendar!r}"
    assert [word for word in ("Nov", "2026-11", "202611", "dawn") if word in everything] == []


def test_whoever_was_never_told_a_date_is_told_the_one_at_which_it_ended(patrol: Any) -> None:
    patrol.move(1, "2026-10-29")
    patrol.unassign(1, 1)
    ended = f"1|8|1|mail|r{revision(patrol)}"
    patrol.move(1, "2026-11-04")
    notice = row(patrol, CANCELLED, note=UNASSIGNED, revision=revision(patrol), dedupe_key=ended)
    found = message(patrol, notice)
    assert found.subject.startswith("No longer asked of you: Thu 29 Oct ")
    assert "Nov" not in found.body


def test_what_was_moved_and_cancelled_is_cancelled_on_the_date_that_was_told(patrol: Any) -> None:
    sent(patrol, revision(patrol))
    patrol.move(1, "2026-11-03")
    # What went out afterwards is not what the notice had to go by.
    patrol.cancel(1)
    notice = row(patrol, CANCELLED, revision=revision(patrol), state=ReminderState.SENT, sent_at=patrol.now)
    sent(patrol, revision(patrol), sent_at=patrol.now + timedelta(days=1))
    assert message(patrol, notice).subject.startswith("CANCELLED: Fri 30 Oct 18:00")


def test_a_change_is_news_to_whoever_was_never_told(patrol: Any) -> None:
    notice = {"revision": 9, "note": "was Thu 29 Oct 18:00–22:00"}
    first = message(patrol, row(patrol, CHANGED, **notice))
    assert first.subject == "Please answer by Fri 23 Oct: Fri 30 Oct 18:00–22:00, joint patrol"
    assert first.data["reminders"][0]["kind"] == "before"
    assert "was Thu" not in first.body + first.html
    sent(patrol, 1)
    told = message(patrol, row(patrol, CHANGED, **notice, dedupe_key="again"))
    assert told.subject.startswith("CHANGED: Fri 30 Oct 18:00–22:00 (was Thu 29 Oct ")


def test_a_deputy_is_told_who_has_not_answered(patrol: Any) -> None:
    with patrol.database.write() as session:
        deputy = Contact(partner_id=1, deputy=True, created_at=patrol.now)
        session.add(deputy)
        session.flush()
        session.add(ContactDetail(contact_id=key(deputy), email="deputy@example.org", name="Deputy"))
    found = message(patrol, row(patrol, UNANSWERED, to=4, audience=Audience.DEPUTIES), to=4)
    assert "NO ANSWER YET: Police has not answered; you are named as deputy.\n" in found.body
    assert found.subject.startswith("Please answer by Fri 23 Oct: ")


def test_whoever_leads_the_group_is_told_whom_to_ring(patrol: Any) -> None:
    change(patrol, ContactDetail, contact_id=1, phone="01632 960009")
    reminder = row(patrol, UNANSWERED, to=3, audience=Audience.GROUP_LEAD)
    found = message(patrol, reminder, to=3)
    assert found.subject == "No answer yet from Fire and Police: Fri 30 Oct 18:00–22:00, joint patrol"
    assert found.data["reminders"][0]["silent"] == [
        "Fire: Fire fire@example.org (no number is known)",
        "Police: Police 01632 960009",
    ]
    assert "Your part" not in found.body
    # Once everybody has answered there is nothing left to say.
    for partner in (1, 2):
        patrol.answer(1, partner, Answer.ACCEPTED)
    assert composed(patrol, reminder, to=3) == Composed()


def test_whoever_leads_the_group_may_be_asked_too(patrol: Any) -> None:
    patrol.assign(1, 3)
    for partner in (1, 2):
        patrol.answer(1, partner, Answer.ACCEPTED)
    found = message(patrol, row(patrol, UNANSWERED, to=3, audience=Audience.GROUP_LEAD), to=3)
    assert found.data["reminders"][0]["silent"] == ["Council: your own partner"]
    assert found.data["reminders"][0]["request"] == (
        "Reply to this mail with yes, no or another date by Fri 23 Oct."
    )


def test_whoever_leads_the_group_is_asked_to_ring_the_others_and_nothing_else(patrol: Any) -> None:
    patrol.assign(1, 3)
    found = message(patrol, row(patrol, UNANSWERED, to=3, audience=Audience.GROUP_LEAD), to=3)
    (said,) = found.data["reminders"]
    assert [one.partition(":")[0] for one in said["silent"]] == ["Fire", "Police"]
    assert said["request"] == "Please ring whoever has not answered, and record what they say."


def test_a_partner_that_proposed_another_date_is_told_which_one_it_is(patrol: Any) -> None:
    patrol.answer(1, 1, Answer.PROPOSED)
    with patrol.database.write() as session:
        for on in (date(2026, 10, 27), date(2026, 10, 28), None):
            answer = Answer.PROPOSED if on else Answer.ASKED
            session.add(
                Response(assignment_id=1, answer=answer, proposed_on=on, through=ActorKind.CLI, at=patrol.now)
            )
    (said,) = message(patrol, row(patrol, BEFORE)).data["reminders"]
    assert said["news"] == ["You proposed Wed 28 Oct; it stays on Fri 30 Oct."]
    assert said["request"] == "Reply to this mail if you cannot come."


@pytest.mark.parametrize(
    ("sensitivity", "reader", "night", "line"),
    [
        (Sensitivity.LIMITED, 1, None, "ask Council, 01632 960001"),
        (Sensitivity.SENSITIVE, 1, 2, "ask Fire, 01632 960002"),
        # whoever leads the group knows, and so does whoever is rung
        (Sensitivity.SENSITIVE, 3, 2, ""),
        (Sensitivity.SENSITIVE, 2, 2, ""),
        (Sensitivity.OPEN, 1, 2, ""),
    ],
)
def test_whom_to_ask_for_a_place_that_no_mail_names(
    sensitivity: Sensitivity, reader: int, night: int | None, line: str, patrol: Any
) -> None:
    patrol.assign(1, 3)
    change(patrol, ContactDetail, contact_id=2, phone="01632 960002")
    values = {"sensitivity": sensitivity, "meet": "gate", "night_contact_id": night}
    change(patrol, Activity, id=1, **values)
    body = message(patrol, row(patrol, BEFORE, to=reader), to=reader).body
    assert [one for one in body.split("\n") if one.startswith("Where")] == [f"Where: {line}"] * bool(line)


def test_a_digest_stands_above_reminders_and_names_the_mail(patrol: Any) -> None:
    change(patrol, Plan, id=1, live_at=datetime(2026, 9, 1, tzinfo=UTC))
    digest = row(patrol, ReminderKind.DIGEST, to=3, activity=None, dedupe_key="digest|3|2026-W43")
    month = row(patrol, ReminderKind.MONTHLY, to=3, activity=None, dedupe_key="monthly|3|2026-09")
    alone = message(patrol, digest, to=3)
    (week,) = alone.data["roundups"]
    assert (alone.subject, alone.calendar) == (week["subject"], None)
    assert week["paragraphs"][0] in alone.body
    patrol.assign(1, 3)
    all_of_it = message(patrol, row(patrol, BEFORE, to=3), digest, month, to=3)
    of_the_week, of_the_month = all_of_it.data["roundups"]
    assert all_of_it.subject == f"{of_the_week['subject']}; {of_the_month['subject']}; and 1 reminder"
    assert all_of_it.body.index(of_the_week["subject"]) < all_of_it.body.index("What: joint patrol")
    # Both are for whoever leads the group: nobody asks oneself.
    assert "Any question" not in alone.body + all_of_it.body


def test_who_leads_no_plan_gets_no_digest(patrol: Any) -> None:
    digest = row(patrol, ReminderKind.DIGEST, activity=None, dedupe_key="digest|1|2026-W43")
    assert composed(patrol, digest) == Composed()


def test_a_webhook_is_told_at_its_url(patrol: Any) -> None:
    change(patrol, ContactDetail, contact_id=1, url="https://hook.example/x")
    assert message(patrol, row(patrol, BEFORE), channel=Channel.WEBHOOK).address == "https://hook.example/x"


@pytest.mark.parametrize(
    ("lead", "answer_at", "question"),
    [
        ({"phone": "01632 960001"}, " at 01632 960001", "Any question: ring Council, 01632 960001.\n"),
        ({"phone": ""}, " at council@example.org", "Any question: ask Council.\n"),
        (None, "", ""),
    ],
)
def test_nobody_is_asked_to_reply_to_a_webhook(
    lead: dict[str, str] | None, answer_at: str, question: str, patrol: Any
) -> None:
    change(patrol, ContactDetail, contact_id=1, url="https://hook.example/x", name="")
    change(patrol, ContactDetail, contact_id=3, **(lead or {}))
    change(patrol, Plan, id=1, lead_contact_id=3 if lead is not None else None)
    change(patrol, Activity, id=1, description="", date_reason="")
    found = message(patrol, row(patrol, BEFORE), channel=Channel.WEBHOOK)
    asked = f"Answer the partnership{answer_at} with yes, no or another date by Fri 23 Oct."
    assert found.data["reminders"][0]["request"] == asked
    assert found.body.startswith("What: joint patrol\n")
    assert found.body.endswith(f"{asked}\n\nSent for Sparx 2026.\n{question}")
    assert "eply to this mail" not in found.body + found.html + str(found.data)
    assert (found.calendar, "Hello" in found.html) == (None, False)


def test_a_fault_in_one_spoils_no_other(patrol: Any) -> None:
    change(patrol, Activity, id=1, time_zone="Nowhere/Land")
    other = patrol.activity("2026-10-31", title="open day")
    patrol.assign(other, 1)
    bundles = [
        Bundle(message_id=f"<{one}@c>", contact_id=1, channel=Channel.MAIL, reminder_ids=(one,))
        for one in (row(patrol, BEFORE), row(patrol, BEFORE, activity=other))
    ]
    with patrol.database.read() as session:
        first, second = compose(session, bundles, patrol.at("2026-10-20 09:00"), shipped()).values()
    assert (first.message, type(first.fault).__name__) == (None, "ZoneInfoNotFoundError")
    assert second.message is not None


def test_what_went_out_together_is_read_together(patrol: Any) -> None:
    other = patrol.activity("2026-10-31", title="open day")
    patrol.assign(other, 1)
    one = row(patrol, BEFORE, bundle="<together@b>")
    row(patrol, BEFORE, activity=other, bundle="<together@b>")
    alone = row(patrol, UNANSWERED)
    with patrol.database.read() as session:
        both = letter(session, one, patrol.now, shipped())
        single = letter(session, alone, patrol.now, shipped())
    assert (both.message_id, len(both.data["reminders"])) == ("<together@b>", 2)
    assert (single.message_id, len(single.data["reminders"])) == ("<a@b>", 1)


def test_what_goes_to_nobody_cannot_be_read(patrol: Any) -> None:
    change(patrol, Contact, id=1, left_on=patrol.now.date())
    reminder = row(patrol, BEFORE)
    with patrol.database.read() as session:
        with pytest.raises(Refused, match=f"reminder {reminder} goes to nobody: its contact has left"):
            letter(session, reminder, patrol.now, shipped())
        with pytest.raises(NotFound, match="there is no reminder '99'"):
            letter(session, 99, patrol.now, shipped())


def test_a_guarded_activity_s_mail_is_signed_without_the_plan(patrol: Any) -> None:
    change(patrol, Activity, id=1, sensitivity=Sensitivity.SENSITIVE)
    assert "\nSent by your Community Safety Partnership.\n" in message(patrol, row(patrol, BEFORE)).body
