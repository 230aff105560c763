"""The documents cannot drift: what they show of the program is made from it, or held against it."""

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from seasonal_ops.dates import Calendar, IfAvoided, Period, dates_of, parse, resolve_anchors

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """`docs/make.py`."""
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_reference_is_what_the_program_says(make: ModuleType) -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == make.command_reference(), "run: make docs"


def test_the_date_rules_give_the_dates_that_the_page_says() -> None:
    given = {"Welcome Sunday": date(2026, 9, 20)}
    rules = {
        "Mischief Night": "30 October",
        "Halloween": "31 October",
        "Bonfire Night": "5 November",
        "Half-term Monday": "last Monday of October",
        "Welcome Sunday": None,
        "Christmas Day": "25 December",
    }
    begins = date(2026, 5, 1)
    half_term = Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))
    anchors = resolve_anchors(rules, given, begins=begins)
    calendar = Calendar(begins=begins, anchors=anchors, periods=(half_term,))
    page = (ROOT / "docs" / "date-rules.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    assert len(rows) > 30
    for rule, *avoidance, said in rows:
        avoid, if_avoided = avoidance or ("", "keep")
        dates = dates_of(
            parse(rule.strip("`"), rules),
            calendar,
            avoid=[word for word in avoid.split(", ") if word],
            if_avoided=IfAvoided(if_avoided),
        )
        assert ", ".join(f"{one.on:%a} {one.on.day} {one.on:%b %Y}" for one in dates) == said, rule


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_line_of_what_a_feed_keeps_has_a_test_named_after_it() -> None:
    page = (ROOT / "docs" / "calendar-feeds.md").read_text(encoding="utf-8")
    lines = [int(number) for number in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert lines == list(range(1, 34))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tested = {int(number) for number in re.findall(r"^def test_line_(\d\d)_", code, re.MULTILINE)}
    assert tested == set(lines)
