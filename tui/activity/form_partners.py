"""The partners in the form: asked, taken off, heard; all of it is kept with the rest or not at all."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from textual import on

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer
from tui.activity.boxes import Partners
from tui.activity.fields import PartnerList
from tui.frame.screen import DeskScreen
from tui.source.editing import Heard, Sheet


class FormPartners(DeskScreen):
    """Changes `partners`, and shows them."""

    sheet: Sheet | None
    partners: Partners

    def foresee(self) -> None:
        """Work out again what it means."""
        raise NotImplementedError

    @property
    def _now(self) -> datetime:
        """The desk's clock; without it the moment at which the sheet was read."""
        view = self.desk.view
        return view.now if view else cast("Sheet", self.sheet).picture.now

    def _change(self, partners: Partners) -> None:
        self.partners = partners
        self.query_one(PartnerList).show(partners)
        self.foresee()

    @on(PartnerList.Wanted)
    def _on_wanted(self, message: PartnerList.Wanted) -> None:
        if message.verb == "assign":
            self._ask_whom()
        elif message.at < 0:
            self.say("Nobody is assigned yet; a asks a partner.")
        elif message.verb == "release":
            self._change(self.partners.toggled(message.at))
        else:
            self._ask_what(message.at)

    def _as_it_would_be(self) -> ActivityView:
        activity = cast("Sheet", self.sheet).activity
        return replace(activity, title=activity.title or "the new activity", assignments=self.partners.there)

    def _ask_whom(self) -> None:
        from tui.activity.assign import AssignPicker, Choice

        known = cast("Sheet", self.sheet).partners

        def picked(choice: Choice | None) -> None:
            if choice is not None:
                partner = next(one for one in known if one.slug == choice.partner)
                self._change(self.partners.asking(partner, choice.role, self._now))

        self.app.push_screen(AssignPicker((self._as_it_would_be(),), known), picked)

    def _ask_what(self, at: int) -> None:
        from tui.activity.answer import AnswerForm, Given

        asked = self.partners.held[at].now
        if self.partners.held[at].released:
            self.say("It will be taken off; x keeps it.")
            return

        def given(said: Given | None) -> None:
            if said is not None and said.answer is not Answer.ASKED:
                heard = Heard(partner=said.partner, answer=said.answer, on=said.on, note=said.note)
                self._change(self.partners.hearing(heard))

        one = replace(self._as_it_would_be(), assignments=(asked,))
        self.app.push_screen(AnswerForm((one,)), given)
