"""What pydantic found wrong with a plan file, said to the person who wrote the file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from seasonal_ops.names import joined, nearest, quoted
from seasonal_ops.templates.locate import Spot
from seasonal_ops.templates.shape import (
    ActivitySpec,
    AnchorSpec,
    GateSpec,
    MeasureSpec,
    PartnerSpec,
    PeriodSpec,
    PhaseSpec,
    ReminderSpec,
    TargetSpec,
    Template,
    ThemeSpec,
)

TABLES: Final[Mapping[str, type[BaseModel]]] = {
    "anchor": AnchorSpec,
    "period": PeriodSpec,
    "theme": ThemeSpec,
    "phase": PhaseSpec,
    "partner": PartnerSpec,
    "gate": GateSpec,
    "activity": ActivitySpec,
    "measure": MeasureSpec,
    "target": TargetSpec,
    "reminder": ReminderSpec,
}
_NAMED_BY: Final = ("key", "slug", "name", "measure")


def causes(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without "too short" of a list whose rows are themselves wrong: pydantic counts good rows."""
    inside = {error["loc"][: len(error["loc"]) - back] for error in errors for back in (1, 2, 3)}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in inside]


def spot_of(error: ErrorDetails) -> Spot:
    """Where the error is: pydantic's path is a key, or a table, its number and a key."""
    match error["loc"]:
        case (str(table), int(index), str(key), *_):
            return Spot(key, table, index)
        case (str(table), int(index), *_) if table in TABLES:
            return Spot(None, table, index)
        case (str(key), *_):
            return Spot(key)
        case _:
            return Spot()


def path_of(spot: Spot, data: Mapping[str, Any]) -> str:
    """`begins`, `activity "go4it".when`, or `activity 3.when` where the row has no name to go by."""
    if spot.table is None:
        return spot.key or ""
    row = data[spot.table][spot.index]
    named = [row.get(key) for key in _NAMED_BY] if isinstance(row, dict) else []
    name = next((name for name in named if isinstance(name, str)), None)
    which = spot.index + 1 if name is None else quoted(name)
    return f"{spot.table} {which}" + (f".{spot.key}" if spot.key else "")


def expectation_of(error: ErrorDetails) -> str:
    """What was expected instead, in words."""
    say = _SAYINGS.get(error["type"])
    return say(error) if say else error["msg"]


def _shown(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return quoted(value) if isinstance(value, str) else str(value)


def _missing(error: ErrorDetails) -> str:
    table = spot_of(error).table
    return f"is missing; every {table or 'plan file'} needs it"


def _unknown_key(error: ErrorDetails) -> str:
    spot = spot_of(error)
    model = TABLES[spot.table] if spot.table else Template
    known = [field.alias or name for name, field in model.model_fields.items()]
    close = nearest(spot.key or "", known)
    return "there is no such key; " + (
        f"did you mean {joined(close, 'or')}?" if close else f"known: {joined(known)}"
    )


def _list(error: ErrorDetails) -> str:
    key = spot_of(error).key
    if key in TABLES:
        return f"expected tables that begin with [[{key}]]"
    return f'expected a list in brackets, such as ["police"], not {_shown(error)}'


def _expected(what: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"expected {what}, not {_shown(error)}"


def _limit(word: str, name: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"expected at {word} {error['ctx'][name]}, not {_shown(error)}"


_SAYINGS: Final[Mapping[str, Callable[[ErrorDetails], str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "tuple_type": _list,
    "too_short": lambda _: "expected at least one",
    "string_type": _expected("a text in quotes"),
    "int_type": _expected("a whole number"),
    "float_type": _expected("a number"),
    "finite_number": _expected("a number"),
    "bool_type": _expected("true or false"),
    "enum": lambda error: f"expected {error['ctx']['expected']}, not {_shown(error)}".replace("'", '"'),
    "model_type": _expected("a table"),
    "string_pattern_mismatch": _expected('small letters, digits and hyphens, such as "joint-patrol"'),
    "string_too_long": lambda error: f"expected at most {error['ctx']['max_length']} characters",
    "greater_than_equal": _limit("least", "ge"),
    "less_than_equal": _limit("most", "le"),
    "value_error": lambda error: str(error["ctx"]["error"]),
}
