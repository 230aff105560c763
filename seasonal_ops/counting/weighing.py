"""New values weighed against the book: nothing is written, and nothing is read a row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.checks import (
    activity_problem,
    activity_warnings,
    as_at_problem,
    date_problem,
    pasted,
    place_problems,
    sum_warnings,
    unusual,
)
from seasonal_ops.counting.prospect import Draft, Prospect
from seasonal_ops.counting.shapes import Entry, NewCount, Place, Value, Weighed
from seasonal_ops.counting.values import check_unit, parse
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.models import Measure, key
from seasonal_ops.models.base import Exact
from seasonal_ops.personal import gives_away
from seasonal_ops.text import accept_text
from seasonal_ops.words import CountStatus, MeasureKind

Found = TypeVar("Found")


def weigh(book: Book, measure: Measure, new: NewCount) -> Weighed:
    """One value: what is wrong with it, what is unusual, what it replaces."""
    draft = _draft(book, measure, new)
    prospect = Prospect(book, [draft])
    weighed = _weighed(prospect, draft)
    again = "" if weighed.same or weighed.problems else pasted(_run(prospect, draft))
    return replace(weighed, warnings=(*weighed.warnings, again)) if again else weighed


def _run(prospect: Prospect, draft: Draft) -> dict[date, Decimal]:
    """The nights in a row, around a new one, that hold the same value."""
    place, found = draft.place, dict[date, Decimal]()
    value = None if place is None else prospect.night(draft.measure, place.on, place.area)
    if place is None or value is None or place.on != place.until or place.activity is not None:
        return found
    for step in (timedelta(days=1), timedelta(days=-1)):
        on = place.on
        while prospect.night(draft.measure, on, place.area) == value:
            found[on] = value
            on += step
    return found


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
    same = repeats or (
        not clashes and before is not None and before.says_what(draft.entry, correct=draft.new.correct)
    )
    problems = draft.problems if same else (*draft.problems, *place_problems(prospect, draft, before))
    warnings: tuple[str, ...] = ()
    if not same and not problems:
        warnings = (
            *filter(None, [unusual(prospect, draft)]),
            *sum_warnings(prospect, draft),
            *activity_warnings(prospect, draft),
        )
    return Weighed(
        measure=draft.measure,
        new=draft.new,
        place=draft.place,
        row=draft.row if before is None else {**draft.row, **_kept(before, draft.entry)},
        problems=problems,
        warnings=warnings,
        same=same,
        clashes=clashes,
        before=before,
        differs=tuple(before.differs(draft.entry)) if same and before else (),
    )


def _kept(before: Entry, new: Entry) -> dict[str, Any]:
    """What was said of the same value before stays, where it is not said anew."""
    if not before.says_as_much(new):
        return {}
    kept = {name: getattr(new, name) or getattr(before, name) for name in ("source", "quote", "reason")}
    return kept | {"nil": new.nil or before.nil}


def _draft(book: Book, measure: Measure, new: NewCount) -> Draft:
    problems: list[str] = []
    until = new.until or new.on
    value = _tried(problems, _value, measure, new, book.today)
    if outside := date_problem(
        measure, new.on, until, baseline=new.baseline, plan=book.plan.slug, today=book.today
    ):
        problems.append(outside)
    if wrong := as_at_problem(new.as_at, today=book.today):
        problems.append(wrong)
    area = _tried(problems, book.area, new.area) if new.area is not None else None
    texts = _tried(problems, _texts, new, book.today)
    if wrong := activity_problem(book, new.activity, new.on, until):
        problems.append(wrong)
    if problems or value is None or texts is None:
        return Draft(measure=measure, new=new, row={}, problems=tuple(problems))
    place = Place(new.on, until, key(area) if area else None, new.activity)
    before = book.entries(measure).get(place)
    status = new.status or (before.status if before else CountStatus.PROVISIONAL)
    entry = Entry(
        value=value,
        qualifier=new.qualifier,
        status=status,
        as_at=new.as_at,
        nil=new.nil,
        source=texts["source"],
        quote=texts["quote"],
        reason=texts["reason"],
    )
    row = _row(measure, place, entry) | texts | {"as_at": new.as_at or book.today}
    return Draft(measure=measure, new=new, row=row, place=place, entry=entry)


def _tried(problems: list[str], verb: Callable[..., Found], *values: Any) -> Found | None:
    """What the verb gives; its refusal joins the problems."""
    try:
        return verb(*values)
    except (BadValue, NotFound) as error:
        problems.append(str(error))
        return None


def _value(measure: Measure, new: NewCount, today: date) -> Value:
    if new.nil and measure.kind is MeasureKind.TEXT:
        raise BadValue(f"{measure.slug} is a text, of which there is no nil return; write what is to be said")
    value = parse(measure, new.value)
    _refuse_persons("the value", value.words, today)
    if new.unit is not None:
        check_unit(measure, new.unit, value)
    if new.nil and value.number != 0:
        raise BadValue(f"a nil return is 0, and {value} is not; leave nil out")
    return value


def _texts(new: NewCount, today: date) -> dict[str, str]:
    texts = {
        "source": accept_text(new.source, "the source", longest=200),
        "quote": accept_text(new.quote, "the quote", longest=1000),
        "reason": accept_text(new.reason, "the reason", longest=400),
    }
    for name, text in texts.items():
        _refuse_persons(f"the {name}", text, today)
    return texts


def _refuse_persons(what: str, text: str, today: date) -> None:
    """A count is of incidents; whom they befell stands in no text beside it (security.md)."""
    if found := gives_away(text, today):
        raise BadValue(f"{what} holds {found}; leave out what tells of a person")


def _row(measure: Measure, place: Place, entry: Entry) -> dict[str, Any]:
    value = entry.value
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
        "nil": entry.nil,
        "qualifier": entry.qualifier,
        "status": entry.status,
    }
