"""Chasing by hand: who is asked, when that goes, and what makes it needless."""

from datetime import date, timedelta
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from sqlalchemy import update
from sqlmodel import col

from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor
from seasonal_ops.journal import read as facts_of
from seasonal_ops.models import Partner, Plan, PlanActivity, Reminder
from seasonal_ops.reminders import reconcile
from seasonal_ops.reminders.letters.letterhead import shipped
from seasonal_ops.reminders.letters.reading import letter
from seasonal_ops.reminders.outbox.chase_preview import rehearse_chase
from seasonal_ops.reminders.outbox.chasing import chase
from seasonal_ops.reminders.outbox.history import deliveries
from seasonal_ops.views.chasing import Chased, ChasePreview
from seasonal_ops.words import ActorKind, Answer, ReminderKind, ReminderState, Role, Sensitivity, Status
from tests.reminders.conftest import World

LEAD = Actor("lead", ActorKind.TUI)


def chased(world: World, **about: Any) -> Chased:
    with world.database.write() as session:
        return chase(session, **about, actor=LEAD, now=world.now)


def previewed(world: World, **about: Any) -> ChasePreview:
    with world.database.rehearse() as session:
        return rehearse_chase(
            session,
            read=lambda opened, one: letter(opened, one, world.now, shipped()),
            **about,
            actor=LEAD,
            now=world.now,
        )


def live(world: World, on: str = "2026-10-30", role: Role = Role.SUPPORT) -> tuple[int, int]:
    """A live activity on that day, of which the police was asked on 1 September and has not answered."""
    activity, partner = world.activity(on), world.partner("police")
    world.now = world.at("2026-09-01 12:00")
    world.assign(activity, partner, role)
    world.go_live()
    return activity, partner


def waiting(world: World) -> list[tuple[int | None, ReminderKind]]:
    """What was asked for by hand and waits."""
    return [
        (row.activity_id, row.kind)
        for row in world.rows(ReminderState.PLANNED, ReminderState.HELD)
        if row.dedupe_key.startswith("chase|")
    ]


def test_whoever_has_not_answered_is_asked_once_more_now(world: World) -> None:
    _, partner = live(world)
    done = chased(world, partner_ids=[partner])
    assert (len(done.reminders), done.people, done.left_out) == (1, 1, ())
    assert world.run().messages == 1
    assert world.post.subjects == ["Please answer by Fri 4 Sep: Fri 30 Oct 18:00–22:00, joint patrol"]


def test_of_one_plan_only_what_stands_in_it_is_asked_for(world: World) -> None:
    activity, partner = live(world)
    other = world.activity("2026-10-28")
    world.assign(other, partner)
    with world.database.write() as session:
        plan = Plan(slug="night-safe-2026", name="Night Safe 2026", template="night-safe", year=2026,
                    begins=date(2026, 9, 1), starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 2),
                    live_at=world.now, created_at=world.now)  # fmt: skip
        session.add(plan)
        session.flush()
        moved = update(PlanActivity).where(col(PlanActivity.activity_id) == other)
        session.execute(moved.values(plan_id=plan.id))
        plan_id = plan.id
    both = previewed(world, partner_ids=[partner])
    assert (both.requests, both.plans, len(both.letters)) == (2, ("Night Safe 2026", "Sparx 2026"), 1)
    of_it = previewed(world, partner_ids=[partner], plan_id=plan_id)
    assert (of_it.requests, of_it.plans) == (1, ("Night Safe 2026",))
    chased(world, partner_ids=[partner], plan_id=world.plan_id)
    assert waiting(world) == [(activity, ReminderKind.UNANSWERED)]


def test_it_is_a_fact_with_ids_alone(world: World) -> None:
    activity, partner = live(world)
    done = chased(world, partner_ids=[partner])
    with world.database.read() as session:
        (fact,) = facts_of(session, limit=1)
    assert (fact.kind, fact.subject, fact.actor, fact.actor_kind) == (
        "PartnerChased", f"partner:{partner}", "lead", ActorKind.TUI,
    )  # fmt: skip
    assert fact.after is not None
    assert (fact.after["activities"], fact.after["reminders"]) == ([activity], list(done.reminders))
    assert "police@example.org" not in str(fact)


def test_what_is_over_is_asked_of_its_leads_alone(world: World) -> None:
    activity, leading = live(world, role=Role.LEAD)
    helping = world.partner("fire")
    world.assign(activity, helping)
    world.now = world.at("2026-11-02 12:00")
    with pytest.raises(Refused, match="nobody to chase"):
        chased(world, partner_ids=[helping])
    chased(world, partner_ids=[leading])
    assert waiting(world) == [(activity, ReminderKind.OVERDUE)]
    world.status(activity, Status.DELIVERED)
    assert waiting(world) == []


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.DECLINED, Answer.PROPOSED])
def test_who_has_answered_is_left_in_peace(quick_world: World, answer: Answer) -> None:
    activity, partner = live(quick_world)
    quick_world.answer(activity, partner, answer)
    with pytest.raises(Refused, match="nobody to chase: everybody has answered"):
        chased(quick_world, activity_ids=[activity])


@pytest.mark.parametrize("happens", ["answered", "cancelled", "unassigned", "delivered"])
def test_what_makes_it_needless_takes_it_back(world: World, happens: str) -> None:
    activity, partner = live(world)
    chased(world, partner_ids=[partner])
    match happens:
        case "answered":
            world.answer(activity, partner, Answer.ACCEPTED)
        case "cancelled":
            world.cancel(activity)
        case "unassigned":
            world.unassign(activity, partner)
        case _:
            world.status(activity, Status.DELIVERED)
    assert waiting(world) == []


def test_it_stands_when_everything_is_looked_at_again_and_follows_a_move(world: World) -> None:
    activity, partner = live(world)
    chased(world, partner_ids=[partner])
    with world.database.write() as session:
        assert reconcile(session, world.now) == 0
    world.move(activity, "2026-10-31")
    assert waiting(world) == [(activity, ReminderKind.UNANSWERED)]
    world.run()
    assert "Sat 31 Oct" in world.post.subjects[0]


def test_a_second_time_within_the_hour_is_refused_in_words(world: World) -> None:
    activity, partner = live(world)
    chased(world, partner_ids=[partner])
    with pytest.raises(Refused, match="Police is being chased already: that message waits to be sent"):
        chased(world, partner_ids=[partner])
    world.run()
    world.now += timedelta(minutes=59)
    with pytest.raises(Refused, match=r"Police was chased at 12:00; once an hour is enough, or ring"):
        chased(world, activity_ids=[activity])
    world.now += timedelta(minutes=1)
    assert len(chased(world, partner_ids=[partner]).reminders) == 1


def test_others_are_chased_all_the_same_and_it_is_said_who_is_left_out(world: World) -> None:
    activity, police = live(world)
    chased(world, partner_ids=[police])
    fire, nobody = world.partner("fire"), world.partner("wardens", contacts=0)
    for partner in (fire, nobody):
        world.assign(activity, partner)
    done = chased(world, activity_ids=[activity])
    assert (len(done.reminders), done.people) == (1, 1)
    assert done.left_out == (
        "Police is being chased already: that message waits to be sent",
        "Wardens has no contact who can be written to; add one: seasonal-ops contact add wardens EMAIL",
    )


def test_nothing_is_sent_for_a_draft(world: World) -> None:
    activity, partner = world.activity("2026-10-30"), world.partner("police")
    world.assign(activity, partner)
    with pytest.raises(Refused, match="Sparx 2026 is a draft, for which nothing is sent; when it is ready"):
        chased(world, partner_ids=[partner])
    assert world.rows() == []


def test_deputies_and_who_left_or_wants_nothing_more_are_not_written_to(world: World) -> None:
    _, partner = live(world)
    world.contact(partner, "deputy@example.org", deputy=True)
    world.contact(partner, "left@example.org", left_on=world.now.date())
    world.contact(partner, "enough@example.org", opted_out_at=world.now)
    world.contact(partner, "second@example.org")
    preview = previewed(world, partner_ids=[partner])
    assert [one.address for one in preview.letters] == ["police@example.org", "second@example.org"]


def test_the_preview_is_what_goes_and_leaves_nothing_behind(world: World) -> None:
    """With what else is due in the same message."""
    activity, partner = live(world)
    other = world.activity("2026-09-03", title="youth outreach")
    world.assign(other, partner)
    (shown,) = previewed(world, activity_ids=[activity]).letters
    assert (shown.partner, shown.partner_name, shown.goes) == ("police", "Police", None)
    assert "joint patrol" in shown.body
    assert waiting(world) == []
    chased(world, activity_ids=[activity])
    world.run()
    (sent,) = world.post.taken
    assert (sent.address, sent.subject, sent.body) == (shown.address, shown.subject, shown.body)
    assert "youth outreach" in shown.body


def test_one_message_a_person_a_day_is_kept_and_said(world: World) -> None:
    _, partner = live(world)
    chased(world, partner_ids=[partner])
    world.run()
    world.now += timedelta(hours=2)
    (shown,) = previewed(world, partner_ids=[partner]).letters
    with world.database.rehearse() as session:
        (queued,) = chase(session, partner_ids=[partner], actor=LEAD, now=world.now).reminders
        session.flush()
        (stored,) = deliveries(session, col(Reminder.id) == queued, order=col(Reminder.id), limit=1)[0]
    assert shown.goes == stored.goes  # the outbox says the same
    assert shown.goes is not None
    assert f"{shown.goes:%Y-%m-%d %H:%M}" == "2026-09-02 09:00"
    assert "one message a person a day" in shown.why
    chased(world, partner_ids=[partner])
    assert world.run().messages == 0
    assert world.run("2026-09-02 09:00").messages == 1


def test_a_sensitive_activity_is_not_named(world: World) -> None:
    activity, partner = live(world)
    world.edit(activity, sensitivity=Sensitivity.SENSITIVE, location="Corner of the park")
    (shown,) = previewed(world, partner_ids=[partner]).letters
    assert "joint patrol" not in shown.subject + shown.body
    assert "Corner" not in shown.subject + shown.body


@pytest.mark.parametrize("text", HOSTILE[:1] + HOSTILE[3:6], ids=range(4))
def test_names_from_outside_do_nothing_in_a_sentence(quick_world: World, text: str) -> None:
    live(quick_world)
    activity = quick_world.activity("2026-10-31")
    nobody = quick_world.partner("wardens", contacts=0)
    quick_world.assign(activity, nobody)
    with quick_world.database.write() as session:
        session.get_one(Partner, nobody).name = text
        session.get_one(Plan, quick_world.plan_id).name = text
    done = chased(quick_world)
    assert not ACTING & set("".join(done.left_out))
