"""The event area beside a comparison area: published cases, a buffer, and what may be said."""

import json
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.differences import BeforeAfter, Difference, difference
from seasonal_ops.evaluation.wording.differences import SHOWS, as_json, figures_line, in_words
from seasonal_ops.words import Verdict

COUNTS = st.builds(BeforeAfter, st.integers(0, 300), st.integers(0, 300))


def _of(event: tuple[int, int], comparison: tuple[int, int], phi: float | None = None) -> Difference:
    return difference(event=BeforeAfter(*event), comparison=BeforeAfter(*comparison), phi=phi)


def _wheeler_ratcliffe() -> Difference:
    """O3: Wheeler & Ratcliffe 2018, areas with displacement areas."""
    return difference(
        event=BeforeAfter(207, 110),
        comparison=BeforeAfter(308, 318),
        buffer=BeforeAfter(178, 157),
        buffer_comparison=BeforeAfter(150, 140),
    )


def test_the_published_displacement_difference_to_the_digits_shown() -> None:
    found = _wheeler_ratcliffe()
    assert (found.wdd, f"{found.wdd_se:.3f}") == (-118, "39.598")
    assert f"{found.wdd / found.wdd_se:.2f}" == "-2.98"
    assert (f"{found.wdd_low:.0f}", f"{found.wdd_high:.0f}") == ("-196", "-40")
    assert found.buffered


def test_the_published_ratio_of_changes_to_the_digits_shown() -> None:
    found = _of((50, 30), (60, 55))  # O5: Wheeler 2021
    assert (f"{found.irr:.7f}", f"{math.log(found.irr):.7f}") == ("0.6545455", "-0.4238142")
    assert (f"{1 / found.irr_high:.3f}", f"{1 / found.irr_low:.3f}") == ("0.854", "2.734")
    assert (f"{found.p:.3f}", found.wdd, found.wdq) == ("0.154", -15, None)


def test_a_dispersion_widens_both_intervals_by_its_root() -> None:
    plain, spread = _of((50, 30), (60, 55)), _of((50, 30), (60, 55), phi=4)
    assert math.log(spread.irr_high / spread.irr) == pytest.approx(2 * math.log(plain.irr_high / plain.irr))
    assert spread.wdd_se == pytest.approx(2 * plain.wdd_se)
    assert (plain.phi, spread.phi, spread.phi_star) == (1, 4, None)


def test_at_phi_star_significance_vanishes() -> None:
    star = _of((100, 40), (100, 100)).phi_star
    assert star is not None
    assert _of((100, 40), (100, 100), phi=star).p == pytest.approx(0.05, abs=0.0001)


def test_half_an_incident_is_added_to_all_four_if_one_is_0() -> None:
    found = _of((20, 0), (10, 10))
    assert found.added
    assert found.irr == pytest.approx((0.5 / 20.5) / (10.5 / 10.5))
    assert (found.wdd, found.wdd_se) == (-20, pytest.approx(math.sqrt(40)))
    assert "0.5 added to all four counts of the ratio, one being 0" in figures_line(found)


@pytest.mark.parametrize(
    ("buffer", "quotient"),
    [
        ((40, 40), 0),  # nothing moved
        ((40, 60), -0.4),  # two fifths of what was gained moved next door
        ((40, 20), 0.4),  # the gain spread
    ],
)
def test_the_displacement_quotient(buffer: tuple[int, int], quotient: float) -> None:
    found = difference(
        event=BeforeAfter(100, 50), comparison=BeforeAfter(80, 80), buffer=BeforeAfter(*buffer)
    )
    assert found.wdq == pytest.approx(quotient)


@pytest.mark.parametrize(
    ("event", "comparison"),
    [
        ((100, 100), (80, 80)),  # no reduction
        ((100, 110), (80, 80)),
        ((100, 50), (80, 30)),  # none beside the comparison area
        ((100, 50), (80, 0)),  # nothing to divide by
    ],
)
def test_without_a_reduction_there_is_no_quotient(
    event: tuple[int, int], comparison: tuple[int, int]
) -> None:
    found = difference(
        event=BeforeAfter(*event), comparison=BeforeAfter(*comparison), buffer=BeforeAfter(9, 9)
    )
    assert found.wdq is None


def test_a_buffer_without_a_comparison_of_its_own_stays_out_of_the_difference() -> None:
    alone = difference(event=BeforeAfter(100, 50), comparison=BeforeAfter(80, 80), buffer=BeforeAfter(40, 60))
    assert replace(alone, wdq=None) == _of((100, 50), (80, 80))


@pytest.mark.parametrize("phi", [0.99, 1001, math.nan])
def test_what_is_no_dispersion_is_refused(phi: float) -> None:
    with pytest.raises(BadValue, match="a number from 1 to 1000"):
        _of((5, 5), (5, 5), phi=phi)


def test_what_is_no_set_of_areas_is_refused() -> None:
    with pytest.raises(BadValue, match="negative"):
        _of((5, 5), (5, -5))
    with pytest.raises(BadValue, match="no buffer; give the buffer's counts"):
        difference(event=BeforeAfter(5, 5), comparison=BeforeAfter(5, 5), buffer_comparison=BeforeAfter(5, 5))


@pytest.mark.parametrize(
    ("found", "statement"),
    [
        (
            _wheeler_ratcliffe(),
            (
                "Probably real. Fell by 49% beside the comparison area (207 → 110 in the event area, 308"
                " → 318 in the comparison area; difference between the areas with their buffers −118, 95%"
                " CI −196 to −40; ratio of the two changes 0.51, 95% CI 0.39–0.68): probably not chance."
                f" {SHOWS}"
            ),
        ),
        (
            _of((207, 110), (308, 318), phi=1.4),
            (
                "Likely real. Fell by 49% beside the comparison area (207 → 110 in the event area, 308 →"
                " 318 in the comparison area; difference between the areas −107, 95% CI −178 to −36;"
                f" ratio of the two changes 0.51, 95% CI 0.37–0.72): unlikely to be chance. {SHOWS}"
            ),
        ),
        # the difference does not bear out the ratio: one step down, and said
        (
            _of((50, 25), (1000, 1000), phi=1),
            (
                "Probably real. Fell by 50% beside the comparison area (50 → 25 in the event area, 1,000"
                " → 1,000 in the comparison area; difference between the areas −25, 95% CI −114 to +64;"
                " ratio of the two changes 0.50, 95% CI 0.31–0.81): probably not chance, though the"
                f" difference in numbers alone would not show it. {SHOWS}"
            ),
        ),
        # the two say the opposite
        (
            _of((100, 200), (2000, 2600), phi=1),
            (
                "Unclear. Recorded 54% more beside the comparison area (100 → 200 in the event area,"
                " 2,000 → 2,600 in the comparison area; difference between the areas −500, 95% CI −637 to"
                f" −363); the ratio (p < 0.001) and the difference point opposite ways. {SHOWS}"
            ),
        ),
        (
            _of((60, 30), (60, 60)),
            (
                "Unclear (suggestive). Recorded 50% fewer beside the comparison area (60 → 30 in the"
                " event area, 60 → 60 in the comparison area; difference between the areas −30, 95% CI"
                f" −58 to −2); suggestive, but a modest clustering of incidents would explain it. {SHOWS}"
            ),
        ),
        (
            _of((50, 30), (60, 55)),
            (
                "Unclear. Recorded 35% fewer beside the comparison area (50 → 30 in the event area, 60 →"
                " 55 in the comparison area; difference between the areas −15, 95% CI −42 to +12); not"
                f" distinguishable from chance (plausible range −63% to +17%). {SHOWS}"
            ),
        ),
        # only the difference is told apart from chance
        (
            _of((50, 30), (600, 300)),
            (
                "Unclear. Recorded 20% more beside the comparison area (50 → 30 in the event area, 600 →"
                " 300 in the comparison area; difference between the areas +280, 95% CI +219 to +341);"
                " not distinguishable from chance (plausible range −25% to +93%); the difference"
                f" in numbers alone would count as more than chance. {SHOWS}"
            ),
        ),
        (
            _of((50, 50), (60, 60)),
            (
                "Unclear. Recorded the same change in both areas (50 → 50 in the event area, 60 → 60 in"
                " the comparison area; difference between the areas 0, 95% CI −29 to +29); not"
                f" distinguishable from chance (plausible range −41% to +70%). {SHOWS}"
            ),
        ),
        # fewer than ten in one of the areas
        (
            _of((6, 3), (60, 55)),
            "Recorded 6 → 3 in the event area, 60 → 55 in the comparison area: too few to tell.",
        ),
        (
            _of((60, 30), (5, 4)),
            "Recorded 60 → 30 in the event area, 5 → 4 in the comparison area: too few to tell.",
        ),
    ],
    ids=[
        "O3",
        "likely",
        "ratio-alone",
        "opposite",
        "suggestive",
        "O5",
        "difference-alone",
        "same",
        "few-event",
        "few-comparison",
    ],
)
def test_what_may_be_said(found: Difference, statement: str) -> None:
    assert in_words(found).statement == statement


def test_the_figures_behind_it() -> None:
    assert figures_line(_wheeler_ratcliffe()) == (
        "IRR 0.51, 95% CI 0.39–0.68, p < 0.001, WDD −118, 95% CI −196 to −40, standard error 39.6, φ* 5.66,"
        " WDQ +0.26 (descriptive, without an interval)"
    )
    assert figures_line(_of((50, 30), (60, 55), phi=1.4)).endswith(", φ 1.40")


@given(COUNTS, COUNTS, st.none() | st.floats(1, 1000))
def test_whatever_the_counts_no_nan_and_no_percentage_without_them(
    event: BeforeAfter, comparison: BeforeAfter, phi: float | None
) -> None:
    found = difference(event=event, comparison=comparison, phi=phi)
    said = in_words(found)
    json.dumps(as_json(found, said), allow_nan=False)
    assert not re.search(r"\b(nan|inf|None)\b", said.statement + figures_line(found))
    counts = f"{event.before} → {event.after} in the event area"
    assert counts in said.sentence
    assert (said.verdict is Verdict.TOO_FEW) == (min(sum(event), sum(comparison)) < 10)
    assert ("%" in said.sentence) == (said.verdict is not Verdict.TOO_FEW)


@given(COUNTS, COUNTS)
def test_a_direction_is_that_of_the_changes(event: BeforeAfter, comparison: BeforeAfter) -> None:
    found = difference(event=event, comparison=comparison)
    said = in_words(found).sentence
    if "Fell" in said or "fewer beside" in said:
        assert found.irr < 1
    if "Rose" in said or "more beside" in said:
        assert found.irr > 1
