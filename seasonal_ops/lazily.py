"""Names of a package that are imported when they are first asked for (PEP 562).

The list of them is the package's own `if TYPE_CHECKING` block, so that it stands once, where type checkers
read it; SPEC 1 of Scientific Python reads stub files in the same way.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any


def loader(package: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package, by its full name.

    A name that a submodule has too must not be among them: Python sets that one when it is imported.
    """
    homes: dict[str, str] = {}

    def found(name: str) -> Any:
        if not homes:
            homes.update(_homes(package))
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return found


def _homes(package: str) -> Iterator[tuple[str, str]]:
    """Each name with the module that it stands in."""
    source = Path(str(sys.modules[package].__file__)).read_text(encoding="utf-8")
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            for one in statement.body:
                if isinstance(one, ast.ImportFrom) and one.module:
                    yield from ((alias.name, one.module) for alias in one.names)
