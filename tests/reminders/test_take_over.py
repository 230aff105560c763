"""What a worker held when it died goes out at the next look, whatever its lease says."""

import subprocess
import sys
from typing import Any

import pytest

from seasonal_ops import workers
from seasonal_ops.reminders.sending.claiming import claim
from seasonal_ops.reminders.sending.delivery import mark_sending
from seasonal_ops.scheduler import Jobs
from seasonal_ops.words import Channel, ReminderState


@pytest.fixture
def dead() -> str:
    """The name of a worker of this machine that was here and is gone."""
    say = "from seasonal_ops import workers; print(workers.own_name())"
    return subprocess.run(
        [sys.executable, "-c", say], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(("marked", "ambiguous"), [(False, False), (True, True)])
def test_a_dead_workers_message_is_sent_before_its_lease_ends(
    world: Any, dead: str, marked: bool, ambiguous: bool
) -> None:
    world.ready()
    world.now = world.at("2026-10-16 09:00")
    (parcel,) = claim(world.database, now=world.now, worker=dead)
    if marked:
        mark_sending(world.database, parcel=parcel, now=world.now)
    Jobs(world.database, {Channel.MAIL: world.post}, world.clock, "another").recover()
    assert [message.message_id for message in world.post.taken] == [parcel.message_id]
    assert [row.ambiguous for row in world.rows(ReminderState.SENT)] == [ambiguous]


@pytest.mark.parametrize("worker", [workers.own_name(), "elsewhere-1-1"], ids=["living", "elsewhere"])
def test_a_living_worker_and_one_of_another_machine_keep_what_they_hold(world: Any, worker: str) -> None:
    world.ready()
    world.now = world.at("2026-10-16 09:00")
    claim(world.database, now=world.now, worker=worker)
    Jobs(world.database, {Channel.MAIL: world.post}, world.clock, "another").recover()
    assert world.post.taken == []
    assert [row.worker for row in world.rows(ReminderState.LEASED)] == [worker]
