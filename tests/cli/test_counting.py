"""`count`, `measure` and `area` as they are typed, and what they print."""

import re
from pathlib import Path

import pytest
from helpers import Commands

PLAN = "bright-sparx-2026"


@pytest.fixture
def counting(tmp_path: Path) -> Commands:
    """With Bright Sparx, two weeks after it."""
    commands = Commands(tmp_path, now="2026-11-20T09:00+00:00")
    commands.ok("plan new bright-sparx --year 2026")
    return commands


def test_all_that_can_be_said_of_a_count_is_answered(counting: Commands) -> None:
    counting.ok("area add Tanhouse")
    activity = counting.json(f"activity add {PLAN} Clearing --date 2026-10-29 --end-date 2026-10-31")["id"]
    said = counting.json(
        f"count add {PLAN} detritus-removed 12.5 --date 2026-10-29 --until 2026-10-31 --area tanhouse"
        f" --activity {activity} --unit tonnes --qualifier about --status final --as-at 2026-11-18"
        " --source weighbridge --quote 'twelve and a half' --reason 'two skips'"
    )
    expected = {
        "measure": "detritus-removed", "on": "2026-10-29", "until": "2026-10-31", "area": "tanhouse",
        "activity": activity, "value": 12.5, "qualifier": "about", "status": "final", "as_at": "2026-11-18",
        "source": "weighbridge", "quote": "twelve and a half", "reason": "two skips", "entered_by": "tester",
        "revision": 1, "nil": False, "approved_at": None,
    }  # fmt: skip
    assert {name: said[name] for name in expected} == expected
    assert counting.ok(f"count list {PLAN}").strip() == (
        f"detritus-removed in tanhouse at activity {activity}, Thu 29 Oct 2026 to Sat 31 Oct 2026: about 12.5"
        " (final)    by tester  weighbridge  two skips"
    )


def test_a_share_of_answers_is_shown_with_its_numbers(counting: Commands) -> None:
    counting.ok(f'measure add {PLAN} "Feel safe" --definition "Said yes." --unit % --kind percentage')
    said = counting.ok(f"count add {PLAN} feel-safe 150/200 --date 2026-11-07")
    assert said == "recorded: feel-safe, Sat 7 Nov 2026: 75 (150 of 200) (provisional)\n"


def test_a_list_is_of_what_is_asked_for(counting: Commands) -> None:
    for name in ("Tanhouse", "Digmoor"):
        counting.ok(f"area add {name}")
        counting.ok(f"count add {PLAN} asb-calls 2 --date 2026-10-30 --area {name}")
    counting.ok(f"count add {PLAN} police-calls 9 --date 2026-10-30")
    assert len(counting.json(f"count list {PLAN}")) == 3
    assert [one["area"] for one in counting.json(f"count list {PLAN} --measure asb-calls")] == [
        "tanhouse",
        "digmoor",
    ]
    assert [one["measure"] for one in counting.json(f"count list {PLAN} --area digmoor")] == ["asb-calls"]
    assert "did you mean digmoor" in counting.refused(f"count list {PLAN} --area digmor")
    assert counting.ok(f"count list {PLAN} --measure arson").startswith(
        "nothing is recorded yet; what is counted:"
    )


def test_a_zero_for_each_night(counting: Commands) -> None:
    nil = f"count nil {PLAN} injuries --date 2026-10-30 --until 2026-10-31"
    assert counting.ok(nil) == (
        "recorded: injuries, Fri 30 Oct 2026: 0, a nil return (provisional)\n"
        "recorded: injuries, Sat 31 Oct 2026: 0, a nil return (provisional)\n"
    )
    assert counting.ok(nil) == "nothing to record: it is recorded so already\n"
    counting.ok(f"count add {PLAN} injuries 1 --date 2026-11-01")
    assert "recorded as 1 already" in counting.refused(f"{nil.replace('10-31', '11-01')}")
    assert counting.json(f"{nil.replace('10-31', '11-01')} --correct")[0]["revision"] == 2


def test_a_history_tells_who_said_what_and_when(counting: Commands) -> None:
    add = f"count add {PLAN} asb-calls"
    counting.ok(f"{add} 30 --date 2026-10-30 --source 'police extract'")
    counting.environment["SEASONAL_OPS_NOW"] = "2027-06-01T09:00+00:00"
    counting.ok(f"--actor analyst {add} 31 --date 2026-10-30 --correct --reason recount")
    lines = counting.ok(f"count history {PLAN} asb-calls --date 2026-10-30").splitlines()
    assert [re.split(" {2,}", line) for line in lines] == [
        ["2", "asb-calls, Fri 30 Oct 2026: 31 (provisional)", "by analyst", "2027-06-01 10:00", "recount"],
        [
            "1",
            "asb-calls, Fri 30 Oct 2026: 30 (provisional)",
            "by tester",
            "2026-11-20 09:00",
            "police extract",
        ],
    ]
    assert [one["value"] for one in counting.json(f"count history {PLAN} asb-calls --date 2026-10-30")] == [
        31,
        30,
    ]
    none = counting.ok(f"count history {PLAN} asb-calls --date 2026-10-31")
    assert none == "nothing was ever recorded of asb-calls on Sat 31 Oct 2026\n"


def test_approved_is_locked_and_reopened_with_a_reason(counting: Commands) -> None:
    counting.ok(f"count add {PLAN} asb-calls 30 --date 2026-10-30 --status final")
    counting.ok(f"count add {PLAN} asb-calls 9 --date 2026-10-31")
    assert counting.ok(f"count approve {PLAN} asb-calls") == (
        "approved: 2 values, by tester\nnote: 1 provisional among them: the agency may still correct it\n"
    )
    assert counting.ok(f"count approve {PLAN}").startswith("nothing to approve")
    assert "(approved by tester)" in counting.ok(f"count list {PLAN}")
    correct = f"count add {PLAN} asb-calls 31 --date 2026-10-30 --correct"
    assert "is approved by tester as 30; open it again first" in counting.refused(correct)
    assert counting.run(f"count reopen {PLAN} asb-calls").code == 2
    counting.ok(f"count reopen {PLAN} asb-calls --date 2026-10-30 --reason 'late calls came in'")
    assert counting.json(correct)["revision"] == 2


def test_a_value_of_a_wrong_place_is_taken_out(counting: Commands) -> None:
    counting.ok("area add Tanhouse")
    counting.ok(f"count add {PLAN} asb-calls 30 --date 2026-10-30 --area tanhouse")
    counting.ok(f"count add {PLAN} asb-calls 38 --date 2026-10-30")
    withdraw = f"count withdraw {PLAN} asb-calls --date 2026-10-30"
    assert counting.run(withdraw).code == 2  # without a reason
    assert counting.ok(f"{withdraw} --area Tanhouse --reason 'it was Digmoor'") == (
        "withdrawn: asb-calls in tanhouse, Fri 30 Oct 2026: 30 (provisional); it is missing again\n"
    )
    history = f"count history {PLAN} asb-calls --date 2026-10-30 --area tanhouse"
    assert re.split(" {2,}", counting.ok(history).splitlines()[0]) == [
        "2",
        "asb-calls in tanhouse, Fri 30 Oct 2026: withdrawn",
        "by tester",
        "2026-11-20 09:00",
        "it was Digmoor",
    ]
    said = counting.json(f"{withdraw} --reason 'another night'")
    assert (said["withdrawn"], said["value"], said["revision"]) == (True, None, 2)
    assert counting.ok(f"count list {PLAN}").startswith("nothing is recorded yet")
    assert "nothing is recorded of asb-calls of 2026-10-30" in counting.refused(f"{withdraw} --reason twice")


def test_returns_fold_the_dates_that_are_missing(counting: Commands) -> None:
    for day in ("10-27", "10-30", "11-01"):
        counting.ok(f"count add {PLAN} asb-calls 0 --date 2026-{day}")
    lines = counting.ok(f"count returns {PLAN}").splitlines()
    (cells,) = [re.split(" {2,}", line) for line in lines if line.startswith("asb-calls ")]
    assert cells == [
        "asb-calls",
        "police",
        "3 of 12, 3 nil, 3 late",
        "missing 28 to 29 Oct, 31 Oct and 2 to 7 Nov; the first was due by Wed 11 Nov 2026",
    ]
    found = next(one for one in counting.json(f"count returns {PLAN}") if one["measure"] == "asb-calls")
    assert (found["source"], found["missing"][:2], found["due"]) == (
        "police",
        ["2026-10-28", "2026-10-29"],
        "2026-11-11",
    )
    counting.environment["SEASONAL_OPS_NOW"] = "2026-08-01T09:00+00:00"
    assert "nothing expected yet" in counting.ok(f"count returns {PLAN}")


def test_a_measure_is_added_changed_marked_and_shown(counting: Commands) -> None:
    counting.ok(
        f'measure add {PLAN} "Bin fires" --definition "Fires in bins." --unit incidents --kind count'
        " --direction down --source fire-and-rescue --from 'Mischief Night' --to 2026-11-06 --night-from 7:00"
        " --part-of secondary-fires --purpose output"
    )
    counting.ok(f"measure set {PLAN} bin-fires --person-related --due-days 7 --purpose outcome")
    said = f'measure mark {PLAN} bin-fires --date 2026-04-01 --kind break "wheeled bins are counted too"'
    assert counting.ok(said) == (
        "bin-fires is marked from Wed 1 Apr 2026 (break): wheeled bins are counted too\n"
    )
    shown = counting.ok(f"measure list {PLAN}").splitlines()
    assert shown[-4:] == [
        "bin-fires: Bin fires (incidents), Fri 30 Oct 2026 to Fri 6 Nov 2026, a night from 07:00, 0 recorded",
        "    Fires in bins.",
        "    an outcome, a part of secondary-fires, about persons, from fire-and-rescue within 7 days",
        "    from Wed 1 Apr 2026 recorded differently: wheeled bins are counted too",
    ]
    assert counting.json(f"measure list {PLAN}")[-1]["marks"][0]["kind"] == "break"
    assert "write it like 2026-10-30" in counting.refused(f"measure set {PLAN} bin-fires --to 2026-x")
    assert counting.json(f'measure set {PLAN} bin-fires --part-of ""')["part_of"] is None


def test_an_area_is_added_renamed_and_listed(counting: Commands) -> None:
    assert counting.ok("area list").startswith("no area is known")
    assert (
        counting.ok('area add "Up Holland" --role comparison')
        == "Up Holland is known as up-holland (comparison)\n"
    )
    assert counting.json("area set up-holland --role buffer --name Upholland")["name"] == "Upholland"
    assert counting.ok("area list") == "up-holland  Upholland  buffer\n"
