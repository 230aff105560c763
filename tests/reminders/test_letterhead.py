"""Templates that a partnership edits: what they may do, how a mistake is named, and what happens then."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from reminders.letters import ACCEPTED, PATROL, content, written

from seasonal_ops.errors import BadTemplate
from seasonal_ops.reminders.letters.entries import section
from seasonal_ops.reminders.letters.letterhead import SHIPPED, Letterhead, load, shipped
from seasonal_ops.reminders.letters.redacted import Entry, Section, Sender
from seasonal_ops.reminders.letters.samples import attempt, contents
from seasonal_ops.reminders.letters.sandbox import GIVEN, Source


def folder(path: Path, **files: str) -> Path:
    """A folder with these files: `body_txt="…"`."""
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadTemplate) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}/")


def test_what_comes_with_the_program_passes_its_own_trial() -> None:
    attempt(shipped())  # raises BadTemplate for what it finds
    assert written(PATROL, letterhead=shipped()).subject


def test_what_is_not_there_comes_from_the_program(tmp_path: Path) -> None:
    own = load(folder(tmp_path, subject_txt="[OFFICIAL] {{ subject }}", signature_txt="The partnership\n"))
    mail = written(PATROL, letterhead=own)
    assert mail.subject == "[OFFICIAL] Please answer by Tue 20 Oct: Fri 30 Oct 18:00–23:00, joint patrol"
    assert mail.body == written(PATROL).body.partition("\nSent for")[0] + "\nThe partnership\n"
    assert mail.html == written(PATROL).html


def test_a_long_subject_is_cut_and_no_sample_is_needed_for_it(tmp_path: Path) -> None:
    own = load(folder(tmp_path, subject_txt="[OFFICIAL] {{ subject }}"))
    line = written(replace(PATROL, title="x" * 200), letterhead=own).subject
    assert (len(line), line[-2:]) == (150, "x…")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"body_txt": "Dear\n{{ entry.when"},
            "body.txt, line 2: unexpected end of template, expected 'end of",
        ),
        (
            {"body_txt": "{% if name %}"},
            "body.txt, line 1: Unexpected end of template. Jinja was looking for",
        ),
        # misspelt names, in a branch that no sample takes
        (
            {"body_txt": "\n{% if name == 'nobody' %}{{ sender.plan }}{% endif %}"},
            "body.txt, line 2: there is no plan; did you mean plans?",
        ),
        ({"body_txt": "{{ nam }}"}, "body.txt, line 1: there is no nam; did you mean name?"),
        (
            {"activity_txt": "{{ entry.title|upcase }}"},
            "activity.txt, line 1: there is no filter upcase; use ",
        ),
        # what no mail needs: functions, calculating, other files, switching escaping off
        ({"subject_txt": "{{ range(9) }}"}, "subject.txt, line 1: calling a function is not for mails; "),
        (
            {"subject_txt": "{{ 9 ** 9 ** 9 }}"},
            "subject.txt, line 1: calculating is not for mails; a template",
        ),
        ({"subject_txt": "{{ 'a' * 1000000000 }}"}, "subject.txt, line 1: calculating is not for mails; "),
        (
            {"subject_txt": "{{ subject.__class__ }}"},
            "subject.txt, line 1: there is no __class__; there are ",
        ),
        ({"subject_txt": "{{ subject['format'] }}"}, "subject.txt, line 1: an index is not for mails; "),
        ({"subject_txt": "{% set a = 1 %}"}, "subject.txt, line 1: set is not for mails; "),
        ({"subject_txt": "{% import 'x.txt' as x %}"}, "subject.txt, line 1: import is not for mails; "),
        ({"subject_txt": "{% macro a() %}{% endmacro %}"}, "subject.txt, line 1: a macro is not for mails; "),
        (
            {"body_html": "{% autoescape false %}{{ name }}{% endautoescape %}"},
            "body.html: switching autoescape is not for mails; ",
        ),
        ({"body_html": "{{ name|safe }}"}, "body.html, line 1: there is no filter safe; use "),
        (
            {"body_txt": "{% for i in range(10**9) %}x{% endfor %}"},
            "body.txt, line 1: a loop goes over one list that is given: {% for entry in entries %}",
        ),
        (
            {"body_txt": "{% for a in [1, 2] %}x{% endfor %}"},
            "body.txt, line 1: a loop goes over one list that is given: {% for entry in entries %}",
        ),
        (
            {"body_txt": "{% for a in entries %}" * 4 + "{% endfor %}" * 4},
            "body.txt, line 1: loops stand in each other more than 3 deep; take one out",
        ),
        # the same, spread over files; and what only repeats and includes, and so writes nothing
        (
            {
                "body_txt": '{% for a in entries %}{% include "a.txt" %}{% endfor %}',
                "a_txt": '\n{% for a in entries %}{% include "b.txt" %}{% endfor %}',
                "b_txt": "{% for a in entries %}{% for b in entries %}{% endfor %}{% endfor %}",
            },
            "body.txt, line 1: with a.txt loops stand in each other more than 3 deep; take one out",
        ),
        (
            {f"l{n}_txt": f"{{% include 'l{n + 1}.txt' %}}" * 9 for n in range(8)} | {"l8_txt": ""},
            "l4.txt: it repeats and includes too much; take some out",
        ),
        ({"body_txt": "{{ " + "(" * 9_000}, "body.txt: too much stands in each other; take some out"),
        (
            {"body_txt": "{% if name %}" * 150 + "{% endif %}" * 150},
            "body.txt: too much stands in each other; take some out",
        ),
        ({"body_txt": "\n{% if name is prime %}{% endif %}"}, "body.txt, line 2: No test named 'prime'"),
        # files outside, files that are not there, files that include themselves
        (
            {"body_txt": "{% include '../secret.txt' %}"},
            "body.txt: there is no file ../secret.txt to include",
        ),
        (
            {"body_txt": "{% include name %}"},
            "body.txt, line 1: name the file to include, such as {% include ",
        ),
        (
            {"a_txt": "{% include 'b.txt' %}", "b_txt": "{% include 'a.txt' %}"},
            "a.txt: it includes itself: a.txt, b.txt and a.txt",
        ),
        # what a mail must be and say
        (
            {"subject_txt": " "},
            "subject.txt: a subject is one line of 1 to 150 characters; of one sample it is ''",
        ),
        (
            {"subject_txt": "a\nb"},
            "subject.txt: a subject is one line of 1 to 150 characters; of one sample it ",
        ),
        (
            {"subject_txt": "x" * 151},
            "subject.txt: a subject is one line of 1 to 150 characters; of one sample ",
        ),
        # the same of every message; by whom it is for, it varies
        ({"subject_txt": "News"}, "subject.txt: it says the same of every message; write {{ subject }}"),
        (
            {"subject_txt": "For {{ name or 'you' }}"},
            "subject.txt: it says the same of every message; write {{ subject }}",
        ),
        # a file that nothing includes
        (
            {"sigature_txt": "x"},
            "sigature.txt: no mail is made of a file of this name; did you mean signature.txt",
        ),
        # what only Python would read
        ({"subject_txt": "{{ entries }}"}, "subject.txt, line 1: this is a list; print what is in it: {% "),
        (
            {"body_txt": "{% for one in entries %}\n{{ one }}{% endfor %}"},
            "body.txt, line 2: this is a whole entry; print one of its values, such as {{ entry.when }}",
        ),
        (
            {"body_txt": "Hello"},
            "body.txt: of one sample it does not say 'Fri 30 Oct 18:00–23:00'; write {{ entr",
        ),
        (
            {"body_html": "Hello"},
            "body.html: of one sample it does not say 'Fri 30 Oct 18:00–23:00'; write {{ en",
        ),
        (
            {"body_txt": "{% for entry in entries %}{{ entry.when }}{% endfor %}"},
            "body.txt: of one sample it does not say 'Reply to this mail if you cannot come.'; write",
        ),
        # what fails on a value
        ({"body_txt": "\n\n{{ entry.when }}"}, "body.txt, line 3: there is no entry; did you mean entries?"),
        (
            {"activity_txt": "a\n{{ entry.task.lead }}"},
            "activity.txt, line 2: 'tuple object' has no attribute",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    files: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    assert refused(folder(tmp_path / "own", **files)).startswith(sentence)


def test_a_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none").endswith("there is no such folder; set SEASONAL_OPS_MAIL_TEMPLATES")
    own = folder(tmp_path / "own")
    (own / "body.txt").write_bytes(b"\xff")
    assert refused(own).startswith("body.txt: it cannot be read as UTF-8 text")
    (own / "body.txt").write_text("x" * 70_000)
    assert refused(own) == "body.txt: it is larger than 64 KB; shorten it"
    (own / "body.txt").unlink()
    (own / "body.txt").symlink_to(folder(tmp_path / "other", secret_txt="x") / "secret.txt")
    assert refused(own) == "body.txt: it lies outside the folder; put a copy of it there"
    many = folder(tmp_path / "many", **{f"f{number}_txt": "" for number in range(41)})
    assert refused(many).endswith("it holds 41 templates; 40 at most")


def test_no_error_is_longer_than_a_person_reads(tmp_path: Path) -> None:
    own = folder(tmp_path, subject_txt="{{ entries|join }}")
    assert len(refused(own)) < 150


def test_a_file_of_their_own_that_is_included_is_theirs_to_name(tmp_path: Path) -> None:
    own = folder(tmp_path, signature_txt="{% include 'motto.txt' %}", motto_txt="Stay safe.")
    assert written(PATROL, letterhead=load(own)).body.endswith("\n\nStay safe.\n")


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    for path in SHIPPED.iterdir():
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder(tmp_path) / path.name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert written(PATROL, letterhead=load(tmp_path)) == written(PATROL)


def test_what_writes_without_end_is_stopped() -> None:
    files = {name: Source(text, name) for name, text in (("subject.txt", "a"), ("body.html", "a"))}
    loud = Source("{% for entry in entries %}" + "x" * 60_000 + "{% endfor %}", "body.txt")
    with pytest.raises(BadTemplate, match=r"body.txt: it writes more than a mail can hold"):
        Letterhead({**files, "body.txt": loud}).write(content(*[PATROL] * 20))


def test_a_template_that_fails_on_something_real_keeps_nobody_uninformed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No sample has this title, and so none meets the mistake."""
    odd = "{% if entry.title == 'regatta' %}{{ entry.news.lead }}{% endif %}"
    shipped_text = (SHIPPED / "activity.txt").read_text(encoding="utf-8")
    own = load(folder(tmp_path, activity_txt=odd + shipped_text))
    assert written(replace(PATROL, title="regatta"), letterhead=own) == written(
        replace(PATROL, title="regatta")
    )
    assert "activity.txt, line 1" in caplog.text


def test_every_sample_is_tidy() -> None:
    for one in contents():
        mail = shipped().write(one)
        assert "\n\n\n" not in mail.body + mail.html
        assert [line for line in mail.body.split("\n") if line != line.rstrip()] == []
        assert not any(word in mail.body for word in ("None", "0 activities", "1 activities", "()", "[]"))
        assert mail.body.endswith(".\n")


def test_the_readme_names_everything_that_a_template_is_given() -> None:
    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    known = [*GIVEN, *(field.name for shape in (Entry, Section) for field in fields(shape))]
    known += [f"sender.{field.name}" for field in fields(Sender)]
    assert [name for name in known if f"`{name}`" not in readme and name != "sender"] == []


def test_a_roundup_stands_under_its_own_heading_only_in_company() -> None:
    week = section("This week: 1 date", ["Due\nFri 30 Oct, joint patrol", "", "Nothing else."])
    alone = written(sections=(week,)).body
    assert alone.startswith("Dear Sergeant,\n\nDue\nFri 30 Oct, joint patrol\n\nNothing else.\n\nSent for")
    assert "\n\nThis week: 1 date\n\nDue\n" in written(ACCEPTED, sections=(week,)).body
