"""What a fact changed, thing by thing: label, before, after."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from seasonal_ops.telling import values
from seasonal_ops.telling.happening import Happening, Names
from seasonal_ops.views.record import Change

State = Mapping[str, Any]
Show = Callable[[State, Names], str]
# How long a text may be before it is cut; `values.WHOLE` for not at all.
LONGEST: Final = values.LONGEST


def _text(column: str) -> Show:
    return lambda state, _: str(state.get(column) or "")


def _word(column: str) -> Show:
    return lambda state, _: values.word(state.get(column))


def _day(column: str) -> Show:
    return lambda state, _: values.day(state.get(column), year=True)


def _yes(column: str) -> Show:
    return lambda state, _: values.yes(state.get(column))


def _number(column: str) -> Show:
    return lambda state, _: values.number(state.get(column))


def _list(column: str) -> Show:
    return lambda state, _: values.listed(state.get(column))


def _named(thing: str, column: str) -> Show:
    return lambda state, names: names.of(thing, state[column]) if state.get(column) else ""


def _activities(state: State, names: Names) -> str:
    return ", ".join(names.of("activity", one) for one in state.get("activities") or ())


def _amount(state: State, _: Names) -> str:
    return values.pounds(state.get("amount_pence"))


def _partners(state: State, names: Names) -> str:
    asked = state.get("assignments") or ()
    return ", ".join(f"{names.of('partner', one['partner_id'])} ({one['role']})" for one in asked)


def _attendance(word: str) -> Show:
    def show(state: State, names: Names) -> str:
        said = (one for one in state.get("attendance") or () if one["attendance"] == word)
        return ", ".join(names.of("partner", one["partner_id"]) for one in said)

    return show


def _quiet(state: State, _: Names) -> str:
    since, until = values.clock(state.get("quiet_from")), values.clock(state.get("quiet_to"))
    return f"{since}–{until}" if since else ""


def _count(state: State, _: Names) -> str:
    return values.counted(state)


# The labels are a lead's words; what has no line here is nobody's business, such as counters.
_SHOWN: Final[Mapping[str, tuple[tuple[str, Show], ...]]] = {
    "activity": (
        ("Title", _text("title")),
        ("Status", _word("status")),
        ("Note", _text("status_note")),
        ("Where", _text("location")),
        ("Meeting place", _text("meet")),
        ("Description", _text("description")),
        ("Theme", _text("theme")),
        ("Phase", _text("phase")),
        ("Sensitivity", _word("sensitivity")),
        ("Ring on the night", _named("contact", "night_contact_id")),
        ("Date rule", _text("date_rule")),
        ("Why then", _text("date_reason")),
        ("Avoided days", _list("avoid")),
        ("If avoided", _word("if_avoided")),
        ("Measures", _list("measures")),
        ("Link", _text("url")),
        ("Partners", _partners),
    ),
    "wait": (("Waits for", _named("activity", "needs_id")),),
    "anchor": (
        ("Date", _day("on")),
        ("Given by hand", _yes("given")),
        ("Why then", _text("reason")),
    ),
    "plan": (
        ("Name", _text("name")),
        ("Objective", _text("objective")),
        ("Led by", _named("contact", "lead_contact_id")),
        ("Live since", lambda state, _: values.day((state.get("live_at") or "")[:10], year=True)),
        ("Rolled forward from", _text("rolled_from")),
    ),
    "series": (("Rule", _text("rule")),),
    "partner": (("Name", _text("name")), ("Capacity a night", _number("capacity"))),
    "contact": (
        ("Partner", _named("partner", "partner_id")),
        ("Deputy", _yes("deputy")),
        ("Quiet hours", _quiet),
        ("Left", _day("left_on")),
        ("Wants no messages", lambda state, _: "yes" if state.get("opted_out_at") else ""),
    ),
    "feed": (
        ("Name", _text("name")),
        ("Partners", _list("partners")),
        ("Plans", _list("plans")),
        ("Detail", _word("detail")),
        ("Former address until", lambda state, _: values.day((state.get("former_until") or "")[:10])),
        ("Revoked", lambda state, _: values.day((state.get("revoked_at") or "")[:10])),
    ),
    "area": (("Name", _text("name")), ("Role", _word("role"))),
    "measure": (
        ("Name", _text("name")),
        ("Definition", _text("definition")),
        ("Unit", _text("unit")),
        ("Kind", _word("kind")),
        ("Better is", _word("direction")),
        ("Counted by", _named("partner", "source_partner_id")),
        ("Window from", _day("window_from")),
        ("Window to", _day("window_to")),
        ("Night begins", lambda state, _: values.clock(state.get("night_from"))),
        ("Purpose", _word("purpose")),
        ("Part of", _text("part_of")),
        ("About people", _yes("person_related")),
        ("Due within days", _number("due_days")),
    ),
    "mark": (("From", _day("on")), ("Kind", _word("kind")), ("Reason", _text("reason"))),
    "approval": (("Approved by", _text("approved_by")), ("Reason", _text("reason"))),
    "count": (
        ("Value", _count),
        ("State", _word("status")),
        ("As at", _day("as_at")),
        ("Source", _text("source")),
        ("Reason", _text("reason")),
    ),
    "claim": (
        ("Claim", _text("text")),
        ("Change, per cent", _number("change")),
        ("Value", _number("value")),
        ("Source", _text("source")),
    ),
    "gate": (
        ("Title", _text("title")),
        ("Kind", _word("kind")),
        ("State", _word("state")),
        ("Amount", _amount),
        ("Funder", _text("funder")),
        ("Decide by", _day("decide_by")),
        ("Decided on", _day("decided_on")),
        ("Behind it", _activities),
    ),
    "target": (
        ("Target", _text("text")),
        ("Value", _number("value")),
        ("In per cent", _yes("percent")),
        ("Measure", _named("measure", "measure_id")),
        ("By", _day("by")),
        ("Objective", _text("objective")),
        ("Delivery group", _text("delivery_group")),
        ("Served by", _activities),
    ),
    "lesson": (
        ("Lesson", _text("text")),
        ("Owner", _named("partner", "owner_partner_id")),
        ("Became", _named("activity", "activity_id")),
    ),
    "meeting": (
        ("Here", _attendance("present")),
        ("Apologies", _attendance("apologies")),
        ("Note", _text("text")),
        ("Action", _named("activity", "activity_id")),
        ("Next meeting", _day("next_on")),
    ),
    "reminder": (("State", _word("state")), ("Held for", _text("held_for"))),
    "database": (("Held", _number("held")),),
}
# Hashes of personal values: that they are others is all that is known.
_FINGERPRINTS: Final = {
    "address_fingerprint": "Address",
    "name_fingerprint": "Name",
    "phone_fingerprint": "Phone",
}


def changes(what: Happening, names: Names, *, longest: int = LONGEST) -> tuple[Change, ...]:
    """What is otherwise than before, in the order in which a lead would look; texts cut to `longest`."""
    return tuple(_changes(what, names, longest))


def _changes(what: Happening, names: Names, longest: int) -> Iterator[Change]:
    before, after = what.before or {}, what.after or {}
    # Beside a removal stands the state as it was, or nothing at all.
    was_when, now_when = values.times(before, after)
    if was_when != now_when:
        yield Change("When", was_when, now_when)
    for label, show in _SHOWN.get(what.row, ()):
        was, now = show(before, names), show(after, names)
        if was != now:
            yield Change(label, values.cut(was, longest), values.cut(now, longest))
    yield from _answers(before, after, names, longest)
    yield from _frame(before, after, names)
    for column, label in _FINGERPRINTS.items():
        if before and column in after and before.get(column) != after[column]:
            yield Change(label, "not kept", "another")


def _answers(before: State, after: State, names: Names, longest: int) -> Iterator[Change]:
    """What partners that were asked before say otherwise now, with the date or the note of it."""
    was = {one["partner_id"]: one for one in before.get("assignments") or ()}
    for one in after.get("assignments") or ():
        said = was.get(one["partner_id"])
        if said is not None and said["answer"] != one["answer"]:
            label = f"Answer of {names.of('partner', one['partner_id'])}"
            yield Change(label, values.word(said["answer"]), values.cut(_said(one, after), longest))


def _said(assignment: State, after: State) -> str:
    response = after.get("response") or {}
    if response.get("assignment_id") != assignment["id"]:
        return values.word(assignment["answer"])
    on, note = values.day(response.get("proposed_on")), response.get("note") or ""
    return values.word(assignment["answer"]) + (f" {on}" if on else "") + (f": {note}" if note else "")


def _frame(before: State, after: State, names: Names) -> Iterator[Change]:
    """What hangs on anchors besides activities: each of its dates that is another."""
    was = before.get("frame") or {}
    for one, state in (after.get("frame") or {}).items():
        old = was.get(one)
        for column, label in _FRAME_DATES.items():
            if old and column in state and old.get(column) != state[column]:
                called = state.get("name") or state.get("title") or state.get("text") or names.of_subject(one)
                yield Change(values.cut(f"{called}, {label}"), *values.days(old.get(column), state[column]))


_FRAME_DATES: Final = {
    "first_day": "first day",
    "last_day": "last day",
    "decide_by": "decide by",
    "window_from": "window from",
    "window_to": "window to",
    "by": "by",
}
