"""The lead's Monday and the board's page, as they read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from board import CHANGED, LIVE, NOW, Board, line
from factories import LEAD

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Contact, key
from seasonal_ops.reminders.letters import roundups
from seasonal_ops.reminders.letters.week_page import week_page, week_subject
from seasonal_ops.views import StuckReminder
from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role, Sensitivity, Status

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def board(module_database: Database) -> Iterator[Board]:
    with module_database.rehearse() as session:
        yield Board(session)


def named_lead(board: Board) -> Contact:
    """A contact of the fire service that leads the plan."""
    lead = planning.add_contact(
        board.session,
        partner_id=key(board.fire),
        address="lead@example.org",
        name="Lead",
        phone="01695 7",
        fingerprint_key=b"k",
        actor=LEAD,
        now=LIVE,
    )
    planning.name_lead(board.session, plan_id=key(board.plan), contact_id=key(lead), actor=LEAD, now=LIVE)
    return lead


def test_the_week_whole(board: Board) -> None:
    lead = named_lead(board)
    board.add("Clear the skips", date(2026, 10, 30), board.fire)
    patrol = board.add("Patrol", date(2026, 11, 5), board.police)
    board.assign(patrol, board.fire)
    board.add("Patrol", date(2026, 11, 6), board.police)
    moved = board.add("Visit", date(2026, 11, 20), board.fire)
    gone = board.add("Talk", date(2026, 11, 20), board.fire)
    board.go_live()
    board.move(moved, date(2026, 11, 23))
    board.status(gone, Status.CANCELLED, "no hall")
    board.answer(moved, board.fire, Answer.DECLINED)
    board.gate("Skips", date(2026, 11, 9), moved)
    roundup = roundups.weekly(board.session, contact_id=key(lead), now=NOW)
    assert roundup == roundups.Roundup(
        "Your week: 1 overdue, 1 unanswered, 2 due, 1 to decide, 2 uncounted",
        (
            "Harvest 2026, Mon 2 Nov to Sun 8 Nov.",
            "OVERDUE: how did it go?\n  Fri 30 Oct: Clear the skips (Fire Service)",
            "DUE BY SUN 8 NOV\n  Thu 5 Nov: Patrol (Police Force); 2 dates to Fri 6 Nov",
            "NOT ANSWERED YET\n  Fire Service: 1, asked on Mon 3 Aug; ring Lead 01695 7",
            "DECLINED, OR ANOTHER DATE PROPOSED\n  Mon 23 Nov: Visit: Fire Service (lead) declined",
            "TO DECIDE\n  by Mon 9 Nov: Skips (£1,500, a fund); 1 activity hangs on it",
            "COUNTS MISSING\n  Calls (harvest-2026): 2 dates, Fri 25 Sep to Sat 26 Sep",
            "MOVED LAST WEEK\n  Visit: Fri 20 Nov → Mon 23 Nov",
            "CANCELLED LAST WEEK\n  Fri 20 Nov: Talk (Fire Service): no hall",
        ),
    )


def test_a_quiet_week_is_one_honest_sentence(board: Board) -> None:
    lead = named_lead(board)
    board.go_live()
    sentence = (
        "Harvest 2026: nothing is overdue, due by Sun 20 Sep, unanswered, uncounted or to be decided,"
        " and nothing changed last week. Next: Harvest Night, in 11 days (Fri 25 Sep)."
    )
    quiet = datetime(2026, 9, 14, 9, tzinfo=UTC)
    roundup = roundups.weekly(board.session, contact_id=key(lead), now=quiet)
    assert roundup == roundups.Roundup("Your week: nothing is open", (sentence,))


def test_nobody_is_told_of_a_draft_or_of_what_another_leads(board: Board) -> None:
    lead = named_lead(board)
    assert roundups.weekly(board.session, contact_id=key(lead), now=NOW) is None
    board.go_live(board.other_plan())
    assert roundups.weekly(board.session, contact_id=key(lead), now=NOW) is None


def test_the_month_whole(board: Board) -> None:
    lead = named_lead(board)
    rows = [board.add("Patrol", OCTOBER + timedelta(days=n), board.police) for n in range(4)]
    board.add("Visit", date(2026, 11, 20), board.fire)
    later = board.add("Talk", date(2026, 11, 21), board.fire)
    unasked = board.add("Walk", date(2026, 12, 1))
    board.assign(unasked, board.fire)
    # Of another lead's plan not a word.
    other = board.other_plan()
    board.add("Elsewhere", OCTOBER, board.fire, plan=other)
    board.go_live()
    board.go_live(other)
    board.status(rows[0], Status.DELIVERED)
    board.status(rows[1], Status.CANCELLED, "storm")
    board.move(rows[2], date(2026, 11, 4))
    board.status(board.add("Extra", date(2026, 10, 30), now=CHANGED), Status.DELIVERED)
    board.status(later, Status.CANCELLED)
    board.gate("Skips", date(2026, 11, 9), unasked)
    roundup = roundups.monthly(board.session, contact_id=key(lead), month=date(2026, 10, 31), now=NOW)
    facts, head = journal.head(board.session)
    outcome = "1 delivered, 1 cancelled, 1 moved away, 1 not reported on"
    summary = (
        f"As it stands on Mon 2 Nov 2026.\n4 activities were promised for October: {outcome}.\n"
        "1 more came into it since: 1 delivered."
    )
    november = (
        "NOVEMBER, AS PLANNED\n  Wed 4 Nov: Patrol (Police Force)\n  Fri 20 Nov: Visit (Fire Service)\n"
        "  Sat 21 Nov: CANCELLED, Talk (Fire Service)"
    )
    assert roundup == roundups.Roundup(
        f"Your plans in October 2026: 4 promised, {outcome}",
        (
            summary,
            f"BY AGENCY (what two lead together stands with both)\n  Police Force: 4 promised; {outcome}",
            f"BY PLAN\n  Harvest 2026: 4 promised; {outcome}; 1 more: 1 delivered",
            "CANCELLED\n  Fri 2 Oct: Patrol (Police Force): storm",
            "MOVED\n  Patrol: Sat 3 Oct → Wed 4 Nov",
            "TO DECIDE\n  by Mon 9 Nov: Skips (£1,500, a fund); 1 activity hangs on it",
            "NOBODY LEADS\n  Tue 1 Dec: Walk",
            "OVER, AND NOBODY SAID HOW IT WENT\n  Sun 4 Oct: Patrol (Police Force)",
            "NOT ANSWERED YET\n  Fire Service: 1, asked 91 days ago",
            november,
            f"THE RECORD holds {facts} facts and ends in\n  {head}",
            "Over all plans: seasonal-ops lpg --month 2026-10",
        ),
    )


def test_a_month_of_nobody_is_said_to_be_empty(board: Board) -> None:
    roundup = roundups.monthly(board.session, contact_id=99, month=OCTOBER, now=NOW)
    assert roundup.subject == "Your plans in October 2026: nothing promised"
    assert roundup.paragraphs[0] == "As it stands on Mon 2 Nov 2026.\nNothing was promised for October."


def test_neither_mail_says_more_of_a_sensitive_activity_than_its_date(board: Board) -> None:
    lead = named_lead(board)
    secret = {"sensitivity": Sensitivity.SENSITIVE}
    rows = [
        board.add("Operation Jay", on, board.police, now=LIVE, **secret)
        for on in (date(2026, 10, 5), date(2026, 11, 3), date(2026, 11, 20), date(2026, 11, 22))
    ]
    board.go_live()
    board.answer(rows[1], board.police, Answer.DECLINED)
    board.move(rows[2], date(2026, 11, 21))
    board.status(rows[3], Status.CANCELLED, "Jay has flown")
    board.gate("Cars for Jay", date(2026, 11, 9), rows[1])
    board.assign(rows[2], board.fire)
    week = roundups.weekly(board.session, contact_id=key(lead), now=NOW)
    month = roundups.monthly(board.session, contact_id=key(lead), month=OCTOBER, now=NOW)
    assert week is not None
    for paragraphs in (week.paragraphs, month.paragraphs):
        said = "\n".join(paragraphs)
        assert "Tue 3 Nov: partnership activity" in said
        assert "Jay" not in said
        assert "park" not in said
        assert "a fund" not in said
        # nor whose it is, nor what it is part of
        assert "Police" not in said
        assert "Fire" not in said
        assert "arvest" not in said
        assert "NOT ANSWERED YET\n  for what is sensitive: 1, asked" in said
    assert week.paragraphs[0] == "a plan not named by mail, Mon 2 Nov to Sun 8 Nov."
    assert "\n  of 1 sensitive activity mail names no agency" in month.paragraphs[1]


def test_what_one_dead_address_holds_up_is_one_line(board: Board) -> None:
    board.go_live()
    view = queries.week(board.session, plan_ids=[key(board.plan)], now=NOW)
    assert view is not None
    patrol = line(board.add("Patrol", date(2026, 11, 20)))
    stuck = [
        *((number, ReminderState.DEAD, False, "Police Force, East", patrol) for number in range(1, 12)),
        # another trouble, another partner, none that may be named
        (12, ReminderState.DEAD, True, "Police Force, East", patrol),
        (13, ReminderState.HELD, False, "Fire Service", patrol),
        (14, ReminderState.HELD, False, "", None),
        (15, ReminderState.SENT, True, "", None),
    ]
    view = replace(
        view,
        stuck=tuple(
            StuckReminder(
                id=number,
                kind=ReminderKind.BEFORE,
                state=state,
                ambiguous=ambiguous,
                partner=partner,
                activity=activity,
            )
            for number, state, ambiguous, partner, activity in stuck
        ),
    )
    said = next(one for one in week_page(view) if one.startswith("REMINDERS"))
    assert said.splitlines()[1:] == [
        "  reminder 1 and 10 more to Police Force: given up",
        "  reminder 12 to Police Force, Fri 20 Nov: Patrol: given up, perhaps arrived",
        "  reminder 13 to Fire Service, Fri 20 Nov: Patrol: held back",
        "  reminder 14: held back",
        "  reminder 15: may have arrived twice",
    ]
    assert week_subject(view).endswith(", 15 reminders to look at")


def test_a_plan_is_named_by_mail_where_all_of_it_is_open(board: Board) -> None:
    lead = named_lead(board)
    other, third = (
        board.other_plan(),
        board.draft(('slug = "harvest"', 'slug = "gala"'), ('name = "Harvest"', 'name = "Gala"')),
    )
    for plan in (other, third):
        planning.name_lead(board.session, plan_id=key(plan), contact_id=key(lead), actor=LEAD, now=LIVE)
    # What is limited stands in one plan and is a guest in the other.
    board.guest(board.add("Visit", OCTOBER, board.fire, sensitivity=Sensitivity.LIMITED), other)
    for plan in (board.plan, other, third):
        board.go_live(plan)
    board.add("Walk", date(2026, 10, 2), board.fire, plan=third)
    week = roundups.weekly(board.session, contact_id=key(lead), now=NOW)
    month = roundups.monthly(board.session, contact_id=key(lead), month=OCTOBER, now=NOW)
    assert week is not None
    assert week.paragraphs[0] == "Gala 2026 and 2 plans not named by mail, Mon 2 Nov to Sun 8 Nov."
    by_plan = next(one for one in month.paragraphs if one.startswith("BY PLAN"))
    assert by_plan.count("\n  a plan not named by mail: 1 promised") == 2
    assert "\n  Gala 2026: 1 more" in by_plan
    assert not re.search("Harvest|Fete", "".join((*week.paragraphs, *month.paragraphs)))
    # A limited activity keeps its agency.
    assert "\n  Fire Service: 1 promised" in month.paragraphs[1]


def test_what_came_from_outside_is_harmless(board: Board) -> None:
    lead = named_lead(board)
    row = board.add("Patrol", date(2026, 11, 3), board.police)
    board.go_live()
    # No verb lets it in, an old database might hold it.
    row.title = "Pa\x1b[2Jtrol\u202e"
    board.fire.name = "Fi\x9bre"
    board.plan.name = "Har\x07vest"
    board.assign(row, board.fire, Role.SUPPORT)
    week = roundups.weekly(board.session, contact_id=key(lead), now=NOW)
    assert week is not None
    said = "".join(week.paragraphs).replace("\n", "")
    assert said.isprintable()
    assert "Pa[2Jtrol" in said
