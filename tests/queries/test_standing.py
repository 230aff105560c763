"""How partners stand: counted on fingers, on both databases."""

from datetime import UTC, date, datetime, time

import pytest
from board import LIVE, NOW, Board, november, october
from factories import LEAD

from seasonal_ops import planning, queries, sharing
from seasonal_ops.models import Partner, key
from seasonal_ops.queries.standing import partner_detail, partner_lines
from seasonal_ops.views.partners import PartnerLine
from seasonal_ops.words import Answer, Detail, ReminderKind, Role, Status


def line(board: Board, partner: Partner, *, now: datetime = NOW, plan: int | None = None) -> PartnerLine:
    return next(one for one in partner_lines(board.session, now=now, plan_id=plan) if one.id == key(partner))


def numbers(found: PartnerLine) -> tuple[int, int, int, int, int]:
    return found.assigned, found.delivered, found.overdue, found.unanswered, found.declined


def test_what_is_counted(both: Board) -> None:
    both.go_live()
    done, gone = both.add("Done", october(1), both.fire), both.add("Gone", november(20), both.fire)
    both.status(done, Status.DELIVERED)
    both.status(gone, Status.CANCELLED)
    both.add("Over, and nobody said so", october(2), both.fire)
    helped = both.add("Over, and it only helped", october(3), both.police)
    both.assign(helped, both.fire)
    silent, declined = both.add("Not answered", november(21)), both.add("Declined", november(22))
    both.assign(silent, both.fire)
    both.assign(declined, both.fire, Role.LEAD)
    both.answer(declined, both.fire, Answer.DECLINED)
    assert numbers(line(both, both.fire)) == (5, 1, 1, 1, 1)
    assert numbers(line(both, both.police)) == (1, 0, 1, 0, 0)


def test_of_one_plan_those_who_stand_in_it_with_what_they_do_there(both: Board) -> None:
    fete = both.other_plan()
    both.add("Here", november(20), both.fire)
    both.add("There", november(21), both.fire, plan=fete)
    both.add("There alone", november(22), both.police, plan=fete)
    assert line(both, both.fire).assigned == 2
    assert line(both, both.fire, plan=key(fete)).assigned == 1
    here = partner_lines(both.session, now=NOW, plan_id=key(both.plan))
    assert key(both.police) not in [one.id for one in here]


def test_nobody_is_late_with_a_draft_that_is_over(both: Board) -> None:
    both.add("Never went live", october(2), both.fire)
    assert line(both, both.fire, now=datetime(2026, 12, 1, tzinfo=UTC)).overdue == 0
    both.go_live()
    assert line(both, both.fire, now=datetime(2026, 12, 1, tzinfo=UTC)).overdue == 1


def test_the_load_is_the_most_in_one_night_week_by_week_over_all_plans(both: Board) -> None:
    """From Monday 2 November on: two on one night of the first week, one in the second, none after."""
    fete = both.other_plan()
    both.night("First", november(6), both.fire)
    both.add("Second", november(6), both.fire, plan=fete, start=time(18), end=time(20))
    both.night("On another night", november(7), both.fire)
    both.add("Days on end", november(9), both.fire, start=None, end=None)
    campaign = both.add("A campaign ties nobody down", november(16), both.fire, start=None, end=None)
    campaign.ends_on = november(30)
    both.status(both.night("Done already", november(17), both.fire), Status.DELIVERED)
    planning.set_capacity(both.session, partner_id=key(both.fire), capacity=1, actor=LEAD, now=NOW)
    found = line(both, both.fire, plan=key(both.plan))
    assert found.load == (2, 1, 0, 0, 0, 0, 0, 0)
    assert (found.peak, found.capacity, found.overloaded) == (2, 1, True)


def test_when_it_last_answered_and_whether_anybody_is_written_to(both: Board) -> None:
    row = both.add("Patrol", november(20))
    both.assign(row, both.fire)
    assert (line(both, both.fire).answered, line(both, both.fire).reached) == (None, 0)
    both.answer(row, both.fire, Answer.ACCEPTED, now=NOW)
    planning.add_contact(
        both.session, partner_id=key(both.fire), address="duty@fire.example", fingerprint_key=b"k" * 32,
        actor=LEAD, now=NOW,
    )  # fmt: skip
    assert (line(both, both.fire).answered, line(both, both.fire).reached) == (NOW, 1)


def test_all_of_one_partner(both: Board) -> None:
    both.go_live()
    over = both.add("Over", october(2), both.fire)
    both.status(both.add("Done", october(3), both.fire), Status.DELIVERED)
    silent = both.add("Not answered", november(21), start=time(18), end=time(20))
    both.assign(silent, both.fire)
    elsewhere = both.add("Elsewhere", november(1), both.fire, plan=both.other_plan())
    contacts = [
        planning.add_contact(
            both.session, partner_id=key(both.fire), address=f"{name}@fire.example",
            fingerprint_key=b"k" * 32, actor=LEAD, now=LIVE,
        )
        for name in ("left", "duty")
    ]  # fmt: skip
    contacts[0].left_on = date(2026, 10, 1)
    feed = sharing.create_feed(
        both.session, name="Fire", partner_ids=[key(both.fire)], detail=Detail.FULL, actor=LEAD, now=LIVE
    )
    found = partner_detail(both.session, both.fire, now=NOW, plan_id=key(both.plan))
    assert [(one.id, one.owes) for one in found.tasks] == [
        (key(over), ReminderKind.OVERDUE),
        (key(silent), ReminderKind.UNANSWERED),
    ]
    assert (found.tasks[1].start_time, found.tasks[1].role, found.tasks[1].answer) == (
        time(18), Role.SUPPORT, Answer.ASKED,
    )  # fmt: skip
    assert [(one.email, one.left) for one in found.contacts] == [
        ("duty@fire.example", None),  # who has left comes last
        ("left@fire.example", date(2026, 10, 1)),
    ]
    assert [(one.id, one.name, one.last_fetched) for one in found.feeds] == [(key(feed), "Fire", None)]
    everywhere = partner_detail(both.session, both.fire, now=NOW)
    assert [one.id for one in everywhere.tasks] == [key(over), key(elsewhere), key(silent)]


def test_a_whole_season_adds_up(both: Board) -> None:
    """Against the views of the same activities."""
    views = queries.activities(both.session)
    for found in partner_lines(both.session, now=NOW):
        mine = [one for one in views if any(held.partner == found.slug for held in one.assignments)]
        assert found.assigned == sum(one.status is not Status.CANCELLED for one in mine)
        assert found.delivered == sum(one.status is Status.DELIVERED for one in mine)


@pytest.mark.parametrize("now", [NOW, datetime(2027, 6, 1, tzinfo=UTC)])
def test_partners_stand_by_name(board: Board, now: datetime) -> None:
    names = [one.name for one in partner_lines(board.session, now=now)]
    assert names == sorted(names)
    assert board.fire.name in names
