"""`evaluate PLAN`: what it prints for people and for scripts."""

from datetime import date
from pathlib import Path

import pytest
from helpers import Commands

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.models import Area
from seasonal_ops.words import AreaRole
from tests.evaluation.recording import put

NOW = "2026-11-20T09:00+00:00"


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Three seasons of fires, halved this year, beside a comparison area that stayed as it was."""
    folder: Path = tmp_path_factory.mktemp("evaluate")
    made = Commands(folder, now=NOW)
    for year in (2025, 2026):
        made.ok(f"plan new bright-sparx --year {year}")
    database = Database(made.environment["SEASONAL_OPS_DATABASE"])
    with database.write() as session:
        area = Area(slug="aughton", name="Aughton", role=AreaRole.COMPARISON)
        session.add(area)
        session.flush()
        last, this = (queries.find_plan(session, f"bright-sparx-{year}") for year in (2025, 2026))
        # The counts of 2024 stand in the plan of 2025, entered for comparison.
        plans = {2024: last, 2025: last, 2026: this}
        for year, plan in plans.items():
            for day in range(27, 32):
                put(session, plan, "asb-fires", "8" if year == 2026 else "16", date(year, 10, day))
                put(session, plan, "asb-fires", "9", date(year, 10, day), area_id=area.id)
        put(session, this, "injuries", "2", date(2026, 10, 30))
        put(session, this, "police-calls", "921", date(2026, 10, 27), until=date(2026, 11, 7))
        put(session, this, "police-calls", "250", date(2026, 10, 30))
    database.dispose()
    return made


def lines(text: str, after: str, count: int) -> list[str]:
    """The lines that follow one that begins so."""
    every = text.splitlines()
    first = next(number for number, line in enumerate(every) if line.startswith(after))
    return every[first + 1 : first + 1 + count]


def test_the_plain_sentence_first_then_the_figures(commands: Commands) -> None:
    said = lines(commands.ok("evaluate bright-sparx-2026"), "Anti-social behaviour fires", 6)
    assert said[0].startswith("    Probably real. Fell by 50% (80 → 40 on the 5 nights both years have; ")
    assert said[1].startswith("    rate ratio 0.50, 95% CI ")
    assert said[2] == "    returns: 5 of 12 dates this year, 5 of 12 in the baseline"
    assert said[3].startswith("    beside the comparison area: ")
    assert said[4].startswith("    IRR 0.50, ")
    assert said[5] == (
        "    peak: Tue 27 Oct 2026, 8, and as many on Wed 28 Oct 2026, Thu 29 Oct 2026, Fri 30 Oct 2026 and"
        " Sat 31 Oct 2026; 16 on Mon 27 Oct 2025, 0.50 times as many"
    )


def test_several_baselines_are_told_apart(commands: Commands) -> None:
    text = commands.ok("evaluate bright-sparx-2026 --against 2024 --against 2025")
    assert text.startswith("bright-sparx-2026 against 2024, bright-sparx-2025\n")
    said = lines(text, "Anti-social behaviour fires", 14)
    assert [line.split(":")[0] for line in said if "against" in line][:2] == [
        "    against 2024",
        "    against bright-sparx-2025",
    ]
    assert "    Earlier years: 80." in said
    assert (
        "    over the years: Fewer than three seasons to set side by side."
        " 2024, 2025 and 2026 take no part: not every night has a return."
    ) in said


def test_what_has_nothing_beside_it_is_named_once(commands: Commands) -> None:
    text = commands.ok("evaluate bright-sparx-2026")
    assert text.count("Nothing to compare yet, since") == 1
    assert "2 on 1 of 17 dates this year, 0 of 17 dates in the baseline" in text


def test_night_by_night_with_the_occasions_and_what_was_deployed(commands: Commands) -> None:
    text = commands.ok("evaluate bright-sparx-2026 --against 2024 --against 2025 --nights")
    table = text[text.rindex("Anti-social behaviour fires\n") :].splitlines()
    assert table[1].split() == [
        "date",
        "occasion",
        "bright-sparx-2026",
        "2024",
        "bright-sparx-2025",
        "activities",
    ]
    assert table[5].split()[:9] == ["Fri", "30", "Oct", "2026", "Mischief", "Night", "8", "16", "16"]
    assert table[8].split()[4:7] == ["–", "–", "–"]
    assert "Mischief Night" not in commands.ok("evaluate bright-sparx-2026")


def test_a_script_gets_a_row_a_baseline(commands: Commands) -> None:
    found = commands.json("evaluate bright-sparx-2026 --against 2024 --against 2025 --nights")
    rows = [one for one in found["measures"] if one["measure"] == "asb-fires"]
    assert [(one["against"], one["this"], one["last"], one["days"]) for one in rows] == [
        ("2024", 40, 80, 5),
        ("bright-sparx-2025", 40, 80, 5),
    ]
    assert rows[0]["earlier"] == {"2024": 80, "bright-sparx-2025": 80}
    assert rows[0]["window"] == ["2026-10-27", "2026-11-07"]
    assert (rows[0]["design"], found["design"]) == ("comparison-area", "several-years")
    assert rows[0]["difference"]["irr"] == pytest.approx(0.5)
    assert rows[0]["nights"][3]["on"] == "2026-10-30"
    assert rows[0]["nights"][3]["value"] == 8
    assert found["peak"]["asb-fires"]["same_night"] == "2024-10-27"
    assert "nights" not in commands.json("evaluate bright-sparx-2026")["measures"][0]


def test_the_public_learns_no_small_number_of_persons(commands: Commands) -> None:
    found = commands.json("evaluate bright-sparx-2026 --audience public --nights")
    injuries = next(one for one in found["measures"] if one["measure"] == "injuries")
    assert (found["audience"], injuries["hidden"], injuries["total"]) == ("public", "detail", None)
    text = commands.ok("evaluate bright-sparx-2026 --audience public --nights")
    assert "its total is not shown, since returns are missing" in text
    assert "2 on 1 of 17" not in text


def test_a_measure_of_this_season_alone_shows_its_total_and_its_peak_as_a_part_of_it(
    commands: Commands,
) -> None:
    text = commands.ok("evaluate bright-sparx-2026 --against 2024")
    assert lines(text, "Calls to the police", 2) == [
        "    Recorded: 921 calls; no count of 2024 is recorded.",
        "    peak: Fri 30 Oct 2026, 250 (27% of the 921 recorded)",
    ]
    assert "    - No count of 2024 is recorded." in text.splitlines()


def test_people_read_names_and_each_subject_once(commands: Commands) -> None:
    text = commands.ok("evaluate bright-sparx-2026")
    kept = text[text.index("What to keep in mind:") :]
    assert "  Anti-social behaviour fires:\n    - " in kept
    assert "Deliberate fires, Fire incidents" in kept
    assert "asb-fires" not in text
    subjects = [line for line in kept.splitlines() if line.startswith("  ") and line.endswith(":")]
    assert len(subjects) == len(set(subjects))


def test_one_measure_alone(commands: Commands) -> None:
    found = commands.json("evaluate bright-sparx-2026 --measure asb-fires --measure injuries --nights")
    assert {one["measure"] for one in found["measures"]} == {"asb-fires", "injuries"}
    assert {one["target"]["measure"] for one in found["targets"]} == {"injuries"}
    assert found["outputs"] == []
    assert not any(caveat.startswith("police-calls") for caveat in found["caveats"])
    text = commands.ok("evaluate bright-sparx-2026 --measure asb-fires")
    assert "Calls to the police" not in text
    assert "Fire incidents, Secondary fires" in text  # by name, as what may hold the same incidents
    assert text.splitlines()[1].startswith("Anti-social behaviour fires (")
    assert "did you mean" in commands.refused("evaluate bright-sparx-2026 --measure asb-fire-")


def test_its_usage_names_the_plan_once(commands: Commands) -> None:
    assert "evaluate PLAN [OPTIONS]\n" in commands.ok("evaluate bright-sparx-2026 --help")


def test_a_year_without_a_plan_is_offered_for_its_slug(commands: Commands) -> None:
    said = commands.refused("evaluate bright-sparx-2026 --against bright-sparx-2024")
    assert "there is no plan 'bright-sparx-2024'; its counts are known: --against 2024" in said


def test_a_first_season_is_shown_alone(tmp_path: Path) -> None:
    alone = Commands(tmp_path, now="2026-12-01T09:00+00:00")
    alone.ok("plan new bright-sparx --year 2026")
    alone.ok("count add bright-sparx-2026 asb-fires 8 --date 2026-10-30")
    said = alone.ok("evaluate bright-sparx-2026")
    assert said.startswith("bright-sparx-2026 alone: there is no earlier season to compare with. ")
    assert "    Recorded: 8 incidents on 1 of 12 dates.\n" in said
    assert "Design: one season, with nothing to compare it with." in said
    found = alone.json("evaluate bright-sparx-2026")
    (fires,) = [one for one in found["measures"] if one["measure"] == "asb-fires"]
    assert (found["against"], fires["against"], fires["this"], fires["last"]) == ([], None, 8, None)


@pytest.mark.parametrize(
    ("by", "faces", "before", "both"),
    [
        ("date", "2025-10-30", 16, (5, 40, 80)),
        ("weekday", "2025-10-31", 16, (4, 32, 64)),
        ("anchor", "2025-10-30", 16, (5, 40, 80)),
    ],
    ids=["date", "weekday", "anchor"],
)
def test_nights_lined_up(
    commands: Commands, by: str, faces: str, before: int, both: tuple[int, int, int]
) -> None:
    as_ever = commands.json("evaluate bright-sparx-2026")
    found = commands.json(f"evaluate bright-sparx-2026 --line-up {by}")
    (fires,) = (one for one in found.pop("line_up") if one["measure"] == "asb-fires")
    assert found == as_ever  # no verdict changes
    assert (fires["both"], fires["this"], fires["last"]) == both
    (mischief,) = (one for one in fires["nights"] if one["on"] == "2026-10-30")
    assert mischief == {"on": "2026-10-30", "value": 8, "faces": faces, "last": before}


def test_nights_lined_up_for_people(commands: Commands) -> None:
    text = commands.ok("evaluate bright-sparx-2026 --measure asb-fires --line-up weekday")
    assert text.startswith(commands.ok("evaluate bright-sparx-2026 --measure asb-fires"))
    said = lines(text, "The verdict is reckoned by date", 14)
    assert said[0].startswith("Anti-social behaviour fires, against bright-sparx-2025, by the same weekdays")
    assert " ".join(said[5].split()) == "Fri 30 Oct 2026 Mischief Night 8 Fri 31 Oct 2025 16"
    assert " ".join(said[13].split()) == "Sat 7 Nov 2026 – no such night –"
    assert text.endswith("over the 4 nights that both have: 64 → 32\n")
    same = commands.ok("evaluate bright-sparx-2026 --line-up date")
    assert "The verdict is reckoned by" not in same
    assert "leave out --line-up" in commands.refused(
        "evaluate bright-sparx-2026 --line-up date --audience public"
    )
