"""The JSON that `plan export` writes: a list of activities, or of rows of an action plan."""

import json
from typing import Any, Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, Value

# Where the rows stand, and what the sheet is then called.
ACTIVITIES: Final = "activities"
ACTION_PLAN: Final = "action_plan"
# Structure takes memory that its bytes do not show: 10 MB of "[]," would be 3 million lists.
_MOST_OPENED: Final = 3 * limits.MOST_ROWS
_MOST_BETWEEN: Final = 2 * limits.MOST_CELLS


def read_document(content: bytes) -> Table:
    """The rows under `activities` or `action_plan`. Raises BadValue for anything else.

    The header is row 0, so that the first entry of the list is row 1.
    """
    data = _parsed(content)
    name = next((name for name in (ACTIVITIES, ACTION_PLAN) if isinstance(data.get(name), list)), None)
    if name is None:
        raise BadValue(
            f'the JSON has no list "{ACTIVITIES}"; give a file that plan export --format json made'
        )
    rows: list[Any] = data[name]
    if len(rows) > limits.MOST_ROWS:
        raise BadValue(f"there are more than {limits.MOST_ROWS:,} rows; split the file")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise BadValue(f"{name}: entry {number} is no object with columns")
    headers = tuple(dict.fromkeys(header for row in rows for header in row))
    if len(headers) > limits.MOST_COLUMNS:
        raise BadValue(f"there are {len(headers)} different columns; {limits.MOST_COLUMNS} at most")
    lines = [
        Row(number, tuple(_value(row.get(header), number, header) for header in headers))
        for number, row in enumerate(rows, start=1)
    ]
    return Table(Kind.JSON, (Sheet("", (Row(0, headers), *lines)),))


def _parsed(content: bytes) -> dict[str, Any]:
    opened = content.count(b"{") + content.count(b"[")
    between = content.count(b",") + content.count(b":")
    if opened > _MOST_OPENED or between > _MOST_BETWEEN:
        raise BadValue("the JSON holds far more than a plan can; split the file")
    try:
        data = json.loads(content, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if isinstance(error, ValueError) else "it is nested too deeply"
        raise BadValue(f"this is no JSON that can be read: {reason}") from None
    if not isinstance(data, dict):
        raise BadValue("the JSON is no object; give a file that plan export --format json made")
    return data


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{quoted(twice)} stands twice in one object")
    return found


def _value(value: Any, number: int, header: str) -> Value:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise BadValue(f"row {number}, {quoted(header)}: this is no text, number or list of texts")
    if isinstance(value, str) and len(value) > limits.LONGEST_CELL:
        raise BadValue(
            f"row {number}, {quoted(header)}: {len(value):,} characters; {limits.LONGEST_CELL:,} at most"
        )
    return value
