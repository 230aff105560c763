"""What a mail template may do: print what it is given, choose, repeat, and include its neighbours.

Whatever else jinja2 can do (call, calculate, import, set, switch escaping off) is refused when the
template is read, with its line: so a template always ends, stays small, reaches no file, and cannot
misspell a name in a branch that is seldom taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from seasonal_ops.errors import BadTemplate
from seasonal_ops.names import joined, nearest
from seasonal_ops.reminders.letters.redacted import Content, Entry, Section, Sender

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

OUTERMOST: Final = ("subject.txt", "body.txt", "body.html")
MOST_FILES: Final = 40
LONGEST_FILE: Final = 64 * 1024
FILTERS: Final = (
    *("capitalize", "default", "e", "escape", "first", "join", "last", "length", "lower", "trim", "upper"),
)
GIVEN: Final = frozenset(field.name for field in fields(Content)) | {"which"}
# What an included file is given besides, by the loops of the files that come with the program.
_IN_LOOPS: Final = frozenset({"entry", "section"})
_DEEPEST: Final = 3  # activities, their lines, and one to spare
_LOOP: Final = ("first", "index", "index0", "last", "length")
_ATTRIBUTES: Final = frozenset(
    [field.name for shape in (Entry, Section, Sender) for field in fields(shape)] + list(_LOOP)
)
_ALLOWED: Final = frozenset(
    (
        *("Template", "TemplateData", "Output", "Include", "For", "If", "CondExpr"),
        *("Name", "Getattr", "Const", "List", "Tuple", "Filter", "Keyword"),
        *("And", "Or", "Not", "Compare", "Operand", "Test"),
    )
)


@dataclass(frozen=True, slots=True)
class Source:
    """A template's text, and the file that errors name."""

    text: str
    file: str


def environment(sources: Mapping[str, Source]) -> "SandboxedEnvironment":
    """The templates of these names, each checked. Raises BadTemplate naming file and line."""
    made = _made(sources)
    includes = {name: set(_checked(made, name, source)) for name, source in sources.items()}
    for name, wanted in includes.items():
        if missing := sorted(wanted - set(sources)):
            raise BadTemplate(sources[name].file, None, "", f"there is no file {missing[0]} to include")
    try:
        TopologicalSorter(includes).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        said = f"it includes itself: {joined(circle)}"
        raise BadTemplate(sources[circle[0]].file, None, "", said) from error
    return made


def _made(sources: Mapping[str, Source]) -> "SandboxedEnvironment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        found = sources.get(name)
        return (found.text, found.file, None) if found else None

    made = SandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def _checked(made: "SandboxedEnvironment", name: str, source: Source) -> Iterator[str]:
    """The names of the files that it includes. Raises BadTemplate for what no template may do."""
    from jinja2 import TemplateSyntaxError

    try:
        tree = made.parse(source.text, name, source.file)
    except TemplateSyntaxError as error:
        raise BadTemplate(source.file, error.lineno, "", error.message or "it is no template") from error
    known = GIVEN if name in OUTERMOST else GIVEN | _IN_LOOPS
    yield from _Inspector(source.file, known).included(tree)


class _Inspector:
    """Walks one template; `known` are the names that it is given."""

    def __init__(self, file: str, known: frozenset[str]) -> None:
        self._file, self._known = file, known

    def included(self, tree: "nodes.Template") -> Iterator[str]:
        """What it includes, every node looked at."""
        yield from self._walk(tree, self._known, 0)

    def _walk(self, node: "nodes.Node", known: frozenset[str], depth: int) -> Iterator[str]:
        from jinja2 import nodes

        self._look(node, known)
        if isinstance(node, nodes.Include):
            yield self._include(node)
            return
        if isinstance(node, nodes.For):
            known, depth = self._loop(node, known, depth)
        for child in node.iter_child_nodes():
            yield from self._walk(child, known, depth)

    def _look(self, node: "nodes.Node", known: frozenset[str]) -> None:
        """Refuse what is not on the list, and names that nobody gives."""
        from jinja2 import nodes

        if type(node).__name__ not in _ALLOWED:
            raise self._bad(node, f"{_PLAINLY.get(type(node).__name__, 'this')} is not for mails; {_MAY}")
        match node:
            case nodes.Name(name=str(name)) if name not in known:
                raise self._unknown(node, name, known)
            case nodes.Getattr(attr=str(name)) if name not in _ATTRIBUTES:
                raise self._unknown(node, name, _ATTRIBUTES)
            case nodes.Filter(name=str(name)) if name not in FILTERS:
                raise self._bad(node, f"there is no filter {name}; use {joined(FILTERS, 'or')}")

    def _loop(self, node: "nodes.For", known: frozenset[str], depth: int) -> tuple[frozenset[str], int]:
        from jinja2 import nodes

        if depth == _DEEPEST:
            raise self._bad(node, f"loops stand in each other more than {_DEEPEST} deep; take one out")
        if not isinstance(node.iter, nodes.Name | nodes.Getattr) or not isinstance(node.target, nodes.Name):
            raise self._bad(node, "a loop goes over one list that is given: {% for entry in entries %}")
        return known | {node.target.name, "loop"}, depth + 1

    def _include(self, node: "nodes.Include") -> str:
        from jinja2 import nodes

        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            raise self._bad(node, 'name the file to include, such as {% include "signature.txt" %}')
        return node.template.value

    def _unknown(self, node: "nodes.Node", name: str, known: frozenset[str]) -> BadTemplate:
        close = nearest(name, known)
        hint = f"did you mean {joined(close, 'or')}?" if close else f"there are {joined(sorted(known))}"
        return self._bad(node, f"there is no {name}; {hint}")

    def _bad(self, node: "nodes.Node", expected: str) -> BadTemplate:
        return BadTemplate(self._file, node.lineno, "", expected)


_MAY: Final = "a template prints what it is given, with if, for and include"
_PLAINLY: Final = {
    "Call": "calling a function",
    "Import": "import",
    "FromImport": "import",
    "Extends": "extends",
    "Macro": "a macro",
    "Assign": "set",
    "AssignBlock": "set",
    "Scope": "switching autoescape",
    "With": "with",
    "Getitem": "an index",
    "Concat": "joining with ~",
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), "calculating"),
}
