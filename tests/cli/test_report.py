"""`report`: a season in one file, as it is asked for."""

import io
from pathlib import Path

import docx
import pytest
from helpers import Commands

HEADINGS = [
    "Lessons",
    "Planned against delivered",
    "Activities",
    "What was done (outputs)",
    "Outcomes: this year against earlier ones",
    "What to keep in mind",
    "Night by night",
    "Peak nights",
    "Engagement and survey",
    "Targets and claims",
    "Data quality",
    "Remarks on the counts",
    "Changes of recording, and of what is done",
    "Limits and design",
    "Recommendations",
    "To decide",
    "Appendix: definitions",
    "Appendix: counts",
]


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A season after the season before, with totals and one night of each."""
    made = Commands(tmp_path_factory.mktemp("report"), now="2026-12-01T09:00+00:00")
    for setting_up in (
        "plan new bright-sparx --year 2025",
        "plan new bright-sparx --year 2026",
        "count add bright-sparx-2025 deliberate-fires 60 --date 2025-10-27 --until 2025-11-07",
        "count add bright-sparx-2026 deliberate-fires 40 --date 2026-10-27 --until 2026-11-07 --reason so",
        "count add bright-sparx-2025 deliberate-fires 30 --date 2025-10-30",
        "count add bright-sparx-2026 deliberate-fires 20 --date 2026-10-30 --reason checked",
        "count add bright-sparx-2026 injuries 3 --date 2026-10-30 --reason checked",
        'lesson add bright-sparx-2026 "Ask for skips in August" --owner police',
    ):
        made.ok(setting_up)
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "report"


def test_markdown_goes_to_the_terminal(commands: Commands) -> None:
    page = commands.ok("report bright-sparx-2026")
    assert page.startswith(
        "**OFFICIAL: the partnership's own copy, not for publication**\n\n# Bright Sparx 2026"
    )
    assert "(60 → 40)" in page
    assert "- Ask for skips in August – Lancashire Constabulary" in page


def test_a_word_document_has_native_headings_tables_pictures_and_its_language(
    commands: Commands, target: Path
) -> None:
    assert commands.ok(f"report bright-sparx-2026 --format docx -o {target}") == f"wrote {target}\n"
    document = docx.Document(io.BytesIO(target.read_bytes()))
    named = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert named[: len(HEADINGS)] == HEADINGS
    assert len(document.inline_shapes) == 2
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert document.core_properties.language == "en-GB"


@pytest.mark.parametrize("kind", ["docx", "html", "md"])
def test_the_same_counts_give_the_same_bytes(commands: Commands, target: Path, kind: str) -> None:
    files = [target.with_suffix(f".{number}") for number in (1, 2)]
    for file in files:
        commands.ok(f"report bright-sparx-2026 --format {kind} -o {file}")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_public_report_hides_small_numbers_of_people(commands: Commands, target: Path) -> None:
    commands.ok(f"report bright-sparx-2026 --format html --audience public -o {target}")
    page = target.read_text(encoding="utf-8")
    assert "Bright Sparx 2026: public report" in page
    assert "fewer than 5" in page
    assert "skips in August" not in page


def test_a_year_may_be_named_and_one_that_is_not_known_is_refused(commands: Commands) -> None:
    assert commands.ok("report bright-sparx-2026 --against 2025") == commands.ok("report bright-sparx-2026")
    assert "2019" in commands.refused("report bright-sparx-2026 --against 2019")


def test_the_name_of_a_file_says_what_it_is(commands: Commands, target: Path) -> None:
    commands.ok(f"report bright-sparx-2026 -o {target.with_suffix('.DOCX')}")
    assert target.with_suffix(".DOCX").read_bytes().startswith(b"PK")


def test_a_file_must_be_named_for_what_no_terminal_shows(commands: Commands) -> None:
    said = commands.refused("report bright-sparx-2026 --format html")
    assert said == "error: a document needs a file; add -o FILE.html"
