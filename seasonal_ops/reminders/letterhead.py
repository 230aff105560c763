"""What every message of the partnership is written on: the templates of subject, text and HTML."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Compiled templates: those that come with the program, or a partnership's own."""


@cache
def shipped() -> Letterhead:
    """The templates that come with the program."""
    return Letterhead()
