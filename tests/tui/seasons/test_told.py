"""What a change would do, as entries and as lines."""

from datetime import date

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from seasonal_ops.views import AnchorChoice, Finding, Move
from seasonal_ops.words import Check, Severity
from tests.tui.fakes.seasons import FOUND, NEW, OLD
from tui.lines import Section
from tui.seasons.preview_lines import PreviewLines
from tui.seasons.told import Entry, Kind, anchor_says, entries, findings, until, why


def plain(entry: Entry) -> list[str]:
    return ["".join(text for text, _ in entry.head), *(text for text, _ in entry.below)]


def painted(moves: tuple[Move, ...], width: int, found: tuple[Finding, ...] = ()) -> PreviewLines:
    dates = Section(Kind.DATES, tuple(entries(moves)))
    return PreviewLines((dates, Section(Kind.FINDINGS, tuple(findings(found)))), width)


def test_a_new_season_has_one_date_a_row_and_its_reason() -> None:
    first, second, _ = map(plain, entries(NEW, fresh=True))
    assert first == [
        "Fri 24 Sep 2027  Retailer visits, phase 1",
        "42 days before Bonfire Night (Fri 5 November 2027)",
    ]
    assert second[-1] == "▲ in half-term"


def test_a_season_rolled_forward_says_from_and_to_and_what_stays_behind() -> None:
    anchor, goes, stays, new = map(plain, entries(OLD))
    assert anchor[0] == " Thu 5 Nov 2026 → Fri 5 Nov 2027   ◆ Bonfire Night"
    assert goes[0] == "Tue 27 Oct 2026 → Wed 27 Oct 2027  Retailer visits, phase 2"
    assert stays == [
        "Wed 28 Oct 2026 → does not go on   Skip clearance, east ward",
        "8 days before Bonfire Night (Fri 5 November 2027)",
        "▲ was cancelled in 2026: not taken along",  # the key instead of what is typed on a command line
        "space takes it along",
    ]
    assert new[0].startswith("            new → Wed 1 Sep 2027")


def test_a_reason_is_told_once_for_a_run_and_an_anchor_s_warning_once_for_all() -> None:
    def move(title: str, number: int | None, reason: str) -> Move:
        on = date(2026, 11, 5)
        warned = ("given as Fri, which is no Sunday",)
        return Move(title=title, was=on, to=on, reason=reason, warnings=warned, activity=number)

    anchor, first, second = entries(
        (
            move("Welcome Sunday", None, "as given"),
            move("A", 1, "Mon, each week"),
            move("B", 2, "Tue, each week"),
        )
    )
    assert plain(anchor)[1:] == ["as given", "▲ given as Fri, which is no Sunday"]
    assert plain(first)[1:] == ["Mon, each week"]
    assert plain(second)[1:] == []
    assert [one.loud for one in (anchor, first, second)] == [True, False, False]


def test_an_entry_is_the_same_one_after_its_date_or_fate_changed() -> None:
    taken = (Move(title=OLD[2].title, was=OLD[2].was, to=date(2027, 10, 28), reason="", activity=2),)
    assert next(entries(taken)).identity == list(entries(OLD))[2].identity
    assert len({one.identity for one in entries((*NEW, *NEW))}) == 6


def test_a_finding_has_glyph_and_word_and_a_way_out_that_is_not_said_twice() -> None:
    other = Finding(
        rule=Check.WEEKDAY, severity=Severity.NOTE, activities=(), sentence="quiet", way_out=FOUND[0].way_out
    )
    loud, quiet = findings((*FOUND, other))
    assert plain(loud) == [f"▲ warning: {FOUND[0].sentence}"]
    assert plain(quiet) == ["· note: quiet", f"→ {FOUND[0].way_out}"]
    assert (loud.loud, quiet.loud) == (True, False)
    assert list(findings(())) == []


@pytest.mark.parametrize("width", [20, 35, 80, 100, 160])
def test_every_line_fits_and_nothing_is_lost(width: int) -> None:
    lines = painted((*OLD, *NEW), width, FOUND)
    told = ["".join(text for text, _ in lines.pieces(line)) for line in range(len(lines))]
    assert max(map(cell_len, told)) <= max(width, 44) - 2
    words = " ".join(" ".join(told).split())
    for move in (*OLD, *NEW):
        assert "".join(move.title.split()) in "".join(words.split())


def test_the_cursor_stops_at_the_first_line_of_each_entry() -> None:
    lines = painted(OLD, 80, FOUND)
    assert lines.row(0) is None  # the heading
    first = lines.nearest(0)
    assert first == 1
    assert lines.row(first + 1) is None  # its reason
    assert lines.height(first) == 2
    last = lines.nearest(len(lines) - 1)
    assert last + lines.height(last) == len(lines)  # what belongs to the finding is no stop
    assert lines.nearest(first + 1) == first + 2
    assert lines.count(lambda entry: entry.loud) == 2
    assert PreviewLines().nearest(0) == -1


def test_where_there_is_room_reasons_stand_in_one_column() -> None:
    lines = painted(NEW, 160)
    told = ["".join(text for text, _ in lines.pieces(line)) for line in range(1, len(lines))]
    assert {line.index("42 days") for line in told if "42 days" in line} == {79}
    assert {line.index("8 days") for line in told if "8 days" in line} == {79}


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("Halloween", "Halloween is 31 October; a Sunday in 2027", "31 October"),
        ("Fair", "Fair is Wed 22 September 2027: first Wednesday", "first Wednesday"),
        ("Fair", "Fair is 19 September 2027, as given; a Sunday", "as given"),
    ],
)
def test_the_reason_beside_a_box(name: str, reason: str, said: str) -> None:
    assert why(name, reason) == said


def test_what_stands_beside_a_box() -> None:
    def choice(**more: object) -> AnchorChoice:
        values = {
            "name": "Fair", "on": date(2027, 9, 22), "reason": "Fair is 22 September; a Wednesday",
            "note": "Ask.", "needed": False, "given": False,
        }  # fmt: skip
        return AnchorChoice(**(values | more))  # type: ignore[arg-type]

    assert anchor_says(choice()) == "Wed 22 Sep 2027, 22 September"
    assert anchor_says(choice(warnings=("no Sunday",))) == "Wed 22 Sep 2027, 22 September ▲ no Sunday"
    assert anchor_says(choice(on=None, needed=True, problem="must be given")) == "▲ must be given. Ask."
    assert anchor_says(choice(on=None, problem="no such day")) == "▲ no such day"
    assert anchor_says(choice(on=None, reason='waits for "X"')) == 'waits for "X"'


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 11, 5), "in 6 days"), (date(2026, 10, 30), "today"), (date(2026, 10, 29), "1 day ago")],
)
def test_how_far_an_anchor_is(on: date, said: str) -> None:
    assert until(on, date(2026, 10, 30)) == said


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_calm_and_fits(text: str) -> None:
    move = Move(title=text, was=None, to=date(2027, 1, 1), reason=text, warnings=(text,), activity=1)
    found = Finding(rule=Check.ORDER, severity=Severity.ERROR, activities=(), sentence=text, way_out=text)
    lines = painted((move,), 80, (found,))
    for line in range(len(lines)):
        told = "".join(piece for piece, _ in lines.pieces(line))
        assert not ACTING & set(told)
        assert cell_len(told) <= 78
