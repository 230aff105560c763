"""A shipped season comes back as it was written."""

import pytest
from sqlmodel import Session
from written_down import ACT, SEASONS, again, drafted, everything, frame_of, given_in, standing, written

import plans
from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.templates import expand


@pytest.mark.parametrize("slug", SEASONS)
def test_a_shipped_season_comes_back_as_it_was_written(session: Session, slug: str) -> None:
    plan = queries.find_plan(session, f"{slug}-2026")
    shipped = plans.load(slug)
    mine = written(session, plan)
    given_dates = given_in(session, plan)
    draft, first = (expand(one, year=2026, given=given_dates) for one in (mine, shipped))
    assert drafted(draft) == drafted(first) == standing(session, plan)
    assert frame_of(draft) == frame_of(first)
    # Rules, conditions and words are those of the file; how a last day is worded may differ.
    by_key = {one.key: one for one in mine.activities}
    for one in shipped.activities:
        now = by_key.pop(one.key)
        same = {
            "ends": None,
            "lead": (),
            "support": (),
            "shared": False,
            "needs": (),
            "gates": (),
            "count": (),
        }
        assert now.model_copy(update=same) == one.model_copy(update=same)
        # What is counted on a guest is said where it is at home.
        guest = one.shared and slug == "action-days"
        for name in ("lead", "support", "needs", "gates", *(() if guest else ("count",))):
            assert sorted(getattr(now, name)) == sorted(getattr(one, name))
        assert now.shared == one.shared
    assert by_key == {}
    tables = ("anchors", "periods", "themes", "phases", "measures", "reminders")
    assert all(getattr(mine, name) == getattr(shipped, name) for name in tables)
    assert (mine.name, mine.objective, mine.time_zone) == (
        shipped.name, shipped.objective, shipped.time_zone,
    )  # fmt: skip


@pytest.mark.parametrize("slug", SEASONS)
def test_a_new_plan_of_the_file_is_the_same_plan(
    session: Session, sqlite_database: Database, slug: str
) -> None:
    plan = queries.find_plan(session, f"{slug}-2026")
    draft = again(session, plan)
    with sqlite_database.rehearse() as other:
        new = planning.draft_plan(other, draft=draft, year=2026, **ACT)
        assert everything(other, new) == everything(session, plan)
