"""From a template to the text of a plan file; reading it again gives the same template."""

from datetime import time
from typing import Any

from pydantic import BaseModel

from seasonal_ops.templates.shape import Template


def render_template(template: Template) -> str:
    """The plan file, its keys in the order in which a person would write them."""
    import tomli_w

    return tomli_w.dumps(_table(template), multiline_strings=True)


def _table(model: BaseModel) -> dict[str, Any]:
    """The keys that say something; what is as it would be without them is left out."""
    found = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required() or value != field.default:
            found[field.alias or name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return _table(value)
        case tuple():
            return [_plain(one) for one in value]
        case time():
            return f"{value:%H:%M}"
        case str():
            return str(value)
        case _:
            return value
