"""M: the meeting of a plan's task-and-time group, and what is written down in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.message import Message

from seasonal_ops.errors import Changed
from seasonal_ops.views import SAID, MeetingView, WalkView
from seasonal_ops.words import Attendance, Sensitivity
from tui.activity.keeping import Activities, Change, seen
from tui.activity.saved import all_answered
from tui.keymap import CHANGE, FILTER, GO_ON, MARK, MEETING, MOVE, NEXT, bindings
from tui.meeting.messages import NoteMissed, OwnersLoaded
from tui.meeting.note import NoteForm
from tui.meeting.walking import WalkingScreen
from tui.messages import Told
from tui.show import long_day, named, one_line

if TYPE_CHECKING:
    from tui.activity.answer import AnswerForm, Given

_NONE_YET: Final = "There is no meeting to write this in; o begins today's."
_BEGINNING: Final = "Beginning the meeting"
_CLOSED: Final = "The meeting is closed; o goes on with it."
# Everything that lists of activities change, but that n agrees on an action here.
_CHANGE: Final = tuple(key for key in CHANGE if key.keys != "n")
# What a meeting is for stays in a short line.
_ANSWER: Final = next(replace(key, rank=0) for key in _CHANGE if key.keys == "r")
_OTHERS: Final = tuple(key for key in (*_CHANGE[1:], _CHANGE[0]) if key.keys != "r")


class MeetingScreen(WalkingScreen):
    """The walk, with the keys that write in the meeting."""

    KEYS = (NEXT, _ANSWER, *MEETING[:4], *_OTHERS, FILTER, *MARK, GO_ON, *MEETING[4:])
    BINDINGS: ClassVar = bindings((*_CHANGE, *MEETING, FILTER, *MOVE, *MARK, GO_ON))

    def begin(self, walk: WalkView) -> None:
        """Ask who is here; that begins the meeting."""
        from tui.meeting.roll_call import RollCall

        def said(who: dict[str, Attendance | None] | None) -> None:
            if who is not None:
                self._write(
                    partial(self.source.begin_meeting, walk.plan, who), "The meeting has begun.", _BEGINNING
                )

        heading = f"{one_line(walk.plan_name)}, {long_day(walk.today)}: who is here?"
        self.app.push_screen(RollCall(heading, walk.partners, done="begin"), said)

    def _write(self, verb: Callable[[], object], told: str, tried: str) -> None:
        """Keep something of the meeting in a thread, and say so; `tried` names it if it did not work."""

        def kept() -> Message:
            verb()
            return Told(told)

        self.ask("change", kept, tried=tried)

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting to write in; if nothing may be written, it is said why."""
        if not self.may_change:
            return None
        meeting = None if self.walk is None else self.walk.meeting
        if meeting is not None and meeting.closed is None:
            return meeting
        self.say(_NONE_YET if meeting is None else _CLOSED)
        return None

    def action_here(self) -> None:
        """Say who is here."""
        from tui.meeting.roll_call import RollCall

        meeting = self.meeting
        if meeting is None:
            return

        def said(who: dict[str, Attendance | None] | None) -> None:
            if who:
                self._write(
                    partial(self.source.set_attendance, meeting.id, who),
                    "Who is here is kept.",
                    "Saying who is here",
                )

        heading = f"Meeting of {long_day(meeting.held_on)}: who is here?"
        self.app.push_screen(RollCall(heading, meeting.partners, done="keep"), said)

    def action_go_on(self) -> None:
        """Begin today's meeting, or go on with it after it was closed."""
        walk = self.walk
        if walk is None or not self.may_change:
            return
        if walk.meeting is None:
            self.begin(walk)
        elif walk.meeting.closed is None:
            self.say("The meeting goes on; P shows its minutes, and closes it there.")
        else:
            self._write(partial(self.source.begin_meeting, walk.plan, {}), "The meeting goes on.", _BEGINNING)

    def action_note(self) -> None:
        """Note what is said of the activity under the cursor."""
        row = self.list.row
        if row is None:
            self.say("There is no activity under the cursor; I notes what is said of none.")
        else:
            printed = row.activity.sensitivity is Sensitivity.OPEN
            self._note(row.activity.id, f"Note on {one_line(row.activity.title)}", printed=printed)

    def action_note_plan(self) -> None:
        """Note what is said of no activity."""
        self._note(None, "Note on the meeting", printed=True)

    def _note(self, activity_id: int | None, heading: str, *, printed: bool) -> None:
        if self.meeting is not None:
            before = self.meeting.note_of(activity_id)
            self._ask_note(activity_id, NoteForm(heading, before, printed=printed), before)

    def _ask_note(self, activity_id: int | None, form: NoteForm, seen: str, *, unasked: bool = False) -> None:
        meeting, walk = self.meeting, self.walk
        if meeting is None or walk is None:
            return

        def kept(text: str) -> Told | NoteMissed:
            try:
                self.source.note_in_meeting(meeting.id, activity_id, text, seen)
            except Changed as error:
                now = self.source.walk(walk.plan).meeting
                theirs = "" if now is None else now.note_of(activity_id)
                return NoteMissed(activity_id, theirs, text, str(error), form.printed)
            return Told("Noted." if text else "The note is taken away.")

        def noted(text: str | None) -> None:
            if text is not None:
                self.ask("change", partial(kept, text), tried="Keeping the note")

        (self.desk.interrupt if unasked else self.app.push_screen)(form, noted)

    @on(NoteMissed)
    def _on_note_missed(self, message: NoteMissed) -> None:
        """Both stand in the box: the lead says what is to be kept of them."""
        both = " ".join(text for text in (message.theirs, message.mine) if text)
        form = NoteForm(message.why, message.theirs, printed=message.printed, typed=both)
        self._ask_note(message.activity_id, form, message.theirs, unasked=True)

    def action_action(self) -> None:
        """Agree on an action; the partners are read first."""
        if self.meeting is not None:
            self.ask("owners", lambda: OwnersLoaded(self.source.partners()), opens=True)

    @on(OwnersLoaded)
    def _on_owners_loaded(self, message: OwnersLoaded) -> None:
        from tui.meeting.action import ActionForm, Agreed

        meeting, walk, row = self.meeting, self.walk, self.list.row
        if meeting is None or walk is None:
            return
        about = None if row is None else row.activity

        def agreed(wish: Agreed | None) -> None:
            if wish is not None:
                values = (wish.title, wish.owner, wish.by, None if about is None else about.id)
                told = f"Agreed: {one_line(wish.title)}, by {long_day(wish.by)}."
                verb = partial(self.source.agree_action, meeting.id, *values)
                self._write(verb, told, f"Agreeing on {one_line(wish.title)}")

        here = frozenset(one.partner for one in meeting.partners if one.attendance is Attendance.PRESENT)
        heading = f"Action on {one_line(about.title)}" if about else "Action"
        self.app.push_screen(ActionForm(heading, message.partners, here, walk.today), agreed)

    def answer_form(self, activities: Activities) -> "AnswerForm":
        """As everywhere, and for everybody at once who has not answered and did not send apologies."""
        from tui.activity.answer import AnswerForm

        meeting = None if self.walk is None else self.walk.meeting
        if meeting is None or meeting.closed is not None:
            return AnswerForm(activities)
        waiting = _waiting(activities, meeting)
        return AnswerForm(activities, note=SAID, everybody=waiting if len(waiting) > 1 else ())

    def record(self, activities: Activities, answer: "Given") -> None:
        """Keep the answer of one partner, or of everybody."""
        from tui.activity.answer import EVERYBODY

        meeting = None if self.walk is None else self.walk.meeting
        if answer.partner != EVERYBODY or meeting is None:
            super().record(activities, answer)
            return
        asked = tuple(one for one in activities if _waiting((one,), meeting))
        if not asked:
            self.say("Everybody has answered already: nothing was changed.")
            return
        values = (answer.answer, answer.on, answer.note)
        change = Change(
            f"Recording everybody's answer for {named(asked)}",
            lambda wanted: self.source.everybody_answers(meeting.id, wanted, *values),
            partial(all_answered, answer=answer.answer, on=answer.on, marked=len(activities)),
            lambda now: self.record(now, answer),
        )
        self.save(seen(asked), change)

    def action_minutes(self) -> None:
        """The minutes as they stand."""
        from tui.meeting.minutes import MinutesScreen

        if self.walk is not None and self.walk.meeting is not None:
            self.app.push_screen(MinutesScreen(self.walk.meeting))
        else:
            self.say("There are no minutes before the meeting has begun; o begins today's.")


def _waiting(activities: Activities, meeting: MeetingView) -> tuple[str, ...]:
    """Names of the partners that have not answered, each once, without those that sent apologies."""
    away = {one.partner for one in meeting.partners if one.attendance is Attendance.APOLOGIES}
    waiting = (held for one in activities for held in one.unanswered if held.partner not in away)
    return tuple(dict.fromkeys(held.partner_name for held in waiting))
