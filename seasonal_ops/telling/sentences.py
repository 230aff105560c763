"""One sentence for each kind of fact."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from seasonal_ops.telling import met, values
from seasonal_ops.telling.changes import changes
from seasonal_ops.telling.happening import Happening, Names, title
from seasonal_ops.views.record import Change

Sentence = Callable[[Happening, Names], str]
_SHORT: Final = 60
_TITLE: Final = 40  # what became of it is to be seen in a narrow list as well


def told(what: Happening, names: Names) -> str:
    """The fact in one sentence, without a full stop; of a kind that is not known, its name."""
    tell = SENTENCES.get(what.kind)
    return tell(what, names) if tell else f"{what.kind} of {what.subject}"


def _title(what: Happening, names: Names) -> str:
    return values.cut(title(what, names), _TITLE)


def _ends(ending: str) -> Sentence:
    """The thing's name, and what became of it."""
    return lambda what, names: f"{_title(what, names)} {ending}"


def _short(state: Mapping[str, Any], column: str) -> str:
    return values.cut(str(state.get(column) or ""), _SHORT)


def _why(text: str) -> str:
    return f": {values.cut(text, _SHORT)}" if text else ""


def _edited(what: Happening, names: Names) -> str:
    """One change in full, several by their labels."""
    found = changes(what, names, longest=_SHORT)
    if [change.label for change in found] in (["Title"], ["Name"]):
        return f"{found[0].was} is called {found[0].now} now"
    name = _title(what, names)
    if len(found) != 1:
        labels = ", ".join(_lower(change.label) for change in found)
        return f"{name}: {labels} changed" if found else f"{name} was changed"
    return f"{name}: {_one(found[0])}"


def _one(change: Change) -> str:
    label = _lower(change.label)
    if not change.was:
        return f"{label} is {change.now}"
    return f"{label} changed from {change.was} to {change.now}" if change.now else f"{label} was taken away"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _plan_drafted(what: Happening, names: Names) -> str:
    source = what.state.get("rolled_from")
    return f"{_title(what, names)} was " + (f"rolled forward from {source}" if source else "drafted")


def _anchor_moved(what: Happening, _: Names) -> str:
    was, now = values.days(*what.pair("on"))
    name = _short(what.state, "name")
    return f"{name} moved from {was} to {now}" if was != now else f"{name} is given by hand for {now}"


def _reshaped(what: Happening, names: Names) -> str:
    found = changes(what, names)
    if not found:
        return f"Periods, windows and gates of {_title(what, names)} stay"
    return f"{len(found)} {'date' if len(found) == 1 else 'dates'} of periods, windows and gates followed"


def _added(what: Happening, names: Names) -> str:
    return f"{_title(what, names)} was added on {values.when(what.state)}"


def _moved(what: Happening, names: Names) -> str:
    before, after = what.before or {}, what.after or {}
    same_times = all(before.get(one) == after.get(one) for one in ("start_time", "end_time"))
    one_day = before.get("starts_on") == after.get("starts_on")
    if same_times and not one_day:
        was, now = values.days(before.get("starts_on"), after.get("starts_on"))
    else:
        was, now = values.times(before, after)
    if was == now:
        return f"{_title(what, names)} hangs on another rule, on the same day"
    return f"{_title(what, names)} moved from {was} to {now}"


def _cancelled(what: Happening, names: Names) -> str:
    return f"{_title(what, names)} was cancelled{_why(what.state.get('status_note') or '')}"


def _status(what: Happening, names: Names) -> str:
    was, now = map(values.word, what.pair("status"))
    note = _why(what.state.get("status_note") or "")
    if was == now:
        return f"{_title(what, names)} is {now} still{note}"
    if was == "cancelled":
        return f"{_title(what, names)} happens after all: it is {now}"
    changed = what.pair("status_note")
    return f"{_title(what, names)} went from {was} to {now}{note if changed[0] != changed[1] else ''}"


def _asked(what: Happening) -> tuple[dict[int, str], dict[int, str]]:
    """Roles by partner, before and after."""
    was, now = what.pair("assignments")
    return _roles(was), _roles(now)


def _roles(assignments: Any) -> dict[int, str]:
    return {one["partner_id"]: one["role"] for one in assignments or ()}


def _assigned(what: Happening, names: Names) -> str:
    was, now = _asked(what)
    new = [(names.of("partner", one), role) for one, role in now.items() if one not in was]
    said = " and ".join(f"{values.cut(name, _SHORT)} was asked to {role}" for name, role in new)
    return f"{said or 'A partner was asked for'} {_title(what, names)}"


def _unassigned(what: Happening, names: Names) -> str:
    was, now = _asked(what)
    gone = [values.cut(names.of("partner", one), _SHORT) for one in was if one not in now]
    return f"{' and '.join(gone) or 'A partner'} is no longer asked for {_title(what, names)}"


def _role(what: Happening, names: Names) -> str:
    was, now = _asked(what)
    others = [(one, role) for one, role in now.items() if one in was and was[one] != role]
    said = " and ".join(
        f"{values.cut(names.of('partner', one), _SHORT)} is to {role}" for one, role in others
    )
    return f"{said or 'A partner has another role in'} {_title(what, names)}"


_ANSWERS: Final = {"accepted": "accepted", "declined": "declined", "asked": "has not answered for"}


def _answered(what: Happening, names: Names) -> str:
    response = what.state.get("response") or {}
    asked = what.state.get("assignments") or ()
    partners = {one["id"]: one["partner_id"] for one in asked}
    partner = names.of("partner", partners.get(response.get("assignment_id")))
    if response.get("assignment_id") not in partners:
        found = [change for change in changes(what, names) if change.label.startswith("Answer of ")]
        return f"{_title(what, names)}: {'; '.join(_one(change) for change in found) or 'an answer changed'}"
    answer = response.get("answer")
    says = f"proposed {values.day(response.get('proposed_on'))} for"
    note = _why(response.get("note") or "")
    return f"{values.cut(partner, _SHORT)} {_ANSWERS.get(str(answer), says)} {_title(what, names)}{note}"


def _waits(ending: str) -> Sentence:
    def tell(what: Happening, names: Names) -> str:
        needed = values.cut(names.of("activity", what.state.get("needs_id")), _SHORT)
        return f"{_title(what, names)} {ending} {needed}"

    return tell


def _gate(what: Happening, names: Names) -> str:
    if what.before:
        return _edited(what, names)
    return f"{_title(what, names)} must come first, by {values.day(what.state.get('decide_by'))}"


def _target(what: Happening, names: Names) -> str:
    verb = "said anew" if what.before else "set"
    return f"Target of {_title(what, names)} {verb}: {_short(what.state, 'text')}"


def _lesson(what: Happening, names: Names) -> str:
    return f"Lesson of {_title(what, names)}: {_short(what.state, 'text')}"


def _lesson_taken(what: Happening, names: Names) -> str:
    activity = values.cut(names.of("activity", what.state.get("activity_id")), _SHORT)
    return f"Lesson of {_title(what, names)} became {activity}"


def _rule(column: str) -> Sentence:
    def tell(what: Happening, names: Names) -> str:
        return f"{_title(what, names)} hangs on another rule: {_short(what.state, column) or 'none'}"

    return tell


def _contact(what: Happening, names: Names) -> str:
    partner = names.of("partner", what.state.get("partner_id"))
    return f"{_title(what, names)} became a contact of {values.cut(partner, _SHORT)}"


def _contact_left(what: Happening, names: Names) -> str:
    partner = names.of("partner", what.state.get("partner_id"))
    return (
        f"{_title(what, names)} left {values.cut(partner, _SHORT)} on {values.day(what.state.get('left_on'))}"
    )


def _lead(what: Happening, names: Names) -> str:
    contact = what.state.get("lead_contact_id")
    who = values.cut(names.of("contact", contact), _SHORT) if contact else "Nobody"
    return f"{who} leads {_title(what, names)}"


def _measure_added(what: Happening, names: Names) -> str:
    return f"{values.cut(names.of('plan', what.state.get('plan_id')), _SHORT)} counts {_title(what, names)}"


def _mark(what: Happening, names: Names) -> str:
    broken = what.state.get("kind") == "break"
    said = "is recorded differently" if broken else "has something done about it"
    since = values.day(what.state.get("on"), year=True)
    return f"{_title(what, names)} {said} from {since}{_why(what.state.get('reason') or '')}"


def _count(what: Happening, names: Names) -> str:
    was, now = values.counted(what.before or {}), values.counted(what.after or {})
    of = f"{_title(what, names)} of {values.where_counted(what.state, names)}"
    return f"{of}: {now} recorded" if not what.before else f"{of}: {was} corrected to {now}"


def _withdrawn(what: Happening, names: Names) -> str:
    of = f"{_title(what, names)} of {values.where_counted(what.state, names)}"
    reason = _why((what.after or {}).get("reason") or "")
    return f"{of}: {values.counted(what.before or {})} withdrawn{reason}"


def _many(what: Happening, names: Names) -> str:
    many = len(what.state.get("counts") or ())
    return f"{many} {'count' if many == 1 else 'counts'} of {_title(what, names)}"


def _approved(what: Happening, names: Names) -> str:
    return f"{_many(what, names)} approved"


def _reopened(what: Happening, names: Names) -> str:
    return f"{_many(what, names)} opened again{_why(what.state.get('reason') or '')}"


def _claim(what: Happening, names: Names) -> str:
    return f"It is said of {_title(what, names)}: {_short(what.state, 'text')}"


_REMINDED: Final = {"held": "is held", "planned": "goes out", "sent": "counts as sent"}


def _reminder(what: Happening, names: Names) -> str:
    contact = values.cut(names.of("contact", what.state.get("contact_id")), _SHORT)
    was, state = what.pair("state")
    ends = "is released" if (was, state) == ("held", "planned") else _REMINDED.get(str(state), f"is {state}")
    return f"The reminder of {_title(what, names)} to {contact} {ends}"


def _chased(what: Happening, names: Names) -> str:
    many = len(what.state.get("activities") or ())
    return f"{_title(what, names)} was chased for {many} {'activity' if many == 1 else 'activities'}"


def _restored(what: Happening, _: Names) -> str:
    many = what.state.get("held") or 0
    return f"The database was put back: {many} {'reminder is' if many == 1 else 'reminders are'} held"


def _step(word: str) -> Sentence:
    return lambda what, names: f"{word}: {names.of('fact', what.state.get('step'))}"


# Every kind of `facts` has its sentence; a test counts them.
SENTENCES: Final[Mapping[str, Sentence]] = {
    "PlanDrafted": _plan_drafted,
    "PlanWentLive": _ends("went live: its messages are really sent"),
    "PlanReshaped": _reshaped,
    "PlanLeadSet": _lead,
    "AnchorMoved": _anchor_moved,
    "ActivityAdded": _added,
    "ActivityEdited": _edited,
    "ActivityMoved": _moved,
    "ActivityCancelled": _cancelled,
    "ActivityStatusChanged": _status,
    "PartnerAssigned": _assigned,
    "PartnerUnassigned": _unassigned,
    "RoleChanged": _role,
    "ResponseGiven": _answered,
    "DependencyAdded": _waits("waits for"),
    "DependencyRemoved": _waits("no longer waits for"),
    "GateSet": _gate,
    "TargetSet": _target,
    "LessonAdded": _lesson,
    "LessonTaken": _lesson_taken,
    "SeriesChanged": _rule("rule"),
    "DateRuleChanged": _rule("date_rule"),
    "PartnerAdded": _ends("became a partner"),
    "PartnerChanged": _edited,
    "ContactAdded": _contact,
    "ContactRemoved": _contact_left,
    "ContactChanged": _edited,
    "FeedCreated": lambda what, names: f"The feed {_title(what, names)} was made",
    "FeedRotated": lambda what, names: f"The feed {_title(what, names)} got another address",
    "FeedRevoked": lambda what, names: f"The address of the feed {_title(what, names)} was shut for good",
    "AreaAdded": _ends("became known as an area"),
    "AreaChanged": _edited,
    "MeasureAdded": _measure_added,
    "MeasureChanged": _edited,
    "MarkDeclared": _mark,
    "CountAdded": _count,
    "CountWithdrawn": _withdrawn,
    "CountsApproved": _approved,
    "CountsReopened": _reopened,
    "ClaimMade": _claim,
    "MeetingOpened": met.ends("began"),
    "MeetingReopened": met.ends("went on"),
    "AttendanceSet": met.attendance,
    "MeetingNoted": met.noted,
    "ActionAgreed": met.agreed,
    "MeetingClosed": met.closed,
    "ReminderRequeued": _reminder,
    "PartnerChased": _chased,
    "RemindersHeld": _restored,
    "ChangeUndone": _step("Undone"),
    "ChangeRedone": _step("Redone"),
    "ChangeReverted": _step("Taken back"),
}
