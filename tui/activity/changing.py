"""The keys that change activities: one gate for all of them, then a question; what is chosen is kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on

from seasonal_ops.words import Role, Status
from tui.activity.keeping import Change, KeepingScreen, seen
from tui.activity.messages import PartnersLoaded
from tui.activity.saved import answered, assigned, cancelled, partner_name, status_saved
from tui.frame.line_list import LineList
from tui.show import named, one_line, when

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView
    from tui.activity.answer import AnswerForm, Given
    from tui.activity.assign import Choice
    from tui.activity.keeping import Activities

_NEXT: Final = {Status.PLANNED: Status.DOING, Status.DOING: Status.DELIVERED}
_READING: Final = "Still reading; press again in a moment."
STILL_SAVING: Final = "Still saving the last change; press again in a moment."
_CANCELLED: Final = "It is cancelled already; s gives it another status."


class ChangingScreen(KeepingScreen):
    """Changes what is marked, or what the cursor stands on, at the versions that are shown."""

    _pressed_on: AbstractSet[int] = frozenset()

    @property
    @abstractmethod
    def chosen(self) -> Activities:
        """What is to be changed: what is marked, else what the cursor stands on."""

    def action_change(self, verb: str) -> None:
        """Start a change by its name in the keymap, or say why not."""
        activities = self.chosen
        if self.is_pressed_on(verb, {one.id for one in activities}):
            self.change(verb, activities)

    def is_pressed_on(self, verb: str, ids: AbstractSet[int]) -> bool:
        """Whether these are what a key that steps on was pressed on.

        While it is held down it does nothing to what comes under the cursor next.
        """
        if verb != "next_status":
            return True
        if not self.desk.repeated:
            self._pressed_on = ids
        if ids != self._pressed_on:
            self.say("The key is held down, or was pressed again too soon; nothing more was changed.")
        return ids == self._pressed_on

    def change(self, verb: str, activities: Activities) -> None:
        """Start it for these."""
        starts: dict[str, Callable[[Activities], None]] = {
            "next_status": self._next_status,
            "pick_status": self._pick_status,
            "assign": self._ask_partners,
            "answer": self._answer,
            "edit": self._edit,
            "cancel": self._cancel,
            "chase": self._chase_for,
        }
        if not self.may_change:
            return
        if verb == "new":
            self._add()
        elif not activities:
            reading = self.desk.view is None
            self.say(_READING if reading else "There is no activity under the cursor.")
        elif self.underway & {activity.id for activity in activities}:
            # The version on the screen is about to be old; a second change would only be refused.
            self.say(STILL_SAVING)
        else:
            starts[verb](activities)

    def _chase_for(self, activities: Activities) -> None:
        """Whoever owes a word on these is asked once more, when its message was seen."""
        self.ask_to_chase(activities=tuple(one.id for one in activities))

    def _set_status(self, activities: Activities, status: Status, marked: int) -> None:
        """Of those that have another one."""
        others = tuple(one for one in activities if one.status is not status)
        word = status.value.replace("-", " ")
        if not others:
            self.say(f"It is {word} already: nothing was changed.")
            return
        change = Change(
            f"Setting {named(others)} to {word}",
            lambda wanted: self.source.set_status(wanted, status),
            partial(status_saved, marked=marked),
            lambda now: self._set_status(now, status, len(now)),
        )
        self.save(seen(others), change)

    def _next_status(self, activities: Activities) -> None:
        """The next one of those that stand lowest: several are brought to the same."""
        open_ones = tuple(one for one in activities if one.status in _NEXT)
        if not open_ones:
            word = activities[0].status.value.replace("-", " ")
            self.say(f"It is {word} already; s picks another status.")
            return
        lowest = min((one.status for one in open_ones), key=list(_NEXT).index)
        chosen = tuple(one for one in open_ones if one.status is lowest)
        self._set_status(chosen, _NEXT[lowest], len(activities))

    def _pick_status(self, activities: Activities) -> None:
        from tui.activity.status import StatusPicker

        def picked(status: Status | None) -> None:
            if status is Status.CANCELLED:
                self._cancel(activities)
            elif status is not None:
                self._set_status(activities, status, len(activities))

        self.app.push_screen(StatusPicker(activities), picked)

    def _ask_partners(self, activities: Activities) -> None:
        """The question stands there at once: the name that is typed next is no key of this screen."""
        from tui.activity.assign import AssignPicker

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                self._assign(activities, choice)

        self.app.push_screen(AssignPicker(activities), picked)
        self.ask("partners", lambda: PartnersLoaded(self.source.partners()), opens=True)

    def _assign(self, activities: Activities, choice: Choice) -> None:
        """To those in which the partner does not have that part yet."""
        others = tuple(one for one in activities if not _holds(one, choice.partner, choice.role))
        if not others:
            self.say("That partner has that part already: nothing was changed.")
            return
        orphans = tuple(one for one in others if choice.role is Role.SUPPORT and _leads_alone(one, choice))
        if orphans:
            self._ask_to_step_down(orphans, lambda: self._keep_assigned(others, choice, len(activities)))
        else:
            self._keep_assigned(others, choice, len(activities))

    def _ask_to_step_down(self, orphans: Activities, then: Callable[[], None]) -> None:
        from tui.frame.confirm import Confirm

        def sure(answer: bool | None) -> None:
            if answer:
                then()

        sentence = f"It leads {named(orphans)}. As support it no longer would, and nobody else does."
        answers = (("leave it the lead", None), ("make it support", True))
        self.app.push_screen(Confirm("Without a lead?", sentence, answers), sure)

    def _keep_assigned(self, others: Activities, choice: Choice, marked: int) -> None:
        change = Change(
            f"Assigning {one_line(choice.name)} to {named(others)}",
            lambda wanted: self.source.assign(wanted, choice.partner, choice.role),
            partial(assigned, partner=choice.partner, marked=marked),
            lambda now: self._assign(now, choice),
        )
        self.save(seen(others), change)

    @on(PartnersLoaded)
    def _on_partners_loaded(self, message: PartnersLoaded) -> None:
        from tui.activity.assign import AssignPicker

        if isinstance(self.app.screen, AssignPicker):
            self.app.screen.fill(message.partners)

    def _answer(self, activities: Activities) -> None:
        def given(answer: Given | None) -> None:
            if answer is not None:
                self.record(activities, answer)

        if any(one.assignments for one in activities):
            self.app.push_screen(self.answer_form(activities), given)
        else:
            self.say("Nobody is assigned yet; a assigns a partner.")

    def answer_form(self, activities: Activities) -> AnswerForm:
        """What asks for an answer."""
        from tui.activity.answer import AnswerForm

        return AnswerForm(activities)

    def record(self, activities: Activities, answer: Given) -> None:
        """Keep the answer, for those of the activities that the partner was asked for and did not give it."""
        asked = tuple(one for one in activities if _holds(one, answer.partner))
        news = tuple(one for one in asked if not _said(one, answer))
        if not news:
            why = "That answer is recorded already" if asked else "That partner is no longer assigned"
            self.say(f"{why}: nothing was changed.")
            return
        values = (answer.partner, answer.answer, answer.on)
        change = Change(
            f"Recording the answer of {partner_name(news, answer.partner)} for {named(news)}",
            lambda wanted: self.source.respond(wanted, *values, answer.note),
            lambda changed: answered(changed, *values, marked=len(activities)),
            lambda now: self.record(now, answer),
        )
        self.save(seen(news), change)

    def _cancel(self, activities: Activities) -> None:
        from tui.activity.cancel import CancelForm

        standing = _standing(activities)

        def sure(reason: str | None) -> None:
            if reason is not None:
                self._call_off(activities, reason)

        if standing:
            self.app.push_screen(CancelForm(standing), sure)
        else:
            self.say(_CANCELLED)

    def _call_off(self, activities: Activities, reason: str) -> None:
        standing = _standing(activities)
        if not standing:
            self.say(_CANCELLED)
            return
        change = Change(
            f"Cancelling {named(standing)}",
            lambda wanted: self.source.cancel(wanted, reason),
            partial(cancelled, marked=len(activities)),
            lambda now: self._call_off(now, reason),
        )
        self.save(seen(standing), change)

    def _edit(self, activities: Activities) -> None:
        from tui.activity.form import FormScreen

        if len(activities) > 1:
            self.say("e edits one activity at a time; Esc takes the marks away.")
            return
        self.app.push_screen(FormScreen(partial(self.source.sheet, activities[0].id), self._kept))

    def _kept(self, activities: Activities) -> None:
        """Stand on what the form made, and say what that is."""
        if not activities:
            self.say("Nothing was changed.")
            return
        first, more = activities[0], len(activities) - 1
        series = f" and {more} more, a series" if more else ""
        self.say(f"Saved: {one_line(first.title)}, {when(first)}{series}.")
        self.stand_on(first.id)
        self.is_now(activities)
        self.desk.load()

    def stand_on(self, activity_id: int) -> None:
        """Put the cursor on this one once it is there: what was moved or added is looked at next."""
        for listed in self.query(LineList):
            listed.wanted = activity_id

    def _add(self) -> None:
        from tui.activity.form import FormScreen
        from tui.activity.which_plan import WhichPlan

        def picked(slug: str | None) -> None:
            if slug is not None:
                self.app.push_screen(FormScreen(partial(self.source.blank, slug), self._kept))

        plans = self.desk.plans
        if self.desk.plan is not None or len(plans) == 1:
            picked(self.desk.plan or plans[0].slug)
        elif plans:
            near = self.chosen[0].plan if self.chosen else None
            self.app.push_screen(WhichPlan(plans, near), picked)
        else:
            self.say("There is no plan yet; N makes one.")


def _standing(activities: Activities) -> Activities:
    return tuple(one for one in activities if one.status is not Status.CANCELLED)


def _said(activity: ActivityView, given: Given) -> bool:
    """Whether the partner is on record with that answer, and nothing else was noted this time."""
    return any(
        (one.partner, one.response, one.proposed_on) == (given.partner, given.answer, given.on)
        and given.note in (one.note, given.usual)
        for one in activity.assignments
    )


def _leads_alone(activity: ActivityView, choice: Choice) -> bool:
    """Whether the partner is its only lead."""
    return [one.partner for one in activity.assignments if one.role is Role.LEAD] == [choice.partner]


def _holds(activity: ActivityView, partner: str, role: object = None) -> bool:
    """Whether a partner is assigned to it, as `role` when one is given."""
    return any(one.partner == partner and role in (None, one.role) for one in activity.assignments)
