"""New values weighed against the book: nothing is written, and nothing is read a row."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.checks import as_at_problem, date_problem, place_problems, sum_warnings, unusual
from seasonal_ops.counting.prospect import Draft, Prospect
from seasonal_ops.counting.shapes import Entry, NewCount, Place, Value, Weighed
from seasonal_ops.counting.values import check_unit, parse
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.models import Measure, key
from seasonal_ops.models.base import Exact
from seasonal_ops.text import accept_text

Found = TypeVar("Found")


def weigh(book: Book, measure: Measure, new: NewCount) -> Weighed:
    """One value: what is wrong with it, what is unusual, what it replaces."""
    (weighed,) = weigh_all(book, [(measure, new)])
    return weighed


def weigh_all(book: Book, rows: Iterable[tuple[Measure, NewCount]]) -> list[Weighed]:
    """Values that are to be recorded together, each weighed as if the others stood already; in their order.

    A part and its total may both be corrected, and nights be held against a total of the same sheet. What
    is said twice of a place is one, and the second is `same`; one that differs, in its value, qualifier or
    status, `clashes`.
    """
    drafts = [_draft(book, measure, new) for measure, new in rows]
    prospect = Prospect(book, drafts)
    return [_weighed(prospect, draft) for draft in drafts]


def _weighed(prospect: Prospect, draft: Draft) -> Weighed:
    if draft.place is None or draft.entry is None:
        return Weighed(
            measure=draft.measure, new=draft.new, place=None, row=draft.row, problems=draft.problems
        )
    before = prospect.book.entries(draft.measure).get(draft.place)
    first = prospect.first(draft, draft.place)
    repeats = first is not draft and first.entry == draft.entry
    clashes = first is not draft and not repeats
    same = repeats or (not clashes and before is not None and before.says_what(draft.entry))
    problems = draft.problems if same else (*draft.problems, *place_problems(prospect, draft, before))
    warnings: tuple[str, ...] = ()
    if not same and not problems:
        warnings = (*filter(None, [unusual(prospect, draft)]), *sum_warnings(prospect, draft))
    return Weighed(
        measure=draft.measure,
        new=draft.new,
        place=draft.place,
        row=draft.row,
        problems=problems,
        warnings=warnings,
        same=same,
        clashes=clashes,
        before=before,
    )


def _draft(book: Book, measure: Measure, new: NewCount) -> Draft:
    problems: list[str] = []
    until = new.until or new.on
    value = _tried(problems, _value, measure, new)
    if outside := date_problem(
        measure, new.on, until, baseline=new.baseline, plan=book.plan.slug, today=book.today
    ):
        problems.append(outside)
    if wrong := as_at_problem(new.as_at, today=book.today):
        problems.append(wrong)
    area = _tried(problems, book.area, new.area) if new.area is not None else None
    texts = _tried(problems, _texts, new)
    if new.activity is not None and new.activity not in book.activities:
        problems.append(
            f"activity {new.activity} does not stand in {book.plan.slug}; see: seasonal-ops activity list"
            f" --plan {book.plan.slug}"
        )
    if problems or value is None or texts is None:
        return Draft(measure=measure, new=new, row={}, problems=tuple(problems))
    place = Place(new.on, until, key(area) if area else None, new.activity)
    entry = Entry(value=value, qualifier=new.qualifier, status=new.status)
    row = _row(measure, new, place, value) | texts | {"as_at": new.as_at or book.today}
    return Draft(measure=measure, new=new, row=row, place=place, entry=entry)


def _tried(problems: list[str], verb: Callable[..., Found], *values: Any) -> Found | None:
    """What the verb gives; its refusal joins the problems."""
    try:
        return verb(*values)
    except (BadValue, NotFound) as error:
        problems.append(str(error))
        return None


def _value(measure: Measure, new: NewCount) -> Value:
    value = parse(measure, new.value)
    if new.unit is not None:
        check_unit(measure, new.unit, value)
    if new.nil and value.number != 0:
        raise BadValue(f"a nil return is 0, and {value} is not; leave nil out")
    return value


def _texts(new: NewCount) -> dict[str, str]:
    return {
        "source": accept_text(new.source, "the source", longest=200),
        "quote": accept_text(new.quote, "the quote", longest=1000),
        "reason": accept_text(new.reason, "the reason", longest=400),
    }


def _row(measure: Measure, new: NewCount, place: Place, value: Value) -> dict[str, Any]:
    return {
        "measure_id": key(measure),
        "area_id": place.area,
        "activity_id": place.activity,
        "on": place.on,
        "until": place.until,
        "value": Exact.kept(value.number),
        "words": value.words,
        "yes": value.yes,
        "answered": value.answered,
        "nil": new.nil,
        "qualifier": new.qualifier,
        "status": new.status,
    }
