"""Edit or new: everything about one activity in one form, kept as one step."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Sensitivity
from tui.activity.boxes import LABELS, Partners, drafted, names, opened, phases, rings
from tui.activity.fields import PartnerList, Pick, SaveLine, SeveralLines
from tui.activity.foresight import Foresight, foresee
from tui.activity.foresight_lines import OutlookLines
from tui.activity.form_partners import FormPartners
from tui.activity.messages import (
    Collided,
    Foreseen,
    Kept,
    NotKept,
    SheetLoaded,
    TheirsLoaded,
)
from tui.activity.two_editors import both, merged, told, typed
from tui.frame.box import Box
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.one_of import OneOf
from tui.frame.screen import BREAKPOINTS, DeskScreen
from tui.frame.scrolled import Scroll
from tui.keymap import FORM, IN_FORM, LEAVE, bindings
from tui.messages import Failed
from tui.show import one_line
from tui.source import Seen
from tui.source.editing import Sheet

_WORDS: Final = [one.value for one in Sensitivity]
_NOTICED: Final = 2  # lines on what others did; all of it is told when it is saved
_HINTS: Final = {
    "title": "what partners read in calendar and mail",
    "when": "30/10 18:00, friday 18:00, +2d",
    "end": "23:00, or the last day of several",
    "location": "where it is",
    "meet": "where those on duty meet",
    "theme": "what it is about",
    "note": "what there is to say about how it goes",
}


class _Fields(Scroll, inherit_bindings=False):
    """Scrolls with the field that has the keyboard; the arrows go from field to field."""


class FormScreen(FormPartners, DeskScreen):
    """Reads the sheet, shows its fields, keeps what was typed; `kept` is told what was made of it."""

    KEYS = FORM
    BINDINGS: ClassVar = bindings((*FORM, LEAVE[0]))
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = None

    def __init__(self, read: Callable[[], Sheet], kept: Callable[[tuple[ActivityView, ...]], None]) -> None:
        super().__init__()
        self._read, self._kept = read, kept
        self.sheet: Sheet | None = None
        self.partners = Partners(())
        self.foresight = Foresight((), ())
        self._saving = self._end_touched = False

    def compose(self) -> ComposeResult:
        """The shell; the fields come with what they hold."""
        yield TopLines()
        yield Static(id="theirs", classes="warning")
        yield _Fields(Static(Content(" Reading …")), id="form", can_focus=False)
        yield Static(id="wrong", classes="warning")
        yield KeyLine((*self.KEYS, LEAVE[0]))

    def on_mount(self) -> None:
        """Read, and follow what others do meanwhile."""
        self._say_at("theirs", "")
        self._say_at("wrong", "")
        self.ask("sheet", self._load, opens=True)
        self.watch(self.desk, "view", self._on_view, init=False)

    def _load(self) -> Message:
        sheet = self._read()
        boxes = opened(sheet)
        held = Partners.of(sheet.activity).there
        return SheetLoaded(sheet, foresee(sheet, boxes["when"], boxes["end"], held))

    @on(SheetLoaded)
    async def _on_sheet_loaded(self, message: SheetLoaded) -> None:
        sheet, texts = message.sheet, opened(message.sheet)
        self.sheet, self.partners, self.foresight = sheet, Partners.of(sheet.activity), message.foresight
        verb = "New activity" if sheet.new else f"Edit {one_line(sheet.activity.title)}"
        self.head(f"{one_line(sheet.plan.name)} ▸ {verb}")
        form = self.query_one("#form")
        await form.remove_children()
        await form.mount(*self._rows(sheet, texts))
        self.query_one(OutlookLines).show(self.foresight)
        self._end_touched = False
        self.query_one("#title-box").focus()

    def _rows(self, sheet: Sheet, texts: dict[str, str]) -> Iterator[Widget]:
        for name in names(sheet):
            yield _row(LABELS[name], _field(name, sheet, texts[name]))
            if name == "end":
                yield OutlookLines()
                yield _row("Partners", PartnerList(self.partners))
        yield _row("", SaveLine())

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the boxes."""
        return {name: self._value(name) for name in names(self._sheet)}

    @property
    def _sheet(self) -> Sheet:
        return cast("Sheet", self.sheet)

    @property
    def _seen(self) -> Seen:
        return Seen(self._sheet.activity.id, self._sheet.activity.version)

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}-box")
        if isinstance(field, OneOf):
            return _WORDS[field.at]
        if isinstance(field, Pick):
            return field.value
        return field.text if isinstance(field, SeveralLines) else cast("Input", field).value

    def _put(self, name: str, text: str) -> None:
        """Show this in a box."""
        field = self.query_one(f"#{name}-box")
        if isinstance(field, OneOf):
            field.at = _WORDS.index(text)
        elif isinstance(field, Pick):
            field.pick(text)
        elif isinstance(field, SeveralLines):
            field.text = text
        else:
            cast("Input", field).value = text

    @property
    def unsaved(self) -> str:
        """What would be lost."""
        return "what was typed in the form" if self.typed else ""

    @property
    def typed(self) -> frozenset[str]:
        """The names of what was changed here."""
        if self.sheet is None or not self.query(SaveLine):
            return frozenset()
        return typed(self.sheet, self.texts, self.partners)

    def foresee(self) -> None:
        """Work out in a thread what the boxes mean; the answer to an older question is dropped."""
        boxes = self.texts
        work = partial(foresee, self._sheet, boxes["when"], boxes["end"], self.partners.there)
        self.ask("foresee", lambda: Foreseen(work()), latest=True, read=True)

    @on(Foreseen)
    def _on_foreseen(self, message: Foreseen) -> None:
        self.foresight = message.foresight
        self.query_one(OutlookLines).show(message.foresight)

    @on(Input.Changed, "#when-box, #end-box")
    def _on_date_typed(self) -> None:
        self.foresee()

    @on(Input.Blurred, "#when-box")
    def _on_date_left(self) -> None:
        from tui.activity.typed_when import settled

        sheet, boxes = self._sheet, self.texts
        when, end = settled(
            *(boxes["when"], boxes["end"], sheet.calendar, sheet.activity),
            today=sheet.today,
            touched=self._end_touched,
        )
        for name, text in (("when", when), ("end", end)):
            if text != boxes[name]:
                self._put(name, text)

    @on(Input.Blurred, "#end-box")
    def _on_end_left(self, event: Input.Blurred) -> None:
        self._end_touched |= event.value != opened(self._sheet)["end"]

    @on(Input.Submitted)
    @on(OneOf.Done)
    @on(Pick.Done)
    @on(PartnerList.OptionSelected)
    def _on_done_with_a_field(self) -> None:
        self.focus_next()

    def on_descendant_focus(self) -> None:
        """The bottom line says what the field that has the keyboard takes."""
        more = IN_FORM if isinstance(self.focused, PartnerList) else ()
        self.query_one(KeyLine).show((*more, *self.KEYS, LEAVE[0]))

    def action_next_field(self) -> None:
        """The field below."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """The field above."""
        self.focus_previous()

    @on(SaveLine.Pressed)
    def save(self) -> None:
        """Keep it, in a thread; what cannot be kept stays in the form."""
        if self._saving:
            return
        self._saving = True
        self._say_at("wrong", "Saving …")
        self.ask("save", partial(self._save, self._sheet, self.texts, self.partners))

    def _save(self, sheet: Sheet, texts: dict[str, str], partners: Partners) -> Message:
        foresight = foresee(sheet, texts["when"], texts["end"], partners.there)
        if foresight.wrong:
            return NotKept(foresight.wrong)
        draft = drafted(sheet, texts, foresight.dates, partners)
        if sheet.new:
            return Kept(self.source.add(sheet.plan.slug, draft))
        if draft.empty:
            return Kept(())
        seen = Seen(sheet.activity.id, sheet.activity.version)
        return Kept((self.source.keep(seen, draft),))

    @on(Kept)
    def _on_kept(self, message: Kept) -> None:
        self.dismiss()
        self._kept(message.activities)

    @on(NotKept)
    def _on_not_kept(self, message: NotKept) -> None:
        self._saving = False
        self._say_at("wrong", f"▲ Not saved: {message.sentence}.")
        self.query_one("#when-box").focus()

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        if message.again:
            return
        if self.sheet is None:
            # Nothing to stay for: the desk says why.
            self.dismiss()
            return
        message.stop()
        self._saving = False
        if message.stale:
            self.ask("collision", self._collide)
        else:
            self._say_at("wrong", f"▲ Not saved: {one_line(message.sentence)}.")

    def _collide(self) -> Message:
        return Collided(self.source.sheet(self._seen.id), self.source.since(self._seen))

    @on(Collided)
    def _on_collided(self, message: Collided) -> None:
        from tui.activity.collision import Collision, Way

        mine = self.typed

        def chosen(way: Way | None) -> None:
            if way is Way.THEIRS:
                self._start_again(message.theirs)
            elif way is Way.MINE:
                self._rebase(message.theirs, mine)
                self.save()

        self._say_at("wrong", "▲ Not saved: somebody was quicker.")
        clash = both(self._sheet, message.theirs, mine, self.partners)
        self.desk.interrupt(Collision(told(message.lines, self._now), clash), chosen)

    def _start_again(self, theirs: Sheet) -> None:
        self._say_at("wrong", "")
        self._say_at("theirs", "")
        self._read = lambda: theirs
        self.ask("sheet", self._load)

    def _rebase(self, theirs: Sheet, mine: frozenset[str]) -> None:
        """What I typed stands on theirs from now on."""
        from tui.activity.typed_when import exact_texts

        texts = self.texts
        if "when" in mine and self.foresight.dates:
            # "+2d" means what it meant when it was typed.
            texts["when"], texts["end"] = exact_texts(self.foresight.dates[0], theirs.calendar)
        texts = merged(theirs, texts, mine)
        self.sheet, self.partners = theirs, self.partners.rebased(theirs.activity)
        for name in names(theirs):
            self._put(name, texts[name])
        self.query_one(PartnerList).show(self.partners)
        self._say_at("theirs", "")

    def _on_view(self) -> None:
        """Somebody did something: whether it was to this one."""
        if self.sheet is not None and not self.sheet.new and not self._saving:
            self.ask("theirs", partial(self._theirs, self._seen), latest=True, read=True)

    def _theirs(self, seen: Seen) -> Message:
        """Nothing when it could not be read: it is asked again, and saving asks anyway."""
        try:
            return TheirsLoaded(self.source.since(seen))
        except SeasonalOpsError:
            return TheirsLoaded(())

    @on(TheirsLoaded)
    def _on_theirs_loaded(self, message: TheirsLoaded) -> None:
        lines = told(message.lines, self._now)
        self._say_at("theirs", "\n".join(f"▲ {line}" for line in lines[:_NOTICED]))

    def _say_at(self, where: str, text: str) -> None:
        line = self.query_one(f"#{where}", Static)
        line.update(Content(text))
        line.display = bool(text)

    def action_back(self) -> None:
        """Leave; what was typed is asked about first."""
        from tui.frame.confirm import Confirm

        if not self.typed:
            self.dismiss()
            return

        def chosen(way: str | None) -> None:
            if way == "save":
                self.save()
            elif way == "drop":
                self.dismiss()

        answers = (("save it", "save"), ("go on editing", None), ("drop what was typed", "drop"))
        labels = {**LABELS, "partners": "Partners"}
        changed = [label for name, label in labels.items() if name in self.typed and name != "end"]
        sentence = f"Not saved yet: {', '.join(changed)}."
        self.app.push_screen(Confirm("Save what was typed?", sentence, answers), chosen)


def _row(label: str, field: Widget) -> Horizontal:
    return Horizontal(Static(Content(label), classes="label"), field, classes="row")


def _field(name: str, sheet: Sheet, text: str) -> Widget:
    box = f"{name}-box"
    if name == "sensitivity":
        one_of = OneOf(*_WORDS, id=box)
        one_of.set_reactive(OneOf.at, _WORDS.index(text))
        return one_of
    if name in ("phase", "ring"):
        return Pick(phases(sheet) if name == "phase" else rings(sheet), text, id=box)
    if name == "description":
        return SeveralLines(text, id=box, compact=True, highlight_cursor_line=False)
    # The first field has the keyboard at once: what is typed by mistake must not take the title away.
    hint = _hint(name, sheet)
    return Box(text, id=box, compact=True, select_on_focus=name != "title", placeholder=hint)


def _hint(name: str, sheet: Sheet) -> str:
    """What may be written in a box; of the date also with the plan's own anchor that comes next."""
    if name != "when" or not sheet.calendar.anchors:
        return _HINTS[name]
    on = {anchor: dated.on for anchor, dated in sheet.calendar.anchors.items()}
    anchor = min(on, key=lambda one: (on[one] < sheet.today, on[one]))
    return f"{_HINTS[name]}, or 2 days before {one_line(anchor)}"
