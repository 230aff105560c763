"""The worked example has somebody to write to, to ring, to stand in and to lead, and rings at nobody's."""

import re
from datetime import UTC, date, datetime, time

from sqlmodel import select

from seasonal_ops import queries
from seasonal_ops.cli.example import build
from seasonal_ops.db import Database
from seasonal_ops.models import Partner

TODAY = date(2026, 11, 2)


def test_everybody_can_be_reached_and_one_contact_leads_all(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        build(session, key_=b"k" * 32, today=TODAY, now=datetime(2026, 11, 2, 9, tzinfo=UTC))
    with sqlite_database.read() as session:
        contacts = queries.contacts(session)
        slugs = set(session.exec(select(Partner.slug)))
        leads = {plan.slug: plan.lead and plan.lead.email for plan in queries.plans(session)}
    assert {one.partner for one in contacts if not one.deputy} == slugs
    # 01632 960000 to 960999 are kept for drama (Ofcom), and each rings somewhere else.
    assert all(re.fullmatch(r"01632 960\d{3}", one.phone) for one in contacts)
    assert len({one.phone for one in contacts}) == len(contacts)
    assert [one.partner for one in contacts if one.deputy] == ["police"]
    assert [(one.partner, one.quiet_from, one.quiet_to) for one in contacts if one.quiet_from] == [
        ("schools", time(21), time(7))
    ]
    assert len(leads) == 5
    assert set(leads.values()) == {"duty@council-community-safety.example"}
