"""What changed of an activity between two of its states, in sentences. Pure over what facts keep."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, Final, TypeAlias

from seasonal_ops.dates import brief
from seasonal_ops.words import Answer, Role, Status

State: TypeAlias = Mapping[str, Any]
# By the id of an assignment, what its partner said last.
Said: TypeAlias = Mapping[int, State]

_WHEN: Final = ("starts_on", "ends_on", "start_time", "end_time")
_PLACES: Final = {"location": "the place", "meet": "where to meet"}
_OTHERS: Final = {
    "description": "the description",
    "night_contact_id": "whom to ring on the night",
    "theme": "the theme",
    "measures": "what is counted",
    "date_rule": "the rule of its date",
}
_ANSWERED: Final = {
    Answer.ACCEPTED: "accepted",
    Answer.DECLINED: "declined",
    Answer.ASKED: "is asked again",
}


def changes(before: State | None, after: State, said: Said, names: Mapping[int, str]) -> tuple[str, ...]:
    """Sentences on what is different, places left out; `names` are of partners, by id.

    `before` None: there was no such activity, and that it came to be is the first of them.
    """
    if before is None:
        return (f"added, {_when(after)}", *_partners({}, after, said, names))
    return (
        *_moved(before, after),
        *_status(before, after),
        *_renamed(before, after),
        *_partners(before, after, said, names),
        *(f"{what} was changed" for field, what in _OTHERS.items() if before.get(field) != after.get(field)),
    )


def without_notes(before: State | None, after: State, said: Said) -> tuple[State, Said]:
    """The state afterwards and what was said, with nothing in them that was noted at a change."""
    bare = {**after, "status_note": (before or {}).get("status_note", "")}
    return bare, {number: {**one, "note": ""} for number, one in said.items()}


def places(before: State | None, after: State) -> tuple[str, ...]:
    """Sentences on where it is now, where that is different."""
    was = before or {}
    return tuple(
        f"{what} is now {after[field]}" if after.get(field) else f"{what} is open again"
        for field, what in _PLACES.items()
        if (was.get(field) or "") != (after.get(field) or "")
    )


def _moved(before: State, after: State) -> Iterator[str]:
    if any(before.get(field) != after.get(field) for field in _WHEN):
        yield f"moved from {_when(before)} to {_when(after)}"


def _when(state: State) -> str:
    first, last = date.fromisoformat(state["starts_on"]), date.fromisoformat(state["ends_on"])
    if state.get("start_time") is None:
        return brief(first) if first == last else f"{brief(first)} to {brief(last)}"
    start, end = (state.get(field) and time.fromisoformat(state[field]) for field in _WHEN[2:])
    days = brief(first) if (last - first).days <= 1 else f"{brief(first)} to {brief(last)}"
    return f"{days} {start:%H:%M}" + (f"–{end:%H:%M}" if end else "")


def _status(before: State, after: State) -> Iterator[str]:
    was, now = Status(before["status"]), Status(after["status"])
    note = after.get("status_note") or ""
    noted = f": {note}" if note and note != before.get("status_note") else ""
    if was is not now:
        yield f"{_word(now)} (was {_word(was)}){noted}"
    elif noted:
        yield f"{_word(now)}{noted}"


def _word(status: Status) -> str:
    return status.value.replace("-", " ")


def _renamed(before: State, after: State) -> Iterator[str]:
    if before["title"] != after["title"]:
        yield f"was called {before['title']}"
    if before["sensitivity"] != after["sensitivity"]:
        yield f"is {after['sensitivity']} now (was {before['sensitivity']})"


def _partners(before: State, after: State, said: Said, names: Mapping[int, str]) -> Iterator[str]:
    were = {one["id"]: one for one in before.get("assignments", ())}
    are = {one["id"]: one for one in after.get("assignments", ())}
    for assignment, one in are.items():
        name, was = names.get(one["partner_id"], "a partner"), were.get(assignment)
        if was is None:
            yield f"{name} is asked to {Role(one['role']).value}"
        elif was["role"] != one["role"]:
            yield f"{name} is to {Role(one['role']).value} now"
        answer = Answer(one["answer"])
        if answer is not Answer(was["answer"] if was else Answer.ASKED) or (
            answer is Answer.PROPOSED and assignment in said
        ):
            yield _answered(name, answer, said.get(assignment, {}))
    for assignment, one in were.items():
        if assignment not in are:
            yield f"{names.get(one['partner_id'], 'a partner')} is no longer asked"


def _answered(name: str, answer: Answer, said: State) -> str:
    # What was said last may have been taken back since.
    note = f" ({said['note']})" if said.get("note") and said.get("answer") == answer else ""
    if answer is Answer.PROPOSED:
        on = said.get("proposed_on")
        return f"{name} asks for {brief(date.fromisoformat(on)) if on else 'another date'}{note}"
    return f"{name} {_ANSWERED[answer]}{note}"
