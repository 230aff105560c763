"""What a mail template may do: print what it is given, choose, repeat, and include its neighbours.

Whatever else jinja2 can do (call, calculate, import, set, switch escaping off) is refused when the
template is read, with its line, and so is what would take long, however it is spread over files: so a
template soon ends, stays small, reaches no file, and cannot misspell a name in a branch that is seldom taken.
"""

from collections.abc import Container, Mapping
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
GIVEN: Final = frozenset(field.name for field in fields(Content)) | {"which", "listed", "common"}
# What an included file is given besides, by the loops of the files that come with the program.
_IN_LOOPS: Final = frozenset({"entry", "section"})
_DEEPEST: Final = 3  # activities, their lines, and one to spare
# What a template may amount to with all that it includes, in nodes; what is repeated counts ten times, and
# to include takes as long as many nodes. The largest that comes with the program amounts to 17,000.
_HEAVIEST: Final = 60_000
_REPEATED: Final = 10
_INCLUDING: Final = 30
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


_VALUES: Final[Mapping[type, str]] = {
    Entry: "{{ entry.when }}",
    Section: "{{ section.subject }}",
    Sender: "{{ sender.plans }}",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A template's text, and the file that errors name."""

    text: str
    file: str


@dataclass(frozen=True, slots=True)
class _Inclusion:
    """A file that is included, in a line and within so many loops."""

    name: str
    line: int
    depth: int


@dataclass(frozen=True, slots=True)
class _Size:
    """How deep loops stand in each other, and how many nodes there are, with all that is included."""

    depth: int
    weight: int


def environment(sources: Mapping[str, Source]) -> "SandboxedEnvironment":
    """The templates of these names, each checked. Raises BadTemplate naming file and line."""
    made = _made(sources)
    found = {name: _inspected(made, name, source) for name, source in sources.items()}
    for one in found.values():
        one.require(sources)
    includes = {name: {part.name for part in one.includes} for name, one in found.items()}
    try:
        order = tuple(TopologicalSorter(includes).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        said = f"it includes itself: {joined(circle)}"
        raise BadTemplate(sources[circle[0]].file, None, "", said) from error
    sizes: dict[str, _Size] = {}
    for name in order:  # what is included comes first
        sizes[name] = found[name].size(sizes)
        _compile(made, name, sources[name])
    return made


def unused(sources: Mapping[str, Source]) -> set[str]:
    """The names of those that no message is made of. Raises BadTemplate as `environment` does."""
    made = _made(sources)
    found = [_inspected(made, name, source) for name, source in sources.items()]
    return set(sources) - set(OUTERMOST) - {part.name for one in found for part in one.includes}


def _compile(made: "SandboxedEnvironment", name: str, source: Source) -> None:
    from jinja2 import TemplateSyntaxError

    try:
        made.get_template(name)
    except TemplateSyntaxError as error:
        raise BadTemplate(source.file, error.lineno, "", error.message or "it is no template") from error
    except SyntaxError as error:  # Python nests no deeper
        raise BadTemplate(source.file, None, "", _NESTED) from error


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
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def _printable(value: object) -> object:
    """What a reader can read: no list and no entry, as Python writes it."""
    if isinstance(value, tuple | list):
        raise TypeError("this is a list; print what is in it: {% for one in … %}{{ one }}{% endfor %}")
    if type(value) in _VALUES:
        word = type(value).__name__.lower()
        raise TypeError(f"this is a whole {word}; print one of its values, such as {_VALUES[type(value)]}")
    return value


def _inspected(made: "SandboxedEnvironment", name: str, source: Source) -> "_Inspector":
    """Raises BadTemplate for what no template may do."""
    from jinja2 import TemplateSyntaxError

    known = GIVEN if name in OUTERMOST else GIVEN | _IN_LOOPS
    inspector = _Inspector(source.file, known)
    try:
        inspector.walk(made.parse(source.text, name, source.file))
    except TemplateSyntaxError as error:
        raise BadTemplate(source.file, error.lineno, "", error.message or "it is no template") from error
    except RecursionError as error:
        raise BadTemplate(source.file, None, "", _NESTED) from error
    return inspector


class _Inspector:
    """Walks one template, every node looked at; `known` are the names that it is given."""

    def __init__(self, file: str, known: frozenset[str]) -> None:
        self._file, self._known = file, known
        self._own = _Size(0, 0)
        self.includes: list[_Inclusion] = []

    def walk(self, tree: "nodes.Template") -> None:
        """Raises BadTemplate for what no template may do."""
        self._walk(tree, self._known, 0)

    def require(self, names: Container[str]) -> None:
        """Raises BadTemplate when it includes a file that is not there."""
        for one in self.includes:
            if one.name not in names:
                raise BadTemplate(self._file, None, "", f"there is no file {one.name} to include")

    def size(self, sizes: Mapping[str, _Size]) -> _Size:
        """With what it includes, whose `sizes` are known. Raises BadTemplate when that would take long."""
        depth, weight = self._own.depth, self._own.weight
        for one in self.includes:
            depth = max(depth, one.depth + sizes[one.name].depth)
            weight += _REPEATED**one.depth * (_INCLUDING + sizes[one.name].weight)
            if depth > _DEEPEST:
                raise BadTemplate(self._file, one.line, "", f"with {one.name} {_TOO_DEEP}")
        if weight > _HEAVIEST:
            raise BadTemplate(self._file, None, "", "it repeats and includes too much; take some out")
        return _Size(depth, weight)

    def _walk(self, node: "nodes.Node", known: frozenset[str], depth: int) -> None:
        from jinja2 import nodes

        self._look(node, known)
        if isinstance(node, nodes.Include):
            self.includes.append(_Inclusion(self._include(node), node.lineno, depth))
        if isinstance(node, nodes.For):
            known, depth = self._loop(node, known, depth)
        self._own = _Size(max(self._own.depth, depth), self._own.weight + _REPEATED**depth)
        for child in node.iter_child_nodes():
            self._walk(child, known, depth)

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
            raise self._bad(node, _TOO_DEEP)
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


_NESTED: Final = "too much stands in each other; take some out"
_TOO_DEEP: Final = f"loops stand in each other more than {_DEEPEST} deep; take one out"
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
