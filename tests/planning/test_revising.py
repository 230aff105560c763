"""A whole form kept as one: its facts, its version, and nothing of it when a part is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed, Refused
from seasonal_ops.models import key
from seasonal_ops.planning import Edit, Heard, Revision, When
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Role, Status

DAY = date(2026, 10, 20)
RULED = When(
    on=date(2026, 10, 30), reason="Mischief Night", start=time(21), end=time(3), rule="Mischief Night"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An activity that two partners are on, and a third that is not."""

    session: Session
    activity_id: int
    rotary: int
    scouts: int
    church: int

    @property
    def view(self) -> ActivityView:
        return queries.activity(self.session, self.activity_id)

    def revise(self, version: int | None = None, **what: Any) -> None:
        planning.revise_activity(
            self.session,
            activity_id=self.activity_id,
            revision=Revision(**what),
            expected_version=version,
            actor=LEAD,
            now=NOW,
        )
        self.session.flush()


@pytest.fixture
def scene(database: Database) -> Iterator[Scene]:
    with database.write() as session:
        plan = make_plan(session)
        activity_id = key(make_activity(session, plan, DAY))
        partners = [key(make_partner(session, name)) for name in ("Rotary", "Scouts", "Church")]
        for partner_id in partners[:2]:
            planning.assign(
                session,
                activity_id=activity_id,
                partner_id=partner_id,
                role=Role.SUPPORT,
                actor=LEAD,
                now=NOW,
            )
        yield Scene(session, activity_id, *partners)


def test_all_of_it_is_kept_and_each_part_is_a_fact(scene: Scene) -> None:
    before = journal.newest(scene.session)
    scene.revise(
        scene.view.version,
        edit=Edit(title="Night patrol", phase="operation"),
        when=RULED,
        note="half done",
        released=(scene.scouts,),
        asked=((scene.church, Role.LEAD),),
        heard=(Heard(partner_id=scene.rotary, answer=Answer.ACCEPTED, note="told by phone"),),
    )
    view = scene.view
    assert (view.title, view.phase, view.status, view.status_note) == (
        "Night patrol", "operation", Status.PLANNED, "half done",
    )  # fmt: skip
    assert (view.starts_on, view.ends_on, view.date_rule) == (RULED.on, date(2026, 10, 31), "Mischief Night")
    held = {one.partner: (one.role, one.response, one.note) for one in view.assignments}
    assert held == {
        "rotary": (Role.SUPPORT, Answer.ACCEPTED, "told by phone"),
        "church": (Role.LEAD, Answer.ASKED, ""),
    }
    facts = journal.read(scene.session, limit=journal.newest(scene.session) - before)
    assert sorted(fact.kind for fact in facts) == [
        "ActivityEdited", "ActivityMoved", "ActivityStatusChanged", "PartnerAssigned", "PartnerUnassigned",
        "ResponseGiven",
    ]  # fmt: skip


def test_what_is_left_out_stays(scene: Scene) -> None:
    before = scene.view
    scene.revise(before.version)
    assert scene.view == before


def test_the_version_that_was_seen_is_asked_for_once(scene: Scene) -> None:
    with pytest.raises(Changed):
        scene.revise(scene.view.version - 1, edit=Edit(title="Night patrol"))
    assert scene.view.title == "Joint patrol"


def test_when_a_part_is_refused_nothing_is_kept(database: Database) -> None:
    with database.write() as session:
        activity_id = key(make_activity(session, make_plan(session), DAY))
        planning.cancel_activity(session, activity_id=activity_id, actor=LEAD, now=NOW)
    revision = Revision(edit=Edit(title="Night patrol"), when=RULED)
    with pytest.raises(Refused, match="is cancelled"), database.write() as session:
        planning.revise_activity(session, activity_id=activity_id, revision=revision, actor=LEAD, now=NOW)
    with database.read() as session:
        assert queries.activity(session, activity_id).title == "Joint patrol"
