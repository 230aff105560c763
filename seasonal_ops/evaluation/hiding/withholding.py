"""Which measures the public does not see in detail, and which of their totals it does not see (pure).

Small is 1 to 4. What a hidden number decides is no more than that it is hidden: nothing here looks at how
large a hidden one is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult, OutputResult, SeasonCounts
from seasonal_ops.views import MeasureView
from seasonal_ops.words import MeasureKind, Purpose

FEWEST_SHOWN: Final = 5
Place = tuple[str, int]  # a measure's slug and a year
Totals = Mapping[Place, Sequence[Decimal]]


@dataclass(frozen=True, slots=True)
class Withheld:
    """`covered` are the slugs of which only totals are shown; `totals` are those that are not shown either.

    Of the `few` it may be said that they are 1 to 4.
    """

    covered: frozenset[str]
    totals: frozenset[Place]
    few: frozenset[Place]


@dataclass(frozen=True, slots=True)
class _Kinship:
    """How measures hold each other: what each is a part of, and who may hold the same incidents."""

    parent: Mapping[str, str]
    twins: Mapping[str, frozenset[str]]

    def below(self, slug: str) -> set[str]:
        """Its parts, and theirs."""
        return {one for one in self.parent if slug in self.above(one)}

    def above(self, slug: str) -> list[str]:
        """What it is a part of, and so on."""
        found: list[str] = []
        while (slug := self.parent.get(slug, "")) and slug not in found:
            found.append(slug)
        return found

    def of(self, slug: str) -> set[str]:
        """All that are tied to it in any way, itself among them."""
        found, waiting = {slug}, [slug]
        while waiting:
            one = waiting.pop()
            tied = {*self.below(one), *self.above(one), *self.twins.get(one, ())} - found
            found |= tied
            waiting += tied
        return found


def withheld(evaluation: Evaluation) -> Withheld:
    """What is not shown of an evaluation.

    If any number of a person-related measure is small, it and all measures that are tied to it, by parts
    or by holding the same incidents, show their totals alone; outputs are not of persons, and keep theirs
    unless another could be worked out from them. A small total is hidden; so are its parts, what holds the
    same incidents, the other parts of its total, and the total itself if that is small.
    """
    views = {one.measure.slug: one.measure for one in evaluation.outputs}
    views |= {one.measure.slug: one.measure for one in evaluation.measures}
    kin = _kinship(views.values(), evaluation.duplicates)
    small = {one.measure.slug for one in evaluation.measures if _personal(one.measure) and _small(one)}
    small |= {one.measure.slug for one in evaluation.outputs if _personal(one.measure) and _small_output(one)}
    tied = {each for slug in small for each in kin.of(slug)}
    totals = _totals(evaluation, tied)
    hidden = _closed({place for place, all_ in totals.items() if _hides(views[place[0]], all_)}, totals, kin)
    few = {
        (slug, year)
        for slug, year in hidden
        if views[slug].kind is not MeasureKind.PERCENTAGE
        and all(map(is_small, totals[slug, year]))
        and not _has_siblings(slug, kin)
    }
    shown = {slug for slug in tied if views[slug].purpose is Purpose.OUTPUT}
    covered = tied - (shown - {slug for slug, _ in hidden})
    return Withheld(frozenset(covered), frozenset(hidden), frozenset(few))


def is_small(value: Decimal | int | None) -> bool:
    """Whether so few could tell who it was."""
    return value is not None and 0 < value < FEWEST_SHOWN


def seasons_of(result: MeasureResult) -> Mapping[int, SeasonCounts]:
    """Each year once, this season's own counts and those of the history before a baseline's."""
    earlier = {one.season.year: one.season for one in result.against}
    return {**earlier, **{one.year: one for one in result.history}, result.this.year: result.this}


def _kinship(views: Iterable[MeasureView], duplicates: Iterable[Iterable[str]]) -> _Kinship:
    views = list(views)
    known = {one.slug for one in views}
    groups: dict[str, set[str]] = {}
    for one in views:
        if one.duplicate_group:
            groups.setdefault(one.duplicate_group, set()).add(one.slug)
    twins: dict[str, frozenset[str]] = {}
    for group in (*groups.values(), *map(set, duplicates)):
        for slug in group & known:
            twins[slug] = twins.get(slug, frozenset()) | (group & known)
    return _Kinship({one.slug: one.part_of for one in views if one.part_of in known}, twins)


def _personal(view: MeasureView) -> bool:
    return view.person_related and view.purpose is not Purpose.OUTPUT


def _small(result: MeasureResult) -> bool:
    if result.measure.kind is MeasureKind.PERCENTAGE:
        return _small_share(result)
    seasons = (result.this, *result.history, *(one.season for one in result.against))
    recorded = (cell for season in seasons for cell in _cells(season))
    compared = (cell for one in result.against for cell in _compared(one))
    return any(map(is_small, recorded)) or any(map(is_small, compared))


def _cells(season: SeasonCounts) -> Iterator[Decimal | None]:
    yield season.total
    yield from (night.value for night in season.nights)
    yield from season.areas.values()


def _compared(against: Against) -> Iterator[Decimal | int | None]:
    yield from (against.this, against.last, *against.matched)
    if against.difference is not None:
        yield from (*against.difference.event, *against.difference.comparison)


def _small_share(result: MeasureResult) -> bool:
    """Whether few said yes or few did not; a share of nobody knows how many may be of a few."""
    answers = [each for one in result.against if one.survey for each in one.survey.answers or ()]
    told = {one.season.year for one in result.against if one.survey and one.survey.answers}
    years = {year for year, season in seasons_of(result).items() if season.total is not None}
    if years - told - ({result.this.year} if told else set()):
        return True
    return any(is_small(one.yes) or is_small(one.answered - one.yes) for one in answers)


def _small_output(result: OutputResult) -> bool:
    delivered = result.delivered or Decimal(0)
    return any(map(is_small, (delivered, result.shared, delivered - result.shared)))


def _totals(evaluation: Evaluation, slugs: set[str]) -> Totals:
    """All that is told of the measures in all: two results of one measure may not be the same."""
    found: dict[Place, list[Decimal]] = {}
    for done in evaluation.outputs:
        if done.measure.slug in slugs:
            told = [] if done.delivered is None else [done.delivered]
            found.setdefault((done.measure.slug, evaluation.year), []).extend(told)
    for result in evaluation.measures:
        if result.measure.slug in slugs:
            for year, season in seasons_of(result).items():
                told = [] if season.total is None else [season.total]
                found.setdefault((result.measure.slug, year), []).extend(told)
    return {place: told for place, told in found.items() if told}


def _hides(view: MeasureView, told: Sequence[Decimal]) -> bool:
    return _personal(view) and (view.kind is MeasureKind.PERCENTAGE or any(map(is_small, told)))


def _closed(hidden: set[Place], totals: Totals, kin: _Kinship) -> set[Place]:
    """With all totals from which a hidden one could be worked out, and so on."""
    found, waiting = set(hidden), list(hidden)
    while waiting:
        slug, year = waiting.pop()
        telling = {*kin.twins.get(slug, ()), *kin.below(slug)}
        if slug in kin.parent:
            telling |= kin.below(kin.parent[slug])
        telling |= {one for one in kin.above(slug) if any(map(is_small, totals.get((one, year), ())))}
        places = {(one, year) for one in telling} & totals.keys()
        waiting += places - found
        found |= places
    return found


def _has_siblings(slug: str, kin: _Kinship) -> bool:
    """Whether other parts of its total are hidden with it: which of them are small would tell too much."""
    parent = kin.parent.get(slug)
    return parent is not None and bool(kin.below(parent) - kin.below(slug) - {slug})
