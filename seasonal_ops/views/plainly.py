"""Views as plain JSON values."""

from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def as_json(view: Any) -> dict[str, Any]:
    """A view as a mapping of plain JSON values; undefined numbers are None."""
    return {field.name: plain(getattr(view, field.name)) for field in fields(view)}


def plain(value: Any) -> Any:
    """A value of a view as JSON has it: dates ISO 8601, times HH:MM, whole decimals as integers."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case _ if hasattr(value, "__dataclass_fields__"):
            return as_json(value)
        case _:
            return value
