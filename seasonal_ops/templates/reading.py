"""From the text of a plan file to a template, or to one sentence that says where it is wrong."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from seasonal_ops.errors import BadTemplate
from seasonal_ops.templates.complaints import causes, expectation_of, path_of, spot_of
from seasonal_ops.templates.crossref import problems
from seasonal_ops.templates.locate import Lines
from seasonal_ops.templates.rules import Problem
from seasonal_ops.templates.shape import Template

_AT: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parse_template(text: str, *, file: str) -> Template:
    """The template that a plan file describes; `file` is how the file is named in an error.

    Raises BadTemplate for the first thing that is wrong, with its line, key and what was expected.
    """
    data = _toml(text, file)
    try:
        template = Template.model_validate(data)
    except ValidationError as trouble:
        found = [(spot_of(error), expectation_of(error)) for error in causes(trouble.errors())]
        raise _first(found, text, data, file) from None
    if wrong := list(problems(template)):
        raise _first(wrong, text, data, file)
    return template


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadTemplate(
            file, 1, "", "this is not a plan file: its lists lie too deep in each other"
        ) from None
    except tomllib.TOMLDecodeError as trouble:
        place = _AT.search(str(trouble))
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        said = _AT.sub("", str(trouble))
        raise BadTemplate(file, line, "", f"this is not TOML: {said}") from None


def _first(found: Iterable[Problem], text: str, data: Mapping[str, Any], file: str) -> BadTemplate:
    lines = Lines.of(text)
    spot, expected = min(found, key=lambda problem: lines.line(problem[0]))
    return BadTemplate(file, lines.line(spot), path_of(spot, data), expected)
