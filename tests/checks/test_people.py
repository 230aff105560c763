"""Nobody, nobody who leads, nobody who has answered, somebody who would rather have another day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from seasonal_ops.checks import consequences, findings
from seasonal_ops.views import AssignmentView, Finding, PlanView
from seasonal_ops.words import Answer, Check, Role, Severity, Status
from tests.checks.scenes import LEAD, NIGHT, NOW, activity, assigned, gist, picture, plan

SUPPORT, DECLINED, ASKED = Role.SUPPORT, Answer.DECLINED, Answer.ASKED


@pytest.mark.parametrize(
    ("people", "sentence", "helper"),
    [
        ([], 'nobody is assigned to "Patrol 1" (1) on Fri 30 Oct 2026', "PARTNER"),
        (
            [assigned("fire", SUPPORT), assigned("police", SUPPORT)],
            'nobody leads "Patrol 1" (1) on Fri 30 Oct 2026; it has only support, from Fire and Police',
            "fire",
        ),
        (
            [assigned("police", answer=DECLINED), assigned("fire", SUPPORT)],
            'Police declined to lead "Patrol 1" (1) on Fri 30 Oct 2026, and nobody else leads it',
            "fire",
        ),
        (
            [assigned("police", SUPPORT, DECLINED)],
            'Police declined to support "Patrol 1" (1) on Fri 30 Oct 2026, and nobody leads it',
            "PARTNER",
        ),
    ],
)
def test_nobody_leads(people: list[AssignmentView], sentence: str, helper: str) -> None:
    assert findings(picture(activity(1, by=people))) == [
        Finding(
            rule=Check.UNASSIGNED,
            severity=Severity.ERROR,
            activities=(1,),
            sentence=sentence,
            way_out=f"seasonal-ops assign 1 {helper} --role lead",
        )
    ]


def test_one_of_two_leads_is_enough_and_what_is_over_or_cancelled_needs_none() -> None:
    rows = [
        activity(1, by=[assigned("police", answer=DECLINED), assigned("fire")]),
        activity(2, by=[], on=date(2026, 8, 1)),
        activity(3, by=[], status=Status.CANCELLED),
    ]
    assert findings(picture(*rows)) == []


ONCE = activity(1, by=[assigned("police", answer=ASKED)])
TWICE = activity(2, on=NIGHT + timedelta(days=1), by=[assigned("fire"), assigned("police", SUPPORT, ASKED)])
SAID = "no answer from Police for 2 activities, the first on Fri 30 Oct 2026"


@pytest.mark.parametrize(
    ("live", "contacts", "severity", "sentence", "way_out"),
    [
        (True, 1, Severity.WARNING, SAID, 'seasonal-ops respond 1 police accepted --note "by phone"'),
        (True, 0, Severity.WARNING, f"{SAID}; nobody there can be written to",
         "seasonal-ops contact add police EMAIL"),
        (False, 1, Severity.NOTE, f"{SAID}; the plan is a draft, so it was not asked in earnest",
         "seasonal-ops plan go-live p-2026"),
        (False, 0, Severity.NOTE, "1 partner has no address, so nobody there can be asked: police",
         "seasonal-ops contact add police EMAIL"),
    ],
)  # fmt: skip
def test_one_finding_for_a_partner_that_has_not_answered(
    live: bool, contacts: int, severity: Severity, sentence: str, way_out: str
) -> None:
    seen = picture(ONCE, TWICE, contacts={"police": contacts}, plans=(plan(live=live),))
    assert findings(seen) == [
        Finding(
            rule=Check.UNANSWERED, severity=severity, activities=(1, 2), sentence=sentence, way_out=way_out
        )
    ]


def test_a_live_plan_speaks_before_a_draft() -> None:
    drafted = replace(TWICE, plan="draft-2026")
    seen = picture(ONCE, drafted, plans=(plan(), plan("draft-2026", live=False)))
    assert gist(findings(seen)) == [(Check.UNANSWERED, Severity.WARNING, (1,))]


def test_of_several_drafts_the_first_to_come_is_named() -> None:
    drafts = (plan("late-2026", live=False), plan("soon-2026", live=False))
    (found,) = findings(
        picture(replace(TWICE, plan="late-2026"), replace(ONCE, plan="soon-2026"), plans=drafts)
    )
    assert found.way_out == "seasonal-ops plan go-live soon-2026"


def test_a_guest_is_judged_by_the_plans_that_are_shown() -> None:
    guest = replace(ONCE, plan="elsewhere-2026")
    assert [one.severity for one in findings(picture(guest))] == [Severity.WARNING]
    assert [one.severity for one in findings(picture(guest, plans=(plan(live=False),)))] == [Severity.NOTE]


UNTOLD = "digests, and word of who does not answer, go to nobody"
NAME_ONE = "seasonal-ops plan lead p-2026 CONTACT"
# The season's one day is NIGHT.
DURING, AFTER = NOW.replace(month=10, day=30), NOW.replace(month=10, day=31)


@pytest.mark.parametrize(
    ("season", "now", "said"),
    [
        (plan(lead=None), NOW, f"nobody leads p-2026: {UNTOLD}"),
        (plan(lead=None, live=False), DURING, f"nobody leads p-2026: {UNTOLD}"),
        (plan(lead=None, live=False), AFTER, None),  # a draft that is over sends nothing to anybody
        (plan(lead=None), AFTER, f"nobody leads p-2026: {UNTOLD}"),  # counts are still asked for
        (plan(lead=replace(LEAD, reached=False)), NOW, f"whoever leads p-2026 wants no messages: {UNTOLD}"),
        (plan(), NOW, None),
    ],
)
def test_nobody_leads_the_plan(season: PlanView, now: datetime, said: str | None) -> None:
    found = findings(picture(now=now, plans=(season,)))
    assert [one.sentence for one in found] == ([said] if said else [])
    assert gist(found) == ([(Check.CONTACT, Severity.NOTE, ())] if said else [])


def test_that_nobody_leads_is_said_of_each_plan_and_is_no_consequence() -> None:
    before = picture(plans=(plan(lead=None), plan("q-2026", lead=None), plan("r-2026")))
    assert [one.way_out for one in findings(before)] == [NAME_ONE, NAME_ONE.replace("p-2026", "q-2026")]
    after = replace(before, activities=(ONCE,), partners=picture(ONCE).partners)
    assert consequences(before, after) == []


@pytest.mark.parametrize(
    ("on", "note", "sentence", "to"),
    [
        (date(2026, 11, 1), "", "Police proposed Sun 1 Nov 2026 for {}", "2026-11-01"),
        (None, "\x1b[2J any \nday", 'Police proposed another date for {}: "[2J any day"', "DATE"),
    ],
)
def test_another_date_is_proposed(on: date | None, note: str, sentence: str, to: str) -> None:
    wishes = assigned("police", answer=Answer.PROPOSED, proposed_on=on, note=note)
    assert findings(picture(activity(1, by=[wishes]))) == [
        Finding(
            rule=Check.PROPOSED,
            severity=Severity.WARNING,
            activities=(1,),
            sentence=sentence.format('"Patrol 1" (1) on Fri 30 Oct 2026'),
            way_out=f"seasonal-ops activity move 1 --to {to}, or when it is settled:"
            ' seasonal-ops respond 1 police accepted --note "by phone"',
        )
    ]
