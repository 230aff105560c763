"""`partner list|show`: who is late, silent or overloaded, in the figures of the terminal UI."""

from pathlib import Path

import pytest
from helpers import Commands


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Two plans; the police may man one activity a night, have two in one, and one that is over."""
    folder: Path = tmp_path_factory.mktemp("partners")
    made = Commands(folder, now="2026-10-12T09:00+00:00")
    made.ok("plan new freshers --year 2026 --anchor 'Welcome Sunday=2026-09-20'")
    made.ok("plan new night-safe --year 2026")
    made.ok('partner add "Harbour Watch" --capacity 1')
    for day, answer in (("01", "accepted"), ("20", "accepted"), ("20", ""), ("21", "declined")):
        add = f"activity add night-safe-2026 Patrol --date 2026-10-{day} --start 20:00 --end 22:00"
        number = made.json(add)["id"]
        made.ok(f"assign {number} harbour-watch --role lead")
        if answer:
            made.ok(f"respond {number} harbour-watch {answer}")
    made.ok("plan go-live night-safe-2026")
    return made


def test_the_list_says_how_they_stand(commands: Commands) -> None:
    lines = commands.ok("partner list").splitlines()
    assert lines[0].split("  ")[0] == "partner"
    (line,) = (one for one in lines if one.startswith("harbour-watch"))
    assert line.split()[1:] == [
        *("0", "4", "0", "1", "1", "1", "0", "2", "0", "0", "0", "0", "0", "0", "of", "1,", "too", "many"),
        *("Harbour", "Watch"),
    ]


def test_the_list_for_programs_keeps_its_keys(commands: Commands) -> None:
    (view,) = (one for one in commands.json("partner list") if one["slug"] == "harbour-watch")
    assert (view["name"], view["capacity"], view["contacts"], view["assigned"]) == ("Harbour Watch", 1, 0, 4)
    assert view["standing"] == {
        "assigned": 4,
        "delivered": 0,
        "overdue": 1,
        "unanswered": 1,
        "declined": 1,
        "load": [0, 2, 0, 0, 0, 0, 0, 0],
        "peak": 2,
        "overloaded": True,
        "answered": "2026-10-12T09:00:00+00:00",
        "written": None,
    }


def test_of_one_plan(commands: Commands) -> None:
    of_plan = [
        {one["slug"] for one in commands.json(f"partner list --plan {plan}-2026")}
        for plan in ("night-safe", "freshers")
    ]
    assert ["harbour-watch" in slugs for slugs in of_plan] == [True, False]
    assert "did you mean" in commands.refused("partner list --plan freshers-206")


def test_one_and_its_nights(commands: Commands) -> None:
    said = commands.ok("partner show harbour-watch --from 2026-10-19 --to 2026-10-21").splitlines()
    assert said == [
        "harbour-watch: Harbour Watch, 1 activities a night, 4 asked",
        "4 assigned, 0 delivered, 1 overdue, 1 unanswered, 1 declined",
        "load in the next 8 weeks, the most in a night of each: 0 2 0 0 0 0 0 0 of 1, too many",
        "  Mon 19 Oct 2026  0",
        "  Tue 20 Oct 2026  2, too many",
        "  Wed 21 Oct 2026  0",
    ]
    nights = commands.json("partner show harbour-watch --from 2026-10-20")["nights"]
    assert (len(nights), nights[0]) == (14, {"on": "2026-10-20", "load": 2})
    assert commands.json("partner show harbour-watch")["nights"] == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("--to 2026-10-20", "give the first too"),
        ("--from 2026-10-20 --to 2026-10-19", "is no span of 1 to 366 nights"),
        ("--from 2026-10-20 --to 2027-10-21", "is no span of 1 to 366 nights"),
    ],
    ids=["no-first", "backwards", "too-long"],
)
def test_what_is_no_span(commands: Commands, typed: str, why: str) -> None:
    assert why in commands.refused(f"partner show harbour-watch {typed}")
