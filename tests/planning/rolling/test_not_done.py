"""What was not done is only proposed; what falls on another weekday is told."""

from datetime import date

import pytest
from next_year import ACT, AFTER, by_rule, findings, line, lines, on_dates, roll, season_of, standing, status
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, key
from seasonal_ops.views import Finding
from seasonal_ops.words import Answer, Check, Severity, Status

NOT_DONE = [
    (Status.CANCELLED, "was cancelled in 2026"),
    (Status.NOT_DELIVERED, "was not delivered in 2026"),
]


@pytest.mark.parametrize(("how", "said"), NOT_DONE)
def test_what_was_not_done_is_proposed_and_not_copied(database: Database, how: Status, said: str) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        (one,) = by_rule(session, little, "the day before Bonfire Night")
        status(session, one, how)
        rolled = roll(session, little)
        way = f"{said}: not taken along; its date would be Thu 4 November 2027; to take it: --include {one}"
        assert lines(rolled) == [(date(2026, 11, 4), None, (way,))]
        assert line(rolled).activity == one
        assert standing(session, rolled.plan, "Walk") == []


@pytest.mark.parametrize(("how", "said"), NOT_DONE)
def test_what_was_not_done_is_taken_along_when_that_is_asked_for(
    session: Session, little: Plan, how: Status, said: str
) -> None:
    ids = by_rule(session, little, "Halloween; the day before Bonfire Night")
    for one in ids:
        status(session, one, how, "rain")
    rolled = roll(session, little, include=(ids[1],))
    assert [(to, warnings[:1]) for _, to, warnings in lines(rolled) if to] == [
        (date(2027, 11, 4), (f"{said}; taken along as asked",))
    ]
    # It begins anew.
    (new,) = standing(session, rolled.plan, "Walk")
    assert (new.status, new.status_note) == (Status.PLANNED, "")


def test_what_was_not_done_in_january_was_not_done_in_that_season(session: Session, nights: Plan) -> None:
    (one,) = by_rule(session, nights, "4 days after New Year's Day")
    status(session, one, Status.CANCELLED)
    assert "was cancelled in 2026" in line(roll(session, nights)).warnings[0]


def test_what_was_half_done_or_declined_goes_on_and_says_so(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "the day before Bonfire Night")
    for slug in ("schools", "ambulance", "police"):
        partner = key(queries.find_partner(session, slug))
        planning.assign(session, activity_id=one, partner_id=partner, **ACT)
        answer = Answer.ACCEPTED if slug == "police" else Answer.DECLINED
        planning.respond(session, activity_id=one, partner_id=partner, answer=answer, **ACT)
    status(session, one, Status.PARTLY, "two of four streets")
    rolled = roll(session, little)
    assert lines(rolled) == [
        (
            date(2026, 11, 4),
            date(2027, 11, 4),
            (
                "only partly delivered in 2026: two of four streets",
                "ambulance and schools declined in 2026 and will be asked again",
            ),
        )
    ]
    (new,) = standing(session, rolled.plan, "Walk")
    assert [(one.partner, one.response, one.answered) for one in new.assignments] == [
        ("ambulance", Answer.ASKED, None),
        ("police", Answer.ASKED, None),
        ("schools", Answer.ASKED, None),
    ]
    assert {one.asked for one in new.assignments} == {AFTER}


def test_who_is_no_longer_asked_is_not_asked_again(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night")
    police = {"activity_id": one, "partner_id": key(queries.find_partner(session, "police"))}
    planning.assign(session, **police, **ACT)
    planning.unassign(session, **police, **ACT)
    rolled = roll(session, little)
    assert [view.assignments for view in standing(session, rolled.plan, "Walk")] == [()]


def test_what_was_never_said_the_end_of_is_told(session: Session, little: Plan) -> None:
    for view in standing(session, little):
        status(session, view.id, Status.DELIVERED)
    done, *_ = on_dates(session, little, *(date(2026, 11, day) for day in (3, 4, 6)))
    status(session, done, Status.DELIVERED)
    # One that is still to come has no end yet.
    on_dates(session, little, date(2027, 1, 21), title="To come")
    rolled = roll(session, little)
    (finding,) = [one for one in findings(rolled, Check.CARRIED) if "nobody said" in one.sentence]
    assert finding == Finding(
        rule=Check.CARRIED,
        severity=Severity.NOTE,
        activities=tuple(view.id for view in standing(session, rolled.plan, "Walk")[1:]),
        sentence="nobody said how 2 activities of 2026 went; all go on",
        way_out="seasonal-ops activity list --plan little-2026, then activity status ID STATUS",
    )


def test_one_is_said_as_one(session: Session, little: Plan) -> None:
    for view in standing(session, little):
        status(session, view.id, Status.DELIVERED)
    on_dates(session, little, date(2026, 11, 4))
    rolled = roll(session, little)
    said = " ".join(one.sentence for one in rolled.findings)
    assert "1 activities" not in said


def test_an_occasion_on_another_weekday_is_told_with_what_hangs_on_it(session: Session, nights: Plan) -> None:
    rolled = roll(session, nights)
    together, *others = findings(rolled, Check.WEEKDAY)
    assert together.sentence == (
        "Last Friday before Christmas and Christmas Eve are one day now, Fri 24 December 2027;"
        " last season they were not"
    )
    found = {one.sentence.split(" is a ")[0]: one for one in others}
    # The last Friday before Christmas is a Friday in every year.
    assert sorted(found) == ["Christmas Day", "Christmas Eve", "New Year's Day", "New Year's Eve"]
    eve = found["New Year's Eve"]
    assert eve.sentence == (
        "New Year's Eve is a Friday in 2027; it was a Thursday in 2026. 6 activities hang on it"
    )
    assert eve.severity is Severity.NOTE
    hanging = [view for view in standing(session, rolled.plan) if "New Year's Eve" in (view.date_rule or "")]
    assert sorted(eve.activities) == sorted(view.id for view in hanging)
    assert found["New Year's Day"].sentence.startswith(
        "New Year's Day is a Saturday in 2028; it was a Friday in 2027. "
    )


def test_what_falls_on_a_weekend_because_of_it_is_named(session: Session, little: Plan) -> None:
    by_rule(session, little, "each evening from the day before Mischief Night to Mischief Night")
    by_rule(session, little, "Halloween", title="Sunday")
    rolled = roll(session, little)
    # From a Saturday to a Sunday is from a weekend to a weekend.
    assert line(rolled, "Sunday").warnings == ()
    found = next(one for one in findings(rolled, Check.WEEKDAY) if one.sentence.startswith("Mischief Night"))
    assert found.severity is Severity.WARNING
    assert found.sentence == (
        "Mischief Night is a Saturday in 2027; it was a Friday in 2026. 4 activities hang on it;"
        " on a weekend now: Go4IT and Walk"
    )
    named = [queries.activity(session, one) for one in found.activities]
    assert {(view.title, view.starts_on.weekday()) for view in named} == {
        ("Go4IT", 5),
        ("Walk", 5),
    }
    halloween = next(one for one in findings(rolled, Check.WEEKDAY) if one.sentence.startswith("Halloween"))
    # Saturday to Sunday is a weekend as before.
    assert (halloween.severity, halloween.sentence) == (
        Severity.NOTE,
        "Halloween is a Sunday in 2027; it was a Saturday in 2026. 1 activity hangs on it",
    )
