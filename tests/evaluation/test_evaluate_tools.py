"""`evaluate trend|difference|survey|rate-ratio FILE` as an analyst types them: files, problems, JSON."""

import io
import json
from pathlib import Path

import pytest
from helpers import Commands
from openpyxl import Workbook

TREND = "year,count\n2011,50\n2012,44\n2013,61\n2014,52\n2015,66\n"
AREAS = (
    "Area,Role,Before,After\nCentre,event,207,110\nWest,comparison,300,310\nEast,Comparison,8,8\n"
    "Ring,buffer,178,157\nRing west,buffer comparison,150,140\n"
)
SURVEY = "question,answered_before,yes_before,answered_after,yes_after\n"
PAIRED = "question,yes_yes,yes_no,no_yes,no_no\nGrooming,14,2,25,22\n"
PERCENTAGES = "question;percent_before;percent_after\nSocial media;82;93%\n"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


def _file(commands: Commands, content: str | bytes, name: str = "numbers.csv") -> Path:
    path = commands.folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _problems(commands: Commands, command: str, content: str | bytes) -> list[str]:
    """What is wrong with the file, and nothing is computed; the same is in the JSON."""
    path = _file(commands, content)
    answer = commands.run(f"{command} {path}")
    lines = [line.removeprefix("✗ ") for line in answer.out.splitlines()]
    many = f"{len(lines)} problem{'s' * (len(lines) > 1)}"
    assert (answer.code, answer.err) == (
        1,
        f'error: {many} in "numbers.csv"; correct the file, then try again\n',
    )
    told = json.loads(commands.run(f"{command} {path} --json").out)
    assert len(told["problems"]) == len(lines)
    return lines


def test_a_trend(commands: Commands) -> None:
    path = _file(commands, TREND)
    found = commands.json(f"evaluate trend {path}")
    assert {"annual_change", "low", "high", "p", "phi", "tau", "tau_p", "sentence"} <= set(found)
    assert (found["years"], found["verdict"]) == (5, "unclear")
    said = commands.ok(f"evaluate trend {path}").splitlines()
    assert said[0] == f"Unclear. {found['sentence']}"
    assert said[1].startswith("factor a year 1.08, 95% CI ")
    assert said[2] == "This does not show that the operation caused the change."


def test_a_trend_with_days_months_and_a_step(commands: Commands) -> None:
    rows = [
        f"{year},{month},{10 * month + year - 2010},{28 + month}"
        for year in range(2011, 2017)
        for month in (1, 2)
    ]
    path = _file(commands, "\n".join(["year,month,count,days", *rows]))
    found = commands.json(f"evaluate trend {path} --step 2014")
    assert "apart from the step declared at 2014 (32 in 2011 → 42 in 2016" in found["sentence"]
    assert (found["years"], found["tau"]) == (6, 1)


def test_days_make_counts_into_rates(commands: Commands) -> None:
    rows = [f"{year},{10 * (year - 2010)},{5 * (year - 2010)}" for year in range(2011, 2017)]
    path = _file(commands, "\n".join(["year,count,days", *rows]))
    assert commands.json(f"evaluate trend {path}")["annual_change"] == 0


def test_too_few_years_are_refused_in_a_sentence(commands: Commands) -> None:
    path = _file(commands, "year,count\n2011,50\n")
    assert "a trend needs counts of 2 to 100 years; there are 1" in commands.refused(f"evaluate trend {path}")
    path = _file(commands, TREND)
    assert "give one after 2011" in commands.refused(f"evaluate trend {path} --step 2011")


def test_a_difference_of_summed_areas(commands: Commands) -> None:
    path = _file(commands, AREAS)
    found = commands.json(f"evaluate difference {path}")
    keys = {"irr", "irr_low", "irr_high", "p", "wdd", "wdd_se", "wdd_low", "wdd_high", "sentence"}
    assert keys <= set(found)
    assert (found["wdd"], round(found["wdd_se"], 3), found["phi"]) == (-118, 39.598, None)
    assert commands.json(f"evaluate difference {path} --phi 4")["wdd_se"] == pytest.approx(
        2 * 39.598, abs=0.01
    )
    assert commands.ok(f"evaluate difference {path}").splitlines()[-4:] == [
        "event              207 → 110  Centre",
        "comparison         308 → 318  West and East",
        "buffer             178 → 157  Ring",
        "buffer-comparison  150 → 140  Ring west",
    ]


def test_a_buffer_alone_is_said_to_stay_out(commands: Commands) -> None:
    path = _file(commands, "\n".join(AREAS.splitlines()[:-1]))
    assert commands.ok(f"evaluate difference {path}").endswith(
        "The buffer has no comparison area of its own: it counts in the displacement quotient (WDQ) alone.\n"
    )


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (SURVEY + "Grooming,75,30,85,60\n", (30, 75, 60, 85, None, False)),
        (PAIRED, (16, 63, 39, 63, 0.0000056, True)),
        (PERCENTAGES, (None, None, None, None, None, False)),
    ],
    ids=["counts", "paired", "percentages"],
)
def test_a_survey_in_each_of_its_forms(commands: Commands, content: str, keys: tuple[object, ...]) -> None:
    path = _file(commands, content)
    (found,) = commands.json(f"evaluate survey {path}")
    names = ("yes_before", "answered_before", "yes_after", "answered_after", "p", "paired")
    assert tuple(found[name] for name in names) == pytest.approx(keys, abs=1e-6)
    said = commands.ok(f"evaluate survey {path}").splitlines()
    assert said[0] == found["question"]
    assert said[1].endswith(found["sentence"])


def test_rate_ratios_of_a_file(commands: Commands) -> None:
    path = _file(commands, "label,x1,t1,x0,t0\nfires,157,12,199,12\nfew,2,12,3,12\n")
    found = commands.json(f"evaluate rate-ratio {path}")
    alone = commands.json("evaluate rate-ratio 157 12 199 12")
    assert [one["label"] for one in found] == ["fires", "few"]
    assert {"label": "fires", **alone} == found[0]
    said = commands.ok(f"evaluate rate-ratio {path}").splitlines()
    assert said[2] == "    rate ratio 0.79, 95% CI 0.64–0.98, p 0.030, φ* 1.28"
    assert said[3:5] == ["few", "    Recorded 3 → 2: too few to tell."]
    assert said[5].startswith("Design: before and after")


@pytest.mark.parametrize("given", ["", "1 2", "1 2 3 4 5"], ids=["none", "two", "five"])
def test_a_rate_ratio_of_neither_four_numbers_nor_a_file_is_not_understood(
    commands: Commands, given: str
) -> None:
    answer = commands.run(f"evaluate rate-ratio {given}")
    assert answer.code == 2
    assert "give four numbers, X1 T1 X0 T0, or one FILE" in answer.err


@pytest.mark.parametrize(
    ("command", "content", "problems"),
    [
        (
            "trend",
            "year,count\n2011,-5\n2012,5.5\n2013,\n20123,7\n2014,7\n2014,8\n",
            [
                'B2 (count): "-5" is not a count; write a whole number in digits, 0 or more',
                'B3 (count): "5.5" is not a count; write a whole number in digits, 0 or more',
                "B4 (count): the cell is empty; write the count, or take the row out",
                "A5 (year): 20123 is no year; write a number from 1 to 9999",
                "A7 (year): 2014 stands in row 6 already; keep one of the two",
            ],
        ),
        (
            "trend",
            "year,count,days,month\n2011,5,0,1\n2011,6,many,13\n2011,6,31,1\n2011,7,31,1\n",
            [
                (
                    "C2 (days): an exposure (days or months) must be more than 0, from 0.000001 to"
                    " 1,000,000,000,000; check the number"
                ),
                'C3 (days): "many" is no number of days or months; write one above 0, such as 12 or 30.5',
                "D3 (month): 13 is no month; write a number from 1 to 12",
                "A5 (year): 2011 month 1 stands in row 4 already; keep one of the two",
            ],
        ),
        (
            "trend",
            "yaer,count,notes,count\n2011,5,x,6\n",
            [
                'row 1: there is no column "yaer" here; did you mean year?',
                'row 1: there is no column "notes" here; known: year, count, days and month',
                "row 1: there are two columns count; keep one",
            ],
        ),
        ("trend", "year,count\n", ["row 1: there are no rows below the headers; write the numbers there"]),
        (
            "difference",
            "area,role,before,after\nCentre,evnt,207,110\n,comparison,x,9\nEast,event,1,2\nEast,event,1,2\n",
            [
                'B2 (role): there is no role "evnt"; did you mean event?',
                "A3 (area): the cell is empty; write the area, or take the row out",
                'C3 (before): "x" is not a count; write a whole number in digits, 0 or more',
                "A5 (area): East stands in row 4 already; keep one of the two",
            ],
        ),
        (
            "difference",
            "area,role,before,after\nCentre,event,207,110\nRing,buffer-comparison,1,2\n",
            [
                "no area has the role comparison; say which one is it",
                "an area has the role buffer-comparison, and none the role buffer",
            ],
        ),
        (
            "survey",
            SURVEY + "A,5,6,5,4\nB,0,0,5,4\nA,5,4,5,4\nC,x,4,5,4\n",
            [
                "row 2: 6 said yes of 5 who answered; check the two numbers",
                "row 3: nobody answered; a share needs at least one answer",
                "A4 (question): A stands in row 2 already; keep one of the two",
                'B5 (answered_before): "x" is not a count; write a whole number in digits, 0 or more',
            ],
        ),
        (
            "survey",
            "question,percent_before,percent_after\nA,101,50\nB,many,50\n",
            [
                'B2 (percent_before): "101" is not a percentage; write a number from 0 to 100',
                'B3 (percent_before): "many" is not a percentage; write a number from 0 to 100',
            ],
        ),
        (
            "survey",
            "question,yes_before,answered_after,yes_after\nA,1,2,1\n",
            [
                (
                    "row 1: there is no column answered_before; needed: question, answered_before,"
                    " yes_before, answered_after and yes_after"
                )
            ],
        ),
        (
            "rate-ratio",
            'measure,this year,last year\nfires,"1,234",5\n',
            [
                (
                    "row 1: there is no column label, x1, t1, x0 or t0; needed: label, x1, t1, x0 and t0;"
                    ' "measure", "this_year" and "last_year" are not known here'
                )
            ],
        ),
        (
            "trend",
            "year,incidents\n2011,5\n",
            ['row 1: there is no column "incidents" here; did you mean count?'],
        ),
        (
            "difference",
            "area,role,before,after\nCentre,treated,207,110\nWest,control,300,310\n",
            [
                'B2 (role): there is no role "treated"; did you mean event?',
                'B3 (role): there is no role "control"; did you mean comparison?',
            ],
        ),
        (
            "rate-ratio",
            "label,x1,t1,x0,t0\nfires,1,12,2,-1\nfires,1,12,2,12\nfires,1,12,2,12\n",
            [
                'E2 (t0): "-1" is no number of days or months; write one above 0, such as 12 or 30.5',
                "A4 (label): fires stands in row 3 already; keep one of the two",
            ],
        ),
    ],
    ids=[
        "counts",
        "days-and-months",
        "headers",
        "no-rows",
        "areas",
        "roles",
        "answers",
        "percentages",
        "nearest-form",
        "columns-of-another-kind",
        "another-word-for-a-column",
        "other-words-for-roles",
        "rate-ratios",
    ],
)
def test_every_problem_of_a_file_is_named_and_nothing_is_computed(
    commands: Commands, command: str, content: str, problems: list[str]
) -> None:
    assert _problems(commands, f"evaluate {command}", content) == problems


def test_a_workbook_is_read_from_the_sheet_that_has_the_columns(commands: Commands) -> None:
    rows: list[list[object]] = [["Year", "Count"], *([year, year - 1990] for year in range(2011, 2017))]
    path = _file(commands, _workbook([["These are notes"]], rows), "numbers.xlsx")
    assert "21 in 2011 → 26 in 2016" in commands.json(f"evaluate trend {path}")["sentence"]
    path = _file(commands, _workbook(rows, rows), "twice.xlsx")
    assert '"Sheet 1" and "Sheet 2" all have the columns' in commands.refused(f"evaluate trend {path}")


def test_cells_that_a_workbook_keeps_otherwise_than_it_shows_are_refused(commands: Commands) -> None:
    headers: list[object] = ["question", "percent_before", "percent_after"]
    content = _workbook([headers, ["A", 0.82, "=1+1"], ["B", "0.5%", 1]])
    place = 'sheet "Sheet 1", '
    assert _problems(commands, "evaluate survey", content) == [
        f'{place}B2 (percent_before): 0.82 reads like a part of 1; write 82 for 82%, or "0.5%" as a text',
        f"{place}C2 (percent_after): holds a formula; copy the cell and paste its value",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (
            b'{"activities": [{"year": 2011, "count": 5}]}',
            "there is no table in the file; give a .csv or a .xlsx",
        ),
        (b"%PDF-1.7", "this is a PDF"),
        (b'year,count\n"2011,5\n', "a quotation mark is not closed"),
    ],
    ids=["empty", "json", "pdf", "quotes"],
)
def test_a_file_that_is_no_table_is_refused(commands: Commands, content: bytes, sentence: str) -> None:
    path = _file(commands, content)
    assert sentence in commands.refused(f"evaluate trend {path}")


def test_a_file_that_is_not_there_is_refused(commands: Commands) -> None:
    assert "there is no file 'nowhere.csv'" in commands.refused("evaluate rate-ratio nowhere.csv")


def test_averages_say_what_they_allow_with_its_interval_and_design(commands: Commands) -> None:
    said = commands.ok('evaluate averages 410.4 392.4 --claimed "-4.2%"').splitlines()
    assert said[0] == "Totals over 12 months: 4,925 before, 4,709 after."
    assert said[1].startswith("Unclear (suggestive). Recorded 4.4% fewer (4,925 → 4,709); ")
    assert said[2].startswith("    rate ratio 0.96, 95% CI 0.92–0.995, p 0.028")
    assert said[3] == "−4.2% cannot come from these averages: they allow −4.4%."
    assert said[4].startswith("Design: before and after in one area")
    agreed = commands.ok('evaluate averages 410.4 392.4 --claimed "-4.4%"')
    assert "−4.4% agrees with these averages." in agreed


def test_averages_whose_rounding_decides_show_both_ends(commands: Commands) -> None:
    said = commands.ok("evaluate averages 6 4").splitlines()
    assert said[1].startswith("Probably real. Fell by 46% (78 → 42; ")
    assert said[3].startswith("Unclear. Recorded 18% fewer (66 → 54); ")
    assert said[5] == "The rounding decides whether it is probably real, unclear or unclear (suggestive)."


def test_averages_of_few_incidents_have_no_percentage(commands: Commands) -> None:
    said = commands.ok('evaluate averages 0.1 0.2 --claimed "+50%"')
    assert "+50% cannot come from these averages: they are too few for a percentage." in said
    assert "Recorded 1 → 3: too few to tell." in said
    assert commands.json("evaluate averages 0.1 0.2")["change_percent"] == [100, 200]


def test_numbers_are_read_as_people_write_them(commands: Commands) -> None:
    path = _file(commands, 'label,x1,t1,x0,t0\nfires,"1,234",12,"1,300",12\n')
    (found,) = commands.json(f"evaluate rate-ratio {path}")
    alone = commands.json("evaluate rate-ratio 1,234 12 1,300 12")
    assert (found["x1"], found["x0"]) == (alone["x1"], alone["x0"]) == (1234, 1300)
    assert "(1,300 → 1,234)" in commands.ok(f"evaluate rate-ratio {path}")
    assert 'X1: "12,34" is not a count' in commands.refused("evaluate rate-ratio 12,34 12 1300 12")


def test_two_years_are_listed_and_have_no_figures(commands: Commands) -> None:
    path = _file(commands, "year,count\n2011,50\n2012,40\n")
    assert "Kendall" not in commands.ok(f"evaluate trend {path}")
    assert "50 in 2011, 40 in 2012" in commands.ok(f"evaluate trend {path}")
