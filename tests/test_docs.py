"""The documents cannot drift: what they show of the program is made from it, or held against it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import make
import pytest
import scenes

from seasonal_ops.bootstrap import App
from seasonal_ops.dates import Calendar, IfAvoided, Period, dates_of, parse, resolve_anchors

ROOT = Path(__file__).parent.parent


PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def app() -> Iterator[App]:
    """The worked example on the day of the pictures."""
    with make.example() as built:
        yield built


def test_the_command_reference_is_what_the_program_says() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == make.command_reference(), "run: make docs"


def test_the_guide_names_every_key_of_the_keymap() -> None:
    written = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert written == make.with_keys(written), "run: make docs"


@pytest.mark.parametrize("name", scenes.SCENES)
def test_a_picture_of_the_terminal_ui_is_what_the_program_shows(name: str, app: App) -> None:
    shown = make.picture(app, scenes.SCENES[name])
    # Compared outside of the assertion: the difference of two pictures tells nobody anything.
    stale = (PICTURES / f"{name}.svg").read_text(encoding="utf-8") != shown
    assert not stale, f"docs/pictures/{name}.svg is stale; run: make docs, and look at it"


def test_the_charts_of_a_report_are_what_the_program_draws(app: App) -> None:
    stale = [name for name, drawn in make.charts(app) if (PICTURES / name).read_bytes() != drawn]
    assert stale == [], "run: make docs"


def test_every_picture_is_made_and_shown_somewhere() -> None:
    made = {*(f"{name}.svg" for name in scenes.SCENES), "nights.svg", "years.svg"}
    assert {path.name for path in PICTURES.iterdir()} == made
    pages = "".join(page.read_text(encoding="utf-8") for page in _pages())
    assert {name for name in made if f"pictures/{name})" not in pages} == set()


def test_a_picture_fetches_nothing_from_elsewhere() -> None:
    fetched = r"""url\([^#)][^)]*\)|href="[^#]|<image|@import"""
    fetching = [one.name for one in PICTURES.iterdir() if re.search(fetched, one.read_text(encoding="utf-8"))]
    assert fetching == []


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
        for page in _pages()
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


def _pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
