"""Contacts: at which address, when not, since when no more, and what a fact may know of a person."""

from datetime import date, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_contact, make_partner, make_plan
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import Contact, ContactDetail, FactRow, Reminder, key
from seasonal_ops.planning import ContactEdit, contacts
from seasonal_ops.planning.addresses import accept_email, accept_webhook
from seasonal_ops.views import ContactView
from seasonal_ops.words import Channel, ReminderState

SECRET = b"k" * 32
HOOK = "https://hooks.example.org/ops?to=1"
NIGHT = date(2026, 11, 6)


def add(session: Session, partner_id: int, address: str, **said: Any) -> ContactView:
    row = planning.add_contact(
        session, partner_id=partner_id, address=address, fingerprint_key=SECRET, actor=LEAD, now=NOW, **said
    )
    return queries.contact(session, key(row))


def edit(session: Session, contact_id: int, **said: Any) -> ContactView:
    planning.edit_contact(
        session, contact_id=contact_id, edit=ContactEdit(**said), fingerprint_key=SECRET, actor=LEAD, now=NOW
    )
    return queries.contact(session, contact_id)


def newest(session: Session) -> FactRow:
    return journal.read(session, limit=1)[0]


def test_facts_know_contacts_by_id_and_keyed_hash_alone(database: Database) -> None:
    with database.write() as session:
        partner = key(make_partner(session))
        mail = add(session, partner, "Sgt.Secret@Hidden.Example", name="Sgt Secret", phone="01632 960123")
        assert mail.email == "Sgt.Secret@hidden.example"
        hook = add(session, partner, "https://Hidden.Example/secret", name="Secret hook")
        edit(session, mail.id, name="Inspector Secret", phone="01632 960456")
        edit(session, hook.id, opted_out=True)
        said = " ".join(str((fact.before, fact.after)) for fact in journal.read(session)).casefold()
        assert not [one for one in ("secret", "hidden", "01632") if one in said]


def test_an_https_address_is_a_webhook_and_any_other_a_mailbox(database: Database) -> None:
    with database.write() as session:
        partner = key(make_partner(session))
        mail = add(session, partner, "duty@example.org", deputy=True, quiet=(time(22), time(7)))
        hook = add(session, partner, HOOK.replace("hooks", "HOOKS").replace("https", "HTTPS"))
        assert (mail.channel, mail.address, mail.url) == (Channel.MAIL, "duty@example.org", "")
        assert (mail.deputy, mail.quiet_from, mail.quiet_to) == (True, time(22), time(7))
        assert (hook.channel, hook.address, hook.email) == (Channel.WEBHOOK, HOOK, "")
        assert (hook.quiet_from, hook.quiet_to, hook.opted_out) == (None, None, None)


@pytest.mark.parametrize("address", ["duty@example.org", HOOK])
def test_an_address_stands_once_at_a_partner_while_it_is_there(database: Database, address: str) -> None:
    with database.write() as session:
        here, elsewhere = make_partner(session), make_partner(session, "Skelmersdale Watch")
        first = add(session, key(here), address)
        with pytest.raises(Refused, match="is a contact of ormskirk-rotary already"):
            add(session, key(here), address)
        add(session, key(elsewhere), address)
        planning.remove_contact(session, contact_id=first.id, left_on=NOW.date(), actor=LEAD, now=NOW)
        assert add(session, key(here), address).id != first.id


def test_an_e_mail_address_is_the_same_in_any_case(database: Database) -> None:
    with database.write() as session:
        here = key(make_partner(session))
        add(session, here, "Duty@example.org")
        with pytest.raises(Refused, match="is a contact of ormskirk-rotary already"):
            add(session, here, "duty@example.org")


def test_another_address_of_the_same_kind_is_a_fact_without_the_address(database: Database) -> None:
    with database.write() as session:
        here = key(make_partner(session))
        mail, hook = add(session, here, "duty@example.org"), add(session, here, HOOK)
        assert edit(session, mail.id, address="desk@Example.org").address == "desk@example.org"
        fact = newest(session)
        assert fact.before["address_fingerprint"] != fact.after["address_fingerprint"]
        assert "desk" not in str(fact.after)
        assert edit(session, mail.id, address="Desk@example.org").address == "Desk@example.org"
        assert edit(session, hook.id, address=f"{HOOK}2").address == f"{HOOK}2"
        for one, address in ((mail, HOOK), (hook, "two@example.org")):
            with pytest.raises(BadValue, match="for one of the other kind: seasonal-ops contact add"):
                edit(session, one.id, address=address)
        add(session, here, "two@example.org")
        with pytest.raises(Refused, match="is a contact of ormskirk-rotary already"):
            edit(session, mail.id, address="two@example.org")


def test_what_is_said_of_a_contact_is_changed_and_nothing_else(database: Database) -> None:
    with database.write() as session:
        made = add(session, key(make_partner(session)), "duty@example.org", name="Desk", phone="01632 960123")
        changed = edit(session, made.id, phone="", deputy=True, quiet=(time(21), time(7)))
        assert (changed.name, changed.phone, changed.deputy) == ("Desk", "", True)
        assert (changed.quiet_from, changed.quiet_to) == (time(21), time(7))
        again = edit(session, made.id, quiet=planning.NOT_QUIET, deputy=False, phone="01632 960123")
        assert again == made


def test_who_wants_nothing_more_says_so_once_and_may_come_back(database: Database) -> None:
    with database.write() as session:
        made = add(session, key(make_partner(session)), HOOK)
        assert edit(session, made.id, opted_out=True).opted_out == NOW
        planning.edit_contact(
            session,
            contact_id=made.id,
            edit=ContactEdit(opted_out=True),
            fingerprint_key=SECRET,
            actor=LEAD,
            now=NOW.replace(year=2027),
        )
        assert queries.contact(session, made.id).opted_out == NOW
        assert edit(session, made.id, opted_out=False).opted_out is None
        kinds = [fact.kind for fact in journal.read(session, subject=f"contact:{made.id}")]
        assert kinds == ["ContactChanged", "ContactChanged", "ContactAdded"]


def test_the_states_of_a_contact_follow_one_from_the_other(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        made = add(session, key(make_partner(session)), "duty@example.org")
        for change in ({"name": "Desk"}, {"quiet": (time(1), time(2))}, {"opted_out": True}):
            before = newest(session).after
            edit(session, made.id, **change)
            assert newest(session).before == before != newest(session).after


def test_a_contact_concerns_what_its_partner_is_asked_for_and_what_it_leads(database: Database) -> None:
    with database.write() as session:
        # Of the one that it leads, six action days are at home in the other.
        other, plan = make_plan(session), make_plan(session, "action-days")
        asked, _ = (make_activity(session, other, NIGHT, title=title) for title in ("Asked", "Not asked"))
        partner = make_partner(session)
        contact = make_contact(session, partner)
        by = {"actor": LEAD, "now": NOW}
        planning.assign(session, activity_id=key(asked), partner_id=key(partner), **by)
        planning.name_lead(session, plan_id=key(plan), contact_id=key(contact), **by)
        standing = queries.activities(session, plan_id=key(plan))
        led = {view.id for view in standing if view.plan == plan.slug}
        assert len(standing) == len(led) + 6
        assert contacts._concerned(session, contact) == tuple(sorted({*led, key(asked)}))


def test_what_was_planned_for_a_contact_goes_and_comes_with_it(database: Database) -> None:
    with database.write() as session:
        plan, partner = make_plan(session), make_partner(session)
        row = make_activity(session, plan, NIGHT)
        by = {"actor": LEAD, "now": NOW}
        planning.go_live(session, plan_id=key(plan), **by)
        planning.assign(session, activity_id=key(row), partner_id=key(partner), **by)
        made = add(session, key(partner), "duty@example.org")
        planned = [_planned(session, made.id)]
        for opted_out in (True, False):
            edit(session, made.id, opted_out=opted_out)
            planned.append(_planned(session, made.id))
        planning.remove_contact(session, contact_id=made.id, left_on=NOW.date(), **by)
        planned.append(_planned(session, made.id))
        assert planned[0]
        assert planned == [planned[0], set(), planned[0], set()]


def _planned(session: Session, contact_id: int) -> set[str]:
    """The keys of what is to be sent to the contact."""
    mine = Reminder.contact_id == contact_id
    query = select(Reminder.dedupe_key).where(mine, Reminder.state == ReminderState.PLANNED)
    return set(session.exec(query))


def test_a_removed_contact_is_no_longer_listed_but_its_row_stays(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        contact = make_contact(session, make_partner(session))
        planning.remove_contact(session, contact_id=key(contact), left_on=NOW.date(), actor=LEAD, now=NOW)
        assert queries.contacts(session) == []
        assert session.exec(select(Contact)).one().left_on == date(2026, 8, 20)
        assert session.get(ContactDetail, contact.id) is not None
        with pytest.raises(Refused, match="left on 2026-08-20 already"):
            edit(session, key(contact), deputy=True)


def test_who_is_not_there_cannot_be_changed(sqlite_database: Database) -> None:
    with sqlite_database.write() as session, pytest.raises(NotFound, match="contact list"):
        edit(session, 99, deputy=True)


@pytest.mark.parametrize("moment", [time(22), time(0)])
def test_quiet_hours_that_end_when_they_begin_are_refused(sqlite_database: Database, moment: time) -> None:
    with sqlite_database.write() as session:
        partner = key(make_partner(session))
        with pytest.raises(BadValue, match="--opt-out"):
            add(session, partner, "duty@example.org", quiet=(moment, moment))


@pytest.mark.parametrize(
    ("there", "reached"),
    [
        ([], 0),
        ([{}, {}], 2),
        ([{"deputy": True}], 0),  # it stands in for somebody, and is not told of every activity
        ([{"opted_out": True}, {}], 1),
    ],
)
def test_how_many_of_a_partner_are_reached(
    sqlite_database: Database, there: list[dict[str, bool]], reached: int
) -> None:
    with sqlite_database.write() as session:
        partner = make_partner(session)
        for number, said in enumerate(there):
            edit(session, add(session, key(partner), f"{number}@example.org").id, **said)
        view = queries.partner(session, partner)
        assert (view.contacts, view.reached) == (len(there), reached)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", 1),
        (" duty@example.org ", 1),
        ("DUTY@Example.org", 1),  # no two mailboxes differ by case alone
    ],
)
def test_a_contact_is_found_by_what_a_person_types(sqlite_database: Database, typed: str, found: int) -> None:
    with sqlite_database.write() as session:
        make_contact(session, make_partner(session))
        assert queries.find_contact(session, typed).id == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("duty@exmaple.org", "did you mean duty@example.org"),
        ("7", "see: seasonal-ops contact list"),
        ("", "see: seasonal-ops contact list"),  # a webhook's e-mail address is empty as well
        ("shared@example.org", "is contact 2 of ormskirk-rotary and contact 3 of watch; give the number"),
    ],
)
def test_who_is_meant_is_asked_when_it_is_not_clear(sqlite_database: Database, typed: str, said: str) -> None:
    with sqlite_database.write() as session:
        rotary, watch = make_partner(session), make_partner(session, "Watch")
        make_contact(session, rotary)
        for partner in (rotary, watch):
            make_contact(session, partner, "shared@example.org")
        add(session, key(watch), HOOK)
        with pytest.raises((NotFound, Refused), match=said):
            queries.find_contact(session, typed)


@pytest.mark.parametrize(
    "wrong",
    [
        "a@b, c@d.example",  # two addresses
        "a@b\r\nBcc: x@y.example",  # a header smuggled in
        "=?utf-8?q?a=0d=0aBcc=3ax?= <a@b.example>",  # an encoded one
        "nobody",  # no domain
        "a@localhost",  # no domain that mail could travel to
        "a\x00@b.example",  # NUL
        "",  # nothing
        "é@b.example",  # needs SMTPUTF8, which council servers do not offer
    ],
)
def test_what_is_not_one_plain_address_is_refused(wrong: str) -> None:
    with pytest.raises(BadValue):
        accept_email(wrong)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("http://hooks.example.org/", "does not begin with https://"),
        ("ftp://hooks.example.org/", "does not begin with https://"),
        ("javascript://hooks.example.org/%0aalert(1)", "does not begin with https://"),
        ("https://", "names no host"),
        ("https:///ops", "names no host"),
        ("https://:443/ops", "names no host"),
        ("https://user:password@hooks.example.org/", "a user name or password"),
        ("https://@hooks.example.org/", "a user name or password"),
        ("https://hooks.example.org@evil.example/", "a user name or password"),
        ("https://hooks.example.org:https/", "a host or port that cannot be"),
        ("https://hooks.example.org:70000/", "a host or port that cannot be"),
        ("https://[::1/", "a host or port that cannot be"),
        ("https://hooks.example.org:22/", "has port 22; allowed: 443, 8443"),
        ("https://hooks.example.org:0/", "has port 0; allowed: 443, 8443"),
        ("https://hooks.example.org/a b", "a blank"),
        ("https://hooks.example.org\\@evil.example", "a user name or password"),
        ("https://hooks.example.org\\ops", "a backslash"),  # browsers read it as a slash, libraries do not
        ("https://höoks.example/", "beyond ASCII"),  # its punycode can be given
        ("https://hooks.example.org/#ops", "would never be sent"),
        ("https://hooks.example.org/\r\nX-Evil: 1", "invisible control character"),
        ("https://hooks.example.org/" + "a" * 500, "500 at most"),
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused(wrong: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        accept_webhook(wrong)


@given(st.text(max_size=40))
def test_a_webhook_is_refused_with_a_sentence_or_taken_the_same_again(rest: str) -> None:
    try:
        taken = accept_webhook(f"https://hooks.example.org/{rest}")
    except BadValue:
        return
    assert taken.isascii()
    assert accept_webhook(taken) == taken
