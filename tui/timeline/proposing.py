"""Moving by keys: first a proposal, then what it would do, and only then kept."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import partial

from textual import on
from textual.message import Message

from seasonal_ops.errors import BadValue, SeasonalOpsError
from seasonal_ops.views import MoveOutlook
from seasonal_ops.views.board import BoardRow
from tui.activity.in_full import InFullScreen
from tui.activity.keeping import Change
from tui.activity.messages import ActivityChanged, Overtaken
from tui.show import one_line
from tui.source import Seen
from tui.source.timeline import Place
from tui.timeline.consequences import findings_in_words, kept_in_words, move_in_words
from tui.timeline.messages import Held, OutlookLoaded
from tui.timeline.proposal import Proposal

_DECIDE = "Enter keeps the new date, Esc drops it."


class ProposingScreen(InFullScreen):
    """One proposal at a time, for the row under the cursor.

    Keys never wait: what a place would do is asked for one place at a time, and when the answer is there
    for the place that is proposed by then, if it is another.
    """

    proposal: Proposal | None = None
    outlook: MoveOutlook | None = None
    refusal: str = ""
    _looking = False
    _hasty = False

    @property
    def unsaved(self) -> str:
        """What is proposed and not kept."""
        proposal = self.proposal
        if proposal is None or not proposal.moves:
            return ""
        return f"{one_line(proposal.was.title)}, {proposal.sentence}, on Timeline"

    @abstractmethod
    def show_proposal(self) -> None:
        """Show the proposal and what is known of it, or that there is none."""

    def action_shift(self, by: int) -> None:
        """Propose another day."""
        self._propose(lambda proposal: proposal.moved(by))

    def action_stretch(self, by: int) -> None:
        """Propose another end."""
        self._propose(lambda proposal: proposal.stretched(by))

    def _propose(self, change: Callable[[Proposal], Proposal]) -> None:
        if not self.may_change:
            return
        row = self.row
        if row is None:
            self.say("There is no activity under the cursor.")
        elif row.id in self.underway:
            self.say("Still saving the last change; press again in a moment.")
        else:
            try:
                self.proposal = change(self.proposal or Proposal.of(row))
            except BadValue as error:
                self.say(f"{str(error)[:1].upper()}{str(error)[1:]}.", severity="warning")
                return
            self.look_again()

    def look_again(self) -> None:
        """What was known of the proposal is old."""
        self.outlook, self.refusal, self._hasty = None, "", False
        self.show_proposal()
        self._look()

    def _look(self) -> None:
        proposal = self.proposal
        if proposal is None or not proposal.moves or self._looking:
            return
        self._looking = True
        self.ask("outlook", partial(self._looked, _seen(proposal), proposal.place))

    def _looked(self, seen: Seen, place: Place) -> Message:
        try:
            return OutlookLoaded(place, self.source.outlook(seen, place))
        except SeasonalOpsError as error:
            return OutlookLoaded(place, None, str(error))
        finally:
            self._looking = False

    @on(OutlookLoaded)
    def _on_outlook_loaded(self, message: OutlookLoaded) -> None:
        if self.proposal is None or not self.proposal.moves:
            return
        if message.place != self.proposal.place:
            self._look()
            return
        self.outlook, self.refusal = message.outlook, message.refusal
        self.show_proposal()
        if self._hasty:
            self._hasty = False
            self._keep_if_harmless()

    def _keep_if_harmless(self) -> None:
        """Enter was pressed before anything was known: keep it only if there is nothing to decide."""
        known = self.outlook
        if known is not None and not (known.together or known.along or any(one.over for one in known.loads)):
            self.keep()
        else:
            self.say("Look at what it would do first; then Enter keeps it.", severity="warning")

    def keep(self) -> None:
        """Keep the proposal; ask first what becomes of those that wait for it."""
        proposal, known = self.proposal, self.outlook
        if proposal is None:
            return
        if not proposal.moves:
            self.drop()
        elif self.refusal:
            self.say(f"This cannot be: {self.refusal}", severity="warning")
        elif proposal.was.id in self.underway:
            self.say("Still saving; a moment.")
        elif known is None:
            self._hasty = True
        elif known.along:
            self._ask_along(known)
        else:
            self._keep(along=False)

    def _ask_along(self, known: MoveOutlook) -> None:
        from tui.frame.confirm import Confirm

        waiting = "\n".join(f"→ {move_in_words(move)}" for move in known.along[:6])
        more = f"\nand {len(known.along) - 6} more" if len(known.along) > 6 else ""
        only = [one for one in known.alone if one not in known.together]
        then = [f"{label}: {said}" for label, _, said in findings_in_words(only)]
        worse = f"\n\nIf they stay:\n{chr(10).join(then[:3])}" if then else ""
        answers = [("move them along", True), ("move it alone; they stay where they are", False)]

        def answered(along: bool | None) -> None:
            if along is not None:
                self._keep(along=along)

        self.app.push_screen(
            Confirm("What waits for it would begin too early", waiting + more + worse, answers), answered
        )

    def _keep(self, *, along: bool) -> None:
        proposal = self.proposal
        if proposal is None:
            return
        place = proposal.place
        change = Change(
            _moving(proposal),
            lambda wanted: self.source.place(wanted[0], place, along=along),
            lambda moved: kept_in_words(proposal, len(moved) - 1),
            lambda _: self._propose_again(proposal, at_once=True),
        )
        self.save((_seen(proposal),), change)

    def _propose_again(self, proposal: Proposal, *, at_once: bool) -> None:
        """The same place for it as others left it; `at_once` keeps it unless there is more to decide."""
        row = self.row
        if row is None or row.id != proposal.was.id:
            self.say("The cursor stands elsewhere by now; nothing was moved.")
            return
        self.proposal = proposal.on(row)
        if not self.proposal.moves:
            self.drop()
            self.say("It stands there already: nothing was changed.")
            return
        self.look_again()
        if at_once:
            self.keep()
        else:
            self.say(_DECIDE)

    @on(ActivityChanged)
    @on(Overtaken)
    def _on_answered(self, message: ActivityChanged | Overtaken) -> None:
        """What was proposed is kept, or stands on what is another by now."""
        proposal = self.proposal
        if isinstance(message, Overtaken):
            ids = {one.now.id for one in message.theirs}
        else:
            ids = {one.id for one in message.activities}
        if proposal is not None and proposal.was.id in ids:
            self.drop()

    def drop(self) -> None:
        """Everything stands where it stood."""
        self.proposal, self.outlook, self.refusal, self._hasty = None, None, "", False
        self.show_proposal()

    def check(self, rows: Mapping[int, BoardRow]) -> None:
        """Everything was read again: nobody decides on a proposal for one that is another by now."""
        proposal = self.proposal
        if proposal is None or proposal.was.id in self.underway:
            return
        now = rows.get(proposal.was.id)
        if now is not None and now.version == proposal.was.version:
            self.look_again()
            return
        self.drop()
        if now is None:
            self.say(f"{one_line(proposal.was.title)} is not shown any more; its move was dropped.")
            return
        wanted, again = (_seen(proposal),), partial(self._propose_again, proposal, at_once=False)

        def theirs() -> Message:
            views = self.source.in_full((proposal.was.id,))
            return self.overtaken(wanted, views, _moving(proposal), lambda _: again())

        self.ask("theirs", theirs)

    @property
    def undecided(self) -> bool:
        """Whether a proposal waits for an answer; then it is said."""
        if self.proposal is not None:
            self.say(_DECIDE)
        return self.proposal is not None

    @on(Held)
    def _on_held(self) -> None:
        self.say(_DECIDE)

    def action_change(self, verb: str) -> None:
        """The other changes wait for the answer."""
        if not self.undecided:
            super().action_change(verb)


def _seen(proposal: Proposal) -> Seen:
    return Seen(proposal.was.id, proposal.was.version)


def _moving(proposal: Proposal) -> str:
    return f"Moving {one_line(proposal.was.title)}"
