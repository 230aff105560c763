"""One measure beside earlier seasons: the sentence first, then the figures and the nights. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from seasonal_ops.views import BesideView, ComparedMeasure, ComparisonView, Facing
from tui.compare.drawing import EARLIER, SAME, THIS
from tui.compare.nights import nights_table
from tui.compare.verdicts import GLYPHS, STYLES
from tui.frame.detail import labelled
from tui.show import one_line, several_lines

_QUIET: Final = "$foreground-muted"
_FIRST_SEASON: Final = (
    "There is no earlier season to compare with. Enter last year's counts with seasonal-ops count import"
    " {plan} FILE --baseline, or make its plan with N and count in it."
)
_NO_NIGHTS: Final = "There is nothing to draw: no count of a single night is known."


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a measure: the nights faced in one way, the fold open or not."""

    measure: ComparedMeasure
    view: ComparisonView
    facing: Facing
    open: bool

    def above(self, width: int) -> Content:
        """All that stands over the chart."""
        return Content("\n").join(_above(self, width))

    def below(self, width: int) -> Content:
        """All that stands under it."""
        return Content("\n").join(_below(self, width))


def _above(page: Page, width: int) -> Iterator[Content]:
    measure, view = page.measure, page.view
    yield Content.styled(one_line(measure.name), "bold")
    yield from _said(page)
    yield from (Content.styled(several_lines(said), _QUIET) for said in view.caveats)
    if not view.against:
        yield Content.styled(_FIRST_SEASON.format(plan=one_line(view.plan)), "$text-warning")
    yield Content("")
    yield from labelled(_rows(measure.about), width)
    for one in measure.beside:
        if len(measure.beside) > 1:
            yield Content.styled(f"Against {_name(view, one)}", "bold")
        yield from labelled(_rows(one.figures), width)
    yield Content("")
    if measure.drawn:
        yield from _lined_up(page)
        yield from nights_table(measure, page.facing, view.anchors, width)
        yield Content("")
        yield _legend(measure, view)
    else:
        yield Content.styled(_NO_NIGHTS, _QUIET)


def _said(page: Page) -> Iterator[Content]:
    """The verdict on each earlier season; of several each with its name."""
    measure = page.measure
    if not measure.beside:
        yield _verdict(measure.verdict, measure.sentence)
    for one in measure.beside:
        versus = f"Against {_name(page.view, one)}: " if len(measure.beside) > 1 else ""
        yield _verdict(one.verdict, f"{versus}{one.sentence}")


def _name(view: ComparisonView, beside: BesideView) -> str:
    return one_line(next((one.name for one in view.seasons if one.label == beside.label), beside.label))


def _verdict(verdict: object, sentence: str) -> Content:
    glyph = next(glyph for known, glyph in GLYPHS.items() if known == verdict)
    style = next((style for known, style in STYLES.items() if known == verdict), "")
    return Content.styled(f"{glyph} {several_lines(sentence)}", f"bold {style}".strip())


def _rows(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    return ((one_line(label), "", several_lines(value)) for label, value in pairs)


def _lined_up(page: Page) -> Iterator[Content]:
    """How the nights face each other, and that the verdict may be reckoned in another way."""
    measure, facing = page.measure, page.facing
    how = next((one.faced[facing].how for one in measure.beside), "")
    yield Content.assemble(
        ("Night by night", "bold"), f", lined up by {facing}" if how else "", f": {how}" if how else ""
    )
    if how and facing is not page.view.own:
        yield Content(f"The verdict is reckoned by {page.view.own}; lining up moves only what you see.")
    for one in measure.beside:
        yield Content.styled(_compared(measure, one, facing), _QUIET)
        if one.faced[facing].mix:
            yield Content.styled(one.faced[facing].mix, _QUIET)


def _compared(measure: ComparedMeasure, one: BesideView, facing: Facing) -> str:
    """Both sums over the nights that are entered in both years."""
    faced = one.faced[facing]
    if not faced.both:
        return f"No night is entered both now and in {one.year}."
    of = f"{faced.both} of {len(measure.nights)} nights are entered in both"
    rest = " The others are not compared." if faced.both < len(measure.nights) else ""
    return f"{of}: {faced.last} in {one.year}, {faced.this} now.{rest}"


def _legend(measure: ComparedMeasure, view: ComparisonView) -> Content:
    marks = [f"{THIS} {view.year}"]
    marks += [f"{mark} {one.year}" for mark, one in zip(EARLIER, measure.beside, strict=False)]
    if measure.beside:
        marks.append(f"{SAME} the same in {measure.beside[0].year}")
    return Content.styled("   ".join((*marks, "◆ occasion", "gap: no return")), _QUIET)


def _below(page: Page, width: int) -> Iterator[Content]:
    yield from labelled(_rows(page.measure.further), width)
    yield from _listed("Keep in mind", _caveats(page))
    yield Content("")
    yield from _fold(page)


def _caveats(page: Page) -> Iterator[str]:
    """Without the weekdays where these stand over the nights already."""
    shown = {one.faced[page.facing].mix for one in page.measure.beside if page.measure.drawn}
    return (said for said in page.measure.caveats if said not in shown)


def _fold(page: Page) -> Iterator[Content]:
    view = page.view
    held = (("Targets", view.targets), ("Claims", view.claims), ("What was done", view.done))
    counted = f"{_several(len(view.targets), 'target')}, {_several(len(view.claims), 'claim')}"
    if not page.open:
        yield Content.assemble(("▸ Targets, claims and what was done", "bold"), f" ({counted})   f unfolds")
        return
    yield Content.assemble(("▾ Targets, claims and what was done", "bold"), "   f folds")
    for title, said in held:
        yield from _listed(title, said or ("none",))


def _several(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _listed(title: str, said: Iterable[str]) -> Iterator[Content]:
    lines = [Content(f"· {several_lines(one)}") for one in said]
    if lines:
        yield Content.styled(title, "bold")
        yield from lines
