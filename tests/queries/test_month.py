"""The month over several plans, counted on fingers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from board import CHANGED, DRAFTED, LIVE, NOW, OCTOBER, Board, line, november, october, read, tally
from factories import LEAD

from seasonal_ops import counting, journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Reminder, key
from seasonal_ops.views import (
    Declined,
    GateLine,
    PartnerMonth,
    PlanMonth,
    ReminderTally,
    Shift,
    Unanswered,
)
from seasonal_ops.words import (
    Answer,
    GateState,
    ReminderKind,
    ReminderState,
    Role,
    Status,
)


def test_what_was_promised_and_what_became_of_it(both: Board) -> None:
    fire, police = both.fire, both.police
    done = both.add("done", october(1), police)
    partly = both.add("partly", october(2), police, fire)
    undone = both.add("not done", october(5), fire)
    # Who supports has promised nothing that the board asks for.
    both.assign(undone, police)
    off = both.add("called off", october(6), police)
    away = both.add("moved away", october(7), police)
    within = both.add("moved within", october(8), fire)
    both.add("no word", october(10))
    # The night from October to November is October's.
    night = both.night("the night", october(31), police)
    back = both.add("moved and back", october(12))
    into = both.add("moved into it", november(20), fire)
    both.go_live()
    new = both.add("added since", october(25), now=CHANGED)
    nothing = both.add("added and called off", october(26), now=CHANGED)
    both.move(away, october(20), november(9))
    both.move(within, october(9))
    both.move(back, october(13), october(12))
    both.move(into, october(30))
    # What was moved and then called off was called off.
    both.move(off, october(7))
    for row in (done, within, night, back, into):
        both.status(row, Status.DELIVERED)
    both.status(partly, Status.PARTLY, "rain")
    both.status(undone, Status.NOT_DELIVERED)
    both.status(new, Status.NOT_DELIVERED)
    both.status(off, Status.CANCELLED, "storm")
    both.status(nothing, Status.CANCELLED)

    view = read(both)
    assert (view.month, view.today) == (OCTOBER, november(2))
    promised = tally(delivered=4, partly=1, not_delivered=1, cancelled=1, moved=1, unreported=1)
    besides = tally(delivered=1, not_delivered=1)
    assert (view.promised, view.besides) == (promised, besides)
    assert view.plans == (
        PlanMonth(
            plan="harvest-2026",
            name="Harvest 2026",
            live=True,
            promised=promised,
            besides=besides,
            entered=0,
            missing=0,
        ),
    )
    # What two lead stands with both.
    assert view.partners == (
        PartnerMonth(
            partner="fire-service",
            name="Fire Service",
            promised=tally(delivered=1, partly=1, not_delivered=1),
        ),
        PartnerMonth(
            partner="police-force-east",
            name="Police Force, East",
            promised=tally(delivered=2, partly=1, cancelled=1, moved=1),
        ),
    )
    assert view.cancelled == (line(off, "Police Force, East", note="storm"),)
    assert view.moved == (
        Shift(activity=line(away, "Police Force, East"), was=october(7), to=november(9), times=2),
        Shift(activity=line(within, "Fire Service"), was=october(8), to=october(9), times=1),
        Shift(activity=line(into, "Fire Service"), was=november(20), to=october(30), times=1),
    )
    assert [one.title for one in view.overdue] == ["no word"]
    assert [one.title for one in view.coming] == ["moved away"]
    # In November it is what came into it, and nobody promised it for then.
    assert read(both, month=november(30)).besides == tally(ahead=1)


def test_an_activity_of_two_plans_counts_once(both: Board) -> None:
    shared = both.add("shared", october(1), both.fire)
    other = both.other_plan()
    both.guest(shared, other)
    both.add("its own", october(2), both.fire, plan=other)
    both.go_live()
    both.go_live(other)
    both.status(shared, Status.DELIVERED)
    view = read(both)
    assert view.promised == tally(delivered=1, unreported=1)
    # Each plan promised it.
    assert {one.plan: one.promised for one in view.plans} == {
        "fete-2026": tally(delivered=1, unreported=1),
        "harvest-2026": tally(delivered=1),
    }
    assert [one.promised for one in view.partners] == [tally(delivered=1, unreported=1)]
    assert [one.title for one in view.overdue] == ["its own"]
    # Of one plan alone, the same page.
    assert read(both, plan_ids=[key(both.plan)]).promised == tally(delivered=1)
    assert read(both, plan_ids=[]).promised == tally()


def test_what_a_live_plan_promised_comes_before_what_a_draft_means(board: Board) -> None:
    shared = board.add("shared", october(1), board.fire)
    board.guest(shared, board.other_plan())
    board.go_live()
    board.move(shared, november(10))
    view = read(board)
    assert (view.promised, view.plans[0].promised) == (tally(moved=1), tally())
    assert read(board, month=november(1)).promised == tally()
    assert read(board, month=november(1)).besides == tally(ahead=1)


def test_a_plan_that_never_went_live_meant_what_stands_in_it(board: Board) -> None:
    done = board.add("done", october(1), board.fire)
    off = board.add("called off", october(2), board.fire)
    board.status(done, Status.DELIVERED)
    board.status(off, Status.CANCELLED)
    moved = board.add("moved", october(3), board.fire)
    board.move(moved, november(3))
    board.assign(moved, board.police)
    board.add("nobody leads", november(4))
    board.add("no word", october(4), board.fire)
    view = read(board)
    assert (view.promised, view.besides) == (tally(delivered=1, unreported=1), tally())
    assert (view.plans[0].live, view.cancelled, view.moved) == (False, (), ())
    # Nobody was asked by anybody yet, and nobody owes the board a word.
    assert (view.overdue, view.unanswered, view.unassigned) == ((), (), ())


@pytest.mark.parametrize(
    ("month", "live", "plans"),
    [
        # its last activity is in September
        (date(2026, 9, 1), False, ["harvest-2026"]),
        # it reaches into the month after
        (date(2026, 8, 1), False, ["harvest-2026"]),
        (date(2026, 7, 1), False, []),
        (OCTOBER, False, []),
        # live, and its counts are still asked for until 120 days after 27 September
        (OCTOBER, True, ["harvest-2026"]),
        (date(2027, 1, 1), True, ["harvest-2026"]),
        (date(2027, 2, 1), True, []),
    ],
)
def test_which_plans_are_looked_at(board: Board, month: date, live: bool, plans: list[str]) -> None:
    if live:
        board.go_live()
    assert [one.plan for one in read(board, month=month).plans] == plans


def test_a_promise_is_kept_in_mind_however_far_it_was_moved(board: Board) -> None:
    spring = board.add("spring", date(2027, 3, 1))
    board.go_live()
    board.move(spring, date(2026, 9, 28))
    assert read(board, month=date(2027, 3, 1)).promised == tally(moved=1)


def test_an_empty_database_has_an_empty_month(sqlite_database: Database) -> None:
    with sqlite_database.read() as session:
        view = queries.month(session, month=OCTOBER, now=NOW)
    assert (view.promised, view.plans, view.facts, view.head) == (tally(), (), 0, "0" * 64)


def test_who_has_not_answered_declined_or_leads_nothing(both: Board) -> None:
    fire, police = both.fire, both.police
    asked = [both.add("asked", november(day)) for day in (12, 13)]
    both.assign(asked[0], police, Role.LEAD)
    both.assign(asked[1], police, Role.LEAD, now=LIVE)
    leaderless = both.add("nobody leads", november(14))
    # A lead that declined, and was the only one.
    alone = both.add("lead declined", november(15), fire)
    # One of two leads, and a support in whose stead another was asked afterwards.
    replaced = both.add("in good hands", november(16), fire, police)
    both.assign(replaced, both.partner("Wardens"))
    later = both.add("another date", november(17), fire)
    gone = both.add("called off", november(18), fire)
    over = both.add("over", october(1), fire)
    both.go_live()
    for row in (alone, replaced, gone, over):
        both.answer(row, fire, Answer.DECLINED)
    both.answer(later, fire, Answer.PROPOSED, on=november(19))
    wardens = queries.find_partner(both.session, "wardens")
    both.answer(replaced, wardens, Answer.DECLINED)
    rangers = both.partner("Rangers")
    both.assign(replaced, rangers, now=NOW)
    both.answer(replaced, rangers, Answer.ACCEPTED, now=NOW)
    both.status(gone, Status.CANCELLED)
    view = read(both)
    assert view.unanswered == (
        Unanswered(
            partner="police-force-east",
            name="Police Force, East",
            assignments=2,
            since=DRAFTED,
            ring="",
        ),
    )
    # As a clock in London showed it then.
    assert view.unanswered[0].since.utcoffset() == timedelta(hours=1)
    assert view.unassigned == (line(leaderless),)
    assert view.declined == (
        Declined(
            activity=line(alone, "Fire Service"), partner="Fire Service", role=Role.LEAD, proposed_on=None
        ),
        Declined(
            activity=line(later, "Fire Service"),
            partner="Fire Service",
            role=Role.LEAD,
            proposed_on=november(19),
        ),
    )


def test_what_must_be_decided_before_the_board_meets_again(both: Board) -> None:
    behind = both.add("behind", november(25), both.fire)
    over = both.add("over", october(1), both.fire)
    both.status(over, Status.DELIVERED)
    both.gate("late", october(1), behind)
    both.gate("in 30 days", date(2026, 12, 2))
    both.gate("in 31 days", date(2026, 12, 3), behind)
    both.gate("met", november(3), behind, state=GateState.MET)
    both.gate("refused", october(20), behind, state=GateState.REFUSED)
    # Behind these there is nothing left to decide on.
    both.gate("for what is over", november(3), over)
    both.gate("refused for what is over", november(3), over, state=GateState.REFUSED)
    # Money is looked for before a plan goes live.
    assert read(both).gates == tuple(
        GateLine(
            plan="harvest-2026",
            title=title,
            decide_by=by,
            state=state,
            amount=Decimal(1500),
            funder="a fund",
            activities=activities,
        )
        for title, by, state, activities in (
            ("late", october(1), GateState.OPEN, 1),
            ("refused", october(20), GateState.REFUSED, 1),
            ("in 30 days", date(2026, 12, 2), GateState.OPEN, 0),
        )
    )


def test_counts_that_are_owed_for_the_month(both: Board) -> None:
    both.go_live()
    measure = counting.find_measure(both.session, both.plan, "calls")
    new = counting.NewCount(value="0", on=date(2026, 9, 25))
    counting.add_count(both.session, plan=both.plan, measure=measure, new=new, actor=LEAD, now=NOW)
    view = read(both, month=date(2026, 9, 1))
    assert (view.entered, [one.on for one in view.uncounted]) == (1, [date(2026, 9, 26)])
    assert (view.plans[0].entered, view.plans[0].missing) == (1, 1)


def test_reminders_that_were_due_in_the_month(both: Board) -> None:
    both.go_live()
    contact = planning.add_contact(
        both.session,
        partner_id=key(both.fire),
        address="a@example.org",
        fingerprint_key=b"k",
        actor=LEAD,
        now=NOW,
    )
    # October in London begins an hour earlier than in UTC, and ends with it.
    first, last = datetime(2026, 9, 30, 23, tzinfo=UTC), datetime(2026, 10, 31, 23, 59, tzinfo=UTC)
    rows = [
        (ReminderState.SENT, first, False),
        (ReminderState.SENT, last, True),
        (ReminderState.PLANNED, first, False),
        (ReminderState.FAILED, first, True),
        (ReminderState.SENDING, first, False),
        (ReminderState.DEAD, first, False),
        (ReminderState.HELD, first, False),
        (ReminderState.EXPIRED, first, False),
        # never meant to go out, and yet it may have arrived
        (ReminderState.SUPERSEDED, first, True),
        (ReminderState.SUPERSEDED, first, False),
        (ReminderState.SENT, datetime(2026, 9, 30, 22, 59, tzinfo=UTC), False),
        (ReminderState.SENT, datetime(2026, 11, 1, tzinfo=UTC), False),
    ]
    both.session.add_all(
        Reminder(
            dedupe_key=f"test|{number}",
            plan_id=key(both.plan),
            contact_id=key(contact),
            kind=ReminderKind.BEFORE,
            due_utc=due,
            expires_utc=NOW,
            state=state,
            ambiguous=ambiguous,
            message_id=f"<{number}@test>",
            created_at=LIVE,
        )
        for number, (state, due, ambiguous) in enumerate(rows)
    )
    both.session.flush()
    assert read(both).reminders == ReminderTally(sent=2, waiting=3, dead=1, held=1, expired=1, ambiguous=3)


def test_the_page_holds_where_the_chain_stands(both: Board) -> None:
    verified = journal.verify(both.session)
    view = read(both)
    assert (view.facts, view.head) == (verified.facts, verified.head)
