"""The four shipped seasons: complete, dated in every year, and true to the source's few dates."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

import plans
from seasonal_ops.errors import BadTemplate, NotFound
from seasonal_ops.templates import Draft, expand
from seasonal_ops.words import Provenance

LEAST = {"action-days": 12, "bright-sparx": 35, "freshers": 50, "night-safe": 30}
YEARS = range(2024, 2031)


def third_sunday_of_september(year: int) -> date:
    first = date(year, 9, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 14)


def season(slug: str, year: int, **given: date) -> Draft:
    template = plans.load(slug)
    needed = {name: third_sunday_of_september(year) for name in template.required_anchors}
    return expand(template, year=year, given=needed | given)


def dates(draft: Draft, key: str) -> list[date]:
    return [row.on for row in draft.activities if row.spec.key == key]


def test_four_seasons_are_shipped() -> None:
    assert plans.slugs() == tuple(sorted(LEAST))


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_every_shipped_file_is_valid_and_dated_in_every_year(slug: str) -> None:
    assert plans.load(slug).slug == slug
    for year in YEARS:
        draft = season(slug, year)
        assert len(draft.activities) >= LEAST[slug], year
        assert all(row.reason.strip() for row in draft.activities), year
        assert all(row.on >= draft.begins for row in draft.activities), year


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_no_activity_comes_before_what_it_needs(slug: str) -> None:
    for year in YEARS:
        draft = season(slug, year)
        first = {row.spec.key: row.on for row in reversed(draft.activities)}
        for row in draft.activities:
            for needed in row.spec.needs:
                assert first[needed] <= row.on, (year, row.spec.key, needed)


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_what_is_counted_on_an_activity_lies_in_the_measures_window(slug: str) -> None:
    for year in YEARS:
        draft = season(slug, year)
        windows = {row.spec.key: row for row in draft.measures}
        for row in draft.activities:
            if row.spec.phase == "evaluation" and row.spec.theme == "coordination":
                continue  # counts are collected after their windows
            for measure in row.spec.count:
                window = windows[measure]
                assert window.first <= row.on <= window.last, (year, row.spec.key, measure)


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_moving_every_anchor_moves_every_activity(slug: str) -> None:
    # without bank holidays in the way a shift of whole weeks is a shift of everything
    template = plans.load(slug)
    before = season(slug, 2026)
    shift = timedelta(weeks=1)
    moved = {name: dated.on + shift for name, dated in before.anchors.items()}
    after = expand(template, year=2026, given=moved)
    same = [
        row.spec.key
        for row in before.activities
        if (row.spec.key, row.index, row.on)
        in {(new.spec.key, new.index, new.on) for new in after.activities}
    ]
    assert same == []


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_reminders_are_the_same_set_in_every_season(slug: str) -> None:
    assert plans.load(slug).reminders == plans.load("bright-sparx").reminders


def test_one_partner_has_one_slug_and_one_name_in_all_files() -> None:
    named = {(row.slug, row.name, row.kind) for slug in plans.slugs() for row in plans.load(slug).partners}
    assert len({slug for slug, _, _ in named}) == len({name for _, name, _ in named}) == len(named)


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_every_partner_theme_phase_gate_and_measure_is_used(slug: str) -> None:
    template = plans.load(slug)
    rows = template.activities
    assert {row.slug for row in template.partners} == {
        name for row in rows for name in (*row.lead, *row.support)
    }
    assert {row.slug for row in template.themes} == {row.theme for row in rows}
    assert {row.slug for row in template.phases} == {row.phase for row in rows}
    assert {row.key for row in template.gates} == {name for row in rows for name in row.gates}


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_each_season_says_what_is_the_sources_and_what_is_ours(slug: str) -> None:
    template = plans.load(slug)
    assert {row.provenance for row in template.activities} == set(Provenance)
    assert any(target.value is None for target in template.targets)


@pytest.mark.parametrize("slug", sorted(LEAST))
def test_a_target_says_what_is_aimed_at_and_not_where_it_was_read(slug: str) -> None:
    """It stands in reports: where it comes from is a comment in the plan file."""
    for target in plans.load(slug).targets:
        assert not re.search(r"\bsource\b|\bours\b|no number", target.text)


def test_bright_sparx_2026_stands_on_its_three_nights() -> None:
    draft = season("bright-sparx", 2026)
    go4it = [row for row in draft.activities if row.spec.key.startswith("go4it")]
    assert [row.on for row in go4it] == [date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 5)]
    assert {row.spec.gates for row in go4it} == {("go4it-funding",)}
    # the operation of 2015 ran from 27 October to 7 November
    assert dates(draft, "joint-patrol") == [date(2026, 10, 27) + timedelta(days=n) for n in range(12)]


def test_bright_sparx_measures_have_their_own_windows() -> None:
    windows = {row.spec.key: (row.first, row.last) for row in season("bright-sparx", 2026).measures}
    assert windows["fire-incidents"] == (date(2026, 10, 27), date(2026, 11, 7))
    assert windows["injuries"] == (date(2026, 10, 27), date(2026, 11, 12))
    assert windows["ambulance-casualties"] == (date(2026, 10, 1), date(2026, 11, 30))


@pytest.mark.parametrize("monday", [None, date(2026, 10, 19), date(2026, 11, 2)])
def test_school_work_is_done_before_half_term(monday: date | None) -> None:
    given = {} if monday is None else {"Half-term Monday": monday}
    for year in YEARS if monday is None else (2026,):
        draft = season("bright-sparx", year, **given)
        (half_term,) = draft.periods
        schools = [row for row in draft.activities if "half-term" in row.spec.avoid]
        assert len(schools) == 6
        assert all(row.ends_on < half_term.first and row.on.weekday() < 5 for row in schools)


def test_the_six_days_are_the_same_in_both_plans() -> None:
    six = [f"action-day-{n}" for n in range(1, 7)]
    both = [
        {row.spec.key: row.on for row in season(slug, 2026).activities}
        for slug in ("bright-sparx", "action-days")
    ]
    assert [both[0][key] for key in six] == [both[1][key] for key in six]
    assert len(both[1]) == 14


def test_freshers_fair_2027_is_the_first_wednesday_of_term() -> None:
    draft = expand(plans.load("freshers"), year=2027, given={"Welcome Sunday": date(2027, 9, 19)})
    assert draft.anchors["Freshers' Fair"].on == date(2027, 9, 22)
    assert dates(draft, "fair-fire") == [date(2027, 9, 22)]
    assert dates(draft, "welcome-fire-talk") == [date(2027, 9, 19)]
    assert dates(draft, "evaluation-meeting") == [date(2027, 10, 21)]


def test_freshers_needs_welcome_sunday_and_the_others_need_nothing() -> None:
    assert {slug: plans.load(slug).required_anchors for slug in plans.slugs()} == {
        "action-days": (),
        "bright-sparx": (),
        "freshers": ("Welcome Sunday",),
        "night-safe": (),
    }


def test_night_safe_2026_goes_past_midnight_and_into_january() -> None:
    draft = season("night-safe", 2026)
    assert draft.begins == date(2026, 9, 1)
    nights = {row.spec.key: row for row in draft.activities}
    # Christmas Day 2026 is itself a Friday
    assert nights["patrol-last-friday"].on == date(2026, 12, 18)
    assert nights["patrol-new-years-eve"].on == date(2026, 12, 31)
    assert nights["patrol-new-years-eve"].ends_on == date(2027, 1, 1)
    assert (nights["patrol-new-years-eve"].start, nights["patrol-new-years-eve"].end) == (time(21), time(3))
    assert dates(draft, "patrol-january-fridays") == [date(2027, 1, 8), date(2027, 1, 15)]
    assert dates(draft, "patrol-january-saturdays") == [date(2027, 1, 2), date(2027, 1, 9)]


def test_an_unknown_template_comes_with_the_nearest_names() -> None:
    with pytest.raises(NotFound) as caught:
        plans.load("bright-sparks")
    assert (
        str(caught.value) == "there is no template 'bright-sparks'; did you mean bright-sparx or night-safe?"
    )


def test_a_plan_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    shipped = Path(plans.__file__).with_name("night-safe.toml").read_bytes()
    own = tmp_path / "own.toml"
    # as an editor on Windows writes it
    own.write_bytes(b"\xef\xbb\xbf" + shipped.replace(b"\n", b"\r\n"))
    assert plans.load(str(own)) == plans.load("night-safe")


def test_a_plan_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    with pytest.raises(NotFound) as missing:
        plans.load(str(own))
    assert str(missing.value) == f"there is no plan file {str(own)!r}; check the path"
    own.write_bytes(b'slug = "x"\nname = "\xff"\n')
    with pytest.raises(BadTemplate) as garbled:
        plans.load(str(own))
    assert str(garbled.value) == f"{own}, line 2: this is not UTF-8 text; save the file as UTF-8"
