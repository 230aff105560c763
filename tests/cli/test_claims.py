"""`claim …` as it is typed and read."""

from pathlib import Path

import pytest
from helpers import Commands

PLAN = "bright-sparx-2026"
CALLS = f"claim add {PLAN} asb-calls"


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """The source's all-crime totals, as if they were of these windows, and a peak of 30 on Mischief Night."""
    made = Commands(tmp_path_factory.mktemp("claims"), now="2026-12-01T09:00+00:00")
    for setting_up in (
        "plan new bright-sparx --year 2025",
        "plan new bright-sparx --year 2026",
        "count add bright-sparx-2025 asb-calls 4925 --date 2025-10-27 --until 2025-11-07",
        f"count add {PLAN} asb-calls 4709 --date 2026-10-27 --until 2026-11-07",
    ):
        made.ok(setting_up)
    return made


def test_the_source_is_found_out_by_its_own_table(commands: Commands) -> None:
    said = commands.ok(f'{CALLS} "All crime fell by 4.2%" --change "-4.2%" --source "the plan, page 9"')
    assert said == "written down as claim 1. Contradicted: it says −4.2%, and 4,925 → 4,709 is −4.4%.\n"
    found = commands.json(f'{CALLS} "By a twentieth" --change "−4%" --against 2025')
    assert (found["measure"], found["change"], found["contradicted"]) == ("asb-calls", -4, False)
    listed = commands.json(f"claim list {PLAN}")
    assert [(one["text"], one["contradicted"]) for one in listed] == [
        ("All crime fell by 4.2%", True),
        ("By a twentieth", False),
    ]
    assert listed[0]["sentence"].startswith("Contradicted: it says −4.2%")
    assert listed[0]["source"] == "the plan, page 9"
    assert "1  asb-calls  Contradicted: it says −4.2%" in commands.ok(f"claim list {PLAN}")
    assert "Contradicted: it says −4.2%" in commands.ok(f"evaluate {PLAN}")


def test_without_an_earlier_season_a_claim_is_kept_and_not_judged(tmp_path: Path) -> None:
    alone = Commands(tmp_path, now="2026-12-01T09:00+00:00")
    alone.ok("plan new bright-sparx --year 2026")
    assert "nothing is claimed yet" in alone.ok(f"claim list {PLAN}")
    assert alone.json(f'{CALLS} "Down" --change "-4%"')["contradicted"] is None
    said = alone.ok(f'{CALLS} "The most in a night was 30" --value 30 --peak')
    assert said.startswith("written down as claim 2. Cannot be decided")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (f'{CALLS} "Down"', "a claim is a change or a value"),
        (f'{CALLS} "Down" --change -x', "is not a change in percent"),
        (f'claim add {PLAN} asb-cals "Down" --value 3', "did you mean asb-calls"),
        ("claim list bright-sparks-2026", "did you mean bright-sparx-2026"),
    ],
    ids=["no-number", "no-change", "no-measure", "no-plan"],
)
def test_what_is_refused(commands: Commands, typed: str, why: str) -> None:
    assert why in commands.refused(typed)
