"""The month by mail, promises that were moved, and seasons that are over."""

from board import CHANGED, NOW, Board, line, november, october, read, tally
from factories import LEAD

from seasonal_ops import planning, queries
from seasonal_ops.models import key
from seasonal_ops.views import (
    UNNAMED,
    ActivityLine,
)
from seasonal_ops.words import (
    Answer,
    Role,
    Sensitivity,
    Status,
)


def test_by_mail_a_sensitive_activity_is_its_date_and_nothing_else(board: Board) -> None:
    secret = {"sensitivity": Sensitivity.SENSITIVE}
    off = board.add("Operation Magpie", october(6), board.fire, **secret)
    limited = board.add("Visit", october(7), board.fire, sensitivity=Sensitivity.LIMITED)
    ahead = board.add("Operation Jay", november(20), board.fire, **secret)
    board.go_live()
    board.move(ahead, november(21))
    board.answer(ahead, board.fire, Answer.DECLINED)
    board.status(off, Status.CANCELLED, "Magpie is off")
    board.status(limited, Status.CANCELLED, "the key is under the mat")
    board.gate("Cars for Jay", november(5), ahead)
    at_home, by_mail = read(board), read(board, by_mail=True)
    assert [one.title for one in at_home.cancelled] == ["Operation Magpie", "Visit"]
    hidden = ActivityLine(
        id=key(off),
        plan="",
        title="partnership activity",
        starts_on=october(6),
        leads=(),
        status=Status.CANCELLED,
        note="",
    )
    assert by_mail.cancelled == (hidden, line(limited, "Fire Service"))
    # A sum would tell whose it was: the one withheld stands in the total, and with no agency.
    assert by_mail.promised == at_home.promised == tally(cancelled=2)
    assert [(one.name, one.promised) for one in by_mail.partners] == [("Fire Service", tally(cancelled=1))]
    assert (at_home.withheld, by_mail.withheld) == (0, 1)
    assert by_mail.declined[0].partner == ""
    assert by_mail.gates[0].funder == ""
    for word in ("Magpie", "Jay", "the mat"):
        assert word in repr(at_home)
        assert word not in repr(by_mail)
    # No place stands in either.
    assert "Corner of the park" not in repr(at_home)


def test_by_mail_a_count_does_not_tell_what_was_patrolled(board: Board) -> None:
    first, second = (one for one in queries.activities(board.session) if one.title == "Patrol")
    edit = planning.Edit(sensitivity=Sensitivity.SENSITIVE)
    planning.edit_activity(board.session, activity_id=first.id, edit=edit, actor=LEAD, now=NOW)
    view = read(board, month=first.starts_on, by_mail=True)
    assert [(one.on, one.measure_name, one.measure, one.plan) for one in view.uncounted] == [
        (first.starts_on, UNNAMED, "", ""),
        # Nor is the plan named that it belongs to.
        (second.starts_on, "Calls", "calls", ""),
    ]


def test_a_promise_stays_with_who_made_it(board: Board) -> None:
    row = board.add("patrol", october(1), board.fire)
    board.go_live()
    about = {"activity_id": key(row), "partner_id": key(board.fire)}
    planning.unassign(board.session, **about, actor=LEAD, now=CHANGED)
    board.assign(row, board.police, Role.LEAD, now=CHANGED)
    assert [one.partner for one in read(board).partners] == ["fire-service"]


def test_a_season_that_is_over_has_nothing_to_decide(board: Board) -> None:
    board.gate("too late", october(1))
    board.go_live()
    assert read(board).gates == ()
