"""Every key of the terminal door, once: bindings, bottom line, palette and help are made from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do: `keys` as Textual names them, `shown` as people read them.

    `brief` is its place in the bottom line, empty when only the help and the palette have it; `beside` is
    how that line shows it together with its opposite, and `rank` how soon it leaves when there is not room
    for all: the highest first.
    """

    keys: str
    shown: str
    action: str
    does: str
    brief: str = ""
    beside: str = ""
    rank: int = 2

    @property
    def changes(self) -> bool:
        """Whether it changes something: no use where the terminal is read-only."""
        return self.action.startswith(_CHANGING)

    @property
    def in_text(self) -> str:
        """How it is called from within a text box, where letters are text; empty when it is not."""
        return next((name for name in self.shown.split() if name in _NO_TEXT), "")

    @property
    def title(self) -> str:
        """What the palette calls it: what it does, up to the first detail."""
        title = self.does.split(": ")[0].split("; ")[0]
        return title[:1].upper() + title[1:]


# Beginnings of the actions that a terminal that is read-only refuses.
_CHANGING: Final = (
    *("change(", "partner(", "shift(", "stretch(", "note", "close", "go_on", "take"),
    *("app.undo", "app.redo", "app.send", "app.go_live"),
)
_NO_TEXT: Final = frozenset(("Enter", "Esc", "Tab", "↑", "↓", "PgDn", "PgUp", "F1", "^q", "^p"))

MOVE: Final = (
    Key("j,down", "j ↓", "move(1)", "next line"),
    Key("k,up", "k ↑", "move(-1)", "previous line"),
    Key("g,home", "g Home", "first", "first line"),
    Key("G,end", "G End", "last", "last line"),
    Key("pagedown", "PgDn", "page(1)", "a page down"),
    Key("pageup", "PgUp", "page(-1)", "a page up"),
    Key("enter", "Enter", "open", "open what the cursor stands on; Esc goes back", "open"),
)
MARK: Final = (
    Key("v", "v", "mark", "mark; what changes then changes all that are marked", "mark", rank=3),
    Key("V", "V", "mark_all", "mark all that are shown, or none"),
)
CHANGE: Final = (
    Key("space", "space", "change('next_status')", "next status: planned, doing, delivered", "next", rank=1),
    Key("s", "s", "change('pick_status')", "pick any status", "status…", rank=1),
    Key("a", "a", "change('assign')", "assign a partner", "assign", rank=1),
    Key("r", "r", "change('answer')", "record what a partner answered: told by phone", "answer"),
    Key("e", "e", "change('edit')", "edit: everything about it in one form", "edit", rank=1),
    Key("n", "n", "change('new')", "new activity", "new"),
    Key(
        "D",
        "D",
        "change('cancel')",
        "cancel it: it stays in calendars as cancelled; asks first",
        "cancel",
        rank=3,
    ),
    Key("m", "m", "change('chase')", "remind: ask again whoever owes a word; shows the messages first"),
)
NEXT: Final = Key("enter", "Enter", "open", "the next activity", "next", rank=0)
MEETING: Final = (
    Key("n", "n", "action", "agree on an action: with owner and day", "action", rank=0),
    Key("i", "i", "note", "note what is said of the activity", "note", rank=0),
    Key("I", "I", "note_plan", "note what is said of no activity"),
    Key("h", "h", "here", "who is here, and who sent apologies", "here"),
    Key("z", "z", "all", "every activity, or what has to be talked about", "all"),
    Key(
        "P",
        "P",
        "minutes",
        "the minutes as they stand: to look at, write to a file, close",
        "minutes",
        rank=0,
    ),
)
MINUTES: Final = (
    Key("R", "R", "write", "write the minutes to a file", "write"),
    Key("x", "x", "close", "close the meeting; o goes on with it the same day", "close"),
)
GO_ON: Final = Key("o", "o", "go_on", "go on with today's meeting after it was closed", "go on")
FILTER: Final = Key("slash", "/", "filter", "filter while typing; Esc shows all again", "filter", rank=1)
UNFILTER: Final = Key(
    "escape", "Esc", "back", "while a filter stands: show everything again", "show all", rank=0
)
LOOK: Final = (
    FILTER,
    Key("c", "c", "next_clash", "go to the next clash", "clash", rank=1),
    Key("o", "o", "next_overdue", "go to what is overdue next"),
    Key("w", "w", "next_waiting", "go to the next that is unanswered"),
)
BOARD: Final = (
    Key("z", "z", "fold", "fold the phase, or show what is in it", "fold", rank=1),
    Key("Z", "Z", "fold_all", "fold every phase, or none"),
    Key("full_stop", ".", "hide_done", "hide what is done, or show it", "done"),
)
PARTNERS: Final = (
    Key("m", "m", "change('chase')", "remind: ask again for what is owed; first shows the mails", "remind"),
    Key("o", "o", "next_overdue", "go to the next with something overdue", "overdue"),
    Key("w", "w", "next_waiting", "go to the next with something unanswered", "unanswered"),
)
OUTBOX: Final = (
    Key("r", "r", "change('retry')", "try one again that was given up or put off", "retry"),
    Key("h", "h", "change('hold')", "hold: keep one back", "hold"),
    Key("l", "l", "change('release')", "release: let one go that is held", "release"),
)
FEED: Final = (
    Key("l", "l", "links", "the feed's links and QR code", "links"),
    Key("n", "n", "change('new')", "new feed", "new"),
    Key("R", "R", "change('rotate')", "rotate: give the feed another address", "rotate"),
    Key("X", "X", "change('revoke')", "revoke: shut the feed's address for good", "revoke"),
)
COMPARE: Final = (
    Key("l", "l", "compare('line_up')", "line up the nights: by date, by weekday or by anchor", "line up"),
    Key("b", "b", "compare('baseline')", "baseline: which earlier seasons to compare with", "baseline"),
    Key("f", "f", "compare('fold')", "fold: targets, claims and what was done", "targets"),
    Key("R", "R", "compare('report')", "report: write it to a file", "report"),
)
MONTH: Final = (
    Key("left_square_bracket", "[", "month(-1)", "the month before", "before"),
    Key("right_square_bracket", "]", "month(1)", "the month after", "after"),
    Key("t", "t", "this_month", "this month", "this month"),
    Key("R", "R", "write", "write the month's page to a file", "write"),
)
REVERT: Final = (
    Key("R", "R", "change('revert')", "revert: take the change back by a new one; asks first", "revert"),
)
AUDIT: Final = (
    *REVERT,
    Key("f", "f", "only", "only what happened to this activity; again: everything", "only this"),
)
TIMELINE: Final = (
    Key(
        "less_than_sign",
        "<",
        "shift(-1)",
        "move it a day back: Enter keeps, Esc drops it",
        "move",
        "<>",
        rank=0,
    ),
    Key("greater_than_sign", ">", "shift(1)", "move it a day on: Enter keeps, Esc drops it"),
    Key(
        "left_curly_bracket",
        "{",
        "stretch(-1)",
        "end it earlier: by a day, or by half an hour",
        "end",
        "{}",
        rank=0,
    ),
    Key("right_curly_bracket", "}", "stretch(1)", "end it later: by a day, or by half an hour"),
    Key("left_square_bracket", "[", "weeks(-1)", "a week back", "week", "[]", rank=0),
    Key("right_square_bracket", "]", "weeks(1)", "a week on"),
    Key("t", "t", "to_today", "to today", "today"),
    Key("left", "←", "sideways(-1)", "a day back"),
    Key("right", "→", "sideways(1)", "a day on"),
    Key("minus", "-", "zoom(1)", "zoom out: narrower days, then weeks", "zoom", "+-"),
    Key("plus,equals_sign", "+", "zoom(-1)", "zoom in: wider days"),
    Key("l", "l", "pick_load", "load: whose nights are counted below", "load"),
)
COPY: Final = Key("y", "y", "copy", "copy the address, where the links are shown", "copy the address")
FORM: Final = (
    Key("down", "Enter ↓", "next_field", "the next field; Enter on Save keeps it", "next field"),
    Key("up", "↑", "previous_field", "the field above"),
    Key("escape", "Esc", "back", "save or leave; what was typed is asked about", "save or leave"),
)
IN_FORM: Final = (
    Key("a", "a", "partner('assign')", "on the partners: ask one more", "ask a partner"),
    Key("x,delete", "x", "partner('release')", "on a partner: take it off", "take it off"),
    Key("r", "r", "partner('answer')", "on a partner: record its answer", "its answer"),
)
CELLS: Final = (
    Key("enter", "Enter", "enter", "keep what is typed, and go down", "keep"),
    Key("j,down", "j ↓", "step(1, 0)", "keep it and go down"),
    Key("k,up", "k ↑", "step(-1, 0)", "keep it and go up"),
    Key("tab,right", "Tab →", "step(0, 1)", "keep it and go right", "right"),
    Key("shift+tab,left", "←", "step(0, -1)", "keep it and go left"),
    Key("home", "Home", "far(-1)", "the first night"),
    Key("end", "End", "far(1)", "the whole window: one figure for all nights"),
    Key("pagedown", "PgDn", "page(1)", "a page of measures down"),
    Key("pageup", "PgUp", "page(-1)", "a page of measures up"),
    Key("t", "t", "today", "today's night"),
    Key("left_square_bracket", "[", "step(0, -7)", "a week back"),
    Key("right_square_bracket", "]", "step(0, 7)", "a week on"),
)
COUNTS: Final = (
    Key("e", "e", "edit", "edit what stands in the cell; digits begin a new value", "edit"),
    Key("exclamation_mark", "!", "change('explain')", "say why an unusual value is right", "why"),
    Key("equals_sign", "=", "change('final')", "mark a value as final; again: provisional", "final"),
    Key(
        "o",
        "o",
        "next_missing",
        "go to the next night without a value; after the newest the oldest",
        "missing",
    ),
    Key("w", "w", "where", "open the sheet of an area, an activity, the whole district", "where"),
    Key("x", "x", "next_unkept", "go to the next value that is not kept, or lacks its reason"),
    Key("delete", "Del", "change('withdraw')", "withdraw a value of a wrong place; asks why", "withdraw"),
    Key("z", "z", "change('nils')", "nil return: 0 for each unknown night of the row; asks first", "nil"),
    Key("h", "h", "history", "history of the cell: every revision", "history"),
    Key("y", "y", "change('approve')", "approve and lock all of a measure; asks first", "approve"),
    Key("Y", "Y", "change('reopen')", "open again what is approved of a measure; asks why"),
)
TYPING: Final = (
    Key("enter", "Enter", "enter", "while a value is typed: keep it; so do Tab and the arrows", "keeps"),
    Key("escape", "Esc", "escape", "while a value is typed: leave what stood there", "leaves"),
)
PASTE: Final = Key("", "paste", "", "a block of cells from a spreadsheet; shows first what it would keep")
UNGRID: Final = Key("escape", "Esc", "back", "leave the count grid: digits then open screens", "screens")
REGRID: Final = Key("enter,up,down,left,right", "Enter", "into_grid", "back into the count grid", "counts")
DIGITS: Final = Key("1", "1–9", "app.show('today')", "screens", "screens")
NEXT_BOX: Final = Key("tab", "Tab", "app.focus_next", "next box; arrows and Enter do it too", "next box")
NEXT_WARNING: Final = Key("c", "c", "next_loud", "go to the next warning or clash", "warning")
TAKE: Final = Key("space", "space", "take", "take along what would not go on, or leave it", "take along")
GO_LIVE: Final = Key("B", "B", "app.go_live", "go live: begin what is a draft; asks first", "go live")
SCREENS: Final = (
    Key("1", "1", "app.show('today')", "Today: what is late, due and coming"),
    Key("2", "2", "app.show('board')", "Board: the whole plan, phase by phase"),
    Key("3", "3", "app.show('timeline')", "Timeline: days, anchors, and who has too much"),
    Key("4", "4", "app.show('partners')", "Partners: who is late, has not answered, has too much"),
    Key("5", "5", "app.show('evaluate')", "Evaluate: the counts, beside last year's"),
    Key("6", "6", "app.show('compare')", "Compare: what changed, and how sure that is"),
    Key("7", "7", "app.show('outbox')", "Outbox: what is to be sent, and what was"),
    Key("8", "8", "app.show('feeds')", "Feeds: calendar subscriptions and their links"),
    Key("9", "9", "app.show('audit')", "Audit: who changed what, and the way back"),
)
UNDO: Final = (
    Key("u", "u", "app.undo", "undo your last change", "undo", rank=1),
    Key("U", "U", "app.redo", "redo what was undone"),
)
ANCHORS: Final = Key("A", "A", "app.over('anchors')", "anchors: move one, and what hangs on it")
SEASON: Final = (
    Key("N", "N", "app.over('new_plan')", "new plan: a season from its template"),
    Key("F", "F", "app.over('roll_forward')", "roll forward: last season's plan on next season's dates"),
    ANCHORS,
    Key("M", "M", "app.over('meeting')", "meeting: walk the plan, activity by activity"),
    Key("L", "L", "app.over('month')", "LPG: the month's exceptions for the Local Priorities Group"),
)
SEND: Final = Key("S", "S", "app.send", "send what is due now; asks first", "send")
PLAN: Final = Key("p", "p", "app.pick_plan", "show one plan, or all", "plan")
LEAVE: Final = (
    Key("question_mark,f1", "? F1", "app.help", "this help", "help", rank=0),
    Key("colon", ": ^p", "app.command_palette", "command palette: every action by its name", "more", rank=0),
    Key("q", "q ^q", "app.quit", "quit", "quit", rank=0),
)
BACK: Final = Key("escape", "Esc", "back", "go back", "back", rank=0)
# These work on every screen, and no screen gives them another meaning; text boxes and the count grid take
# what is typed as text.
EVERYWHERE: Final = (*SCREENS, *SEASON, PLAN, *UNDO, SEND, *LEAVE, BACK)
# What dialogs and small widgets bind. In each of them a key has its own meaning, so these say where.
LEAVE_IT: Final = Key("escape", "Esc", "leave", "leave it: nothing is changed")
CHOICES: Final = (
    Key("j", "j ↓", "cursor_down", "choices: the next"),
    Key("k", "k ↑", "cursor_up", "choices: the one before"),
)
TYPED_CHOICES: Final = (
    Key("down", "↓", "move(1)", "choices under a box: the next"),
    Key("up", "↑", "move(-1)", "choices under a box: the one before"),
)
ONE_OF: Final = (
    Key("right,space", "→ space", "move(1)", "a few words: choose the next"),
    Key("left", "←", "move(-1)", "a few words: choose the one before"),
    Key("enter", "Enter", "done", "a few words: go on"),
)
CHOOSER: Final = (
    Key("right,space", "→ space", "turn(1)", "season or year: the next"),
    Key("left", "←", "turn(-1)", "season or year: the one before"),
    Key("enter", "Enter", "screen.next_field", "season or year: go on"),
)
SAVE: Final = Key("enter,space", "Enter", "save", "Save, below a form: keep it")
LAST_STEP: Final = Key("enter", "Enter", "choose", "the last line of a new season: make it")
ASSIGN_ROLE: Final = Key("tab", "Tab", "change_role", "whom to assign: lead or support")
ROLL_CALL: Final = (
    Key("space", "space", "turn", "who is here: here, apologies, not said"),
    Key("a", "a", "say('apologies')", "who is here: sent apologies; again: not said"),
    Key("V", "V", "everybody", "who is here: all of whom nothing was said"),
)
TICK: Final = Key("space", "space", "tick", "earlier seasons: take one in, or leave it out")
LETTERS: Final = (
    Key("enter", "Enter", "queue", "messages of a chase: let them go"),
    Key("j,down", "j ↓", "scroll(1)", "messages of a chase: read on"),
    Key("k,up", "k ↑", "scroll(-1)", "messages of a chase: back"),
)
KEEP_BLOCK: Final = Key("enter", "Enter", "keep", "what was pasted: keep all of it")
READ: Final = Key("enter,space,q", "Enter q", "leave", "what went wrong: it is read")
HELP: Final = (
    Key("q,question_mark,f1", "q ? F1", "leave", "this help: close it"),
    Key("j", "j ↓", "scroll('down')", "this help: read on"),
    Key("k", "k ↑", "scroll('up')", "this help: back"),
    Key("g", "g Home", "scroll('home')", "this help: its beginning"),
    Key("G", "G End", "scroll('end')", "this help: its end"),
)
DIALOGS: Final = (
    LEAVE_IT,
    *CHOICES,
    *TYPED_CHOICES,
    *ONE_OF,
    *CHOOSER,
    SAVE,
    LAST_STEP,
    ASSIGN_ROLE,
    *ROLL_CALL,
    TICK,
    *LETTERS,
    KEEP_BLOCK,
    READ,
    *HELP,
)
GROUPS: Final = {
    "Move": MOVE,
    "Mark": MARK,
    "Activities": (*CHANGE, *LOOK, UNFILTER),
    "Form": (*FORM, *IN_FORM),
    "Board": BOARD,
    "Timeline": TIMELINE,
    "Partners": PARTNERS,
    "Outbox": OUTBOX,
    "Feeds": (*FEED, COPY),
    "Audit": AUDIT,
    "Compare": COMPARE,
    "The month for the LPG": MONTH,
    "Count grid": (*CELLS, *TYPING, *COUNTS, PASTE, UNGRID, REGRID),
    "New plan, roll forward, anchors": (NEXT_BOX, NEXT_WARNING, TAKE, GO_LIVE),
    "The meeting": (NEXT, *MEETING, *MINUTES, GO_ON),
    "In dialogs": DIALOGS,
    "Everywhere": EVERYWHERE,
}


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual wants them."""
    return [Binding(key.keys, key.action, key.does, show=False) for key in keys]


def actions(keys: Iterable[Key]) -> dict[str, str]:
    """What each key does, for a widget that looks at keys itself."""
    return {name: key.action for key in keys for name in key.keys.split(",")}


def bottom_line(
    keys: Iterable[Key], *, readonly: bool = False, in_text: bool = False
) -> list[tuple[str, str, int]]:
    """Name, word and rank of what the bottom line shows, in order; only those that do something there."""
    shown = (key for key in keys if key.brief and not (readonly and key.changes))
    if in_text:
        return [(key.in_text, key.brief, key.rank) for key in shown if key.in_text]
    return [(key.beside or key.shown.split()[0], key.brief, key.rank) for key in shown]
