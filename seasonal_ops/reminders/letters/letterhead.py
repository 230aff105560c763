"""What every message of the partnership is written on: templates of its subject, text and HTML.

A partnership's own files lie in a folder and are read once; those that it has not come from the
program. They are checked, and tried on samples of everything there is to say, before any is used.
"""

import logging
import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seasonal_ops.errors import BadTemplate
from seasonal_ops.names import joined, nearest
from seasonal_ops.reminders.letters.entries import LONGEST_SUBJECT, cut
from seasonal_ops.reminders.letters.redacted import Content
from seasonal_ops.reminders.letters.sandbox import (
    GIVEN,
    LONGEST_FILE,
    MOST_FILES,
    OUTERMOST,
    Source,
    environment,
    unused,
)
from seasonal_ops.text import harmless

if TYPE_CHECKING:
    from jinja2 import Template

SHIPPED: Final = Path(__file__).parent / "mails"
_LONGEST: Final = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """A message in words: one line, plain text that ends in a line break, and HTML."""

    subject: str
    body: str
    html: str


class Letterhead:
    """Compiled templates. `spare` are others to write on when these fail on something real."""

    def __init__(self, sources: Mapping[str, Source], spare: "Letterhead | None" = None) -> None:
        """Raises BadTemplate for what no template may do."""
        self._environment, self._spare = environment(sources), spare
        self._files = {source.file for source in sources.values()}
        self._subject, self._body, self._html = map(self._environment.get_template, OUTERMOST)
        self.subject_file, self.body_file, self.html_file = (sources[name].file for name in OUTERMOST)

    def write(self, content: Content) -> Written:
        """The message on this letterhead, or on the spare one: a template's fault keeps nobody uninformed."""
        try:
            return self.strictly(content)
        except BadTemplate as fault:
            if self._spare is None:
                raise
            _log.warning("a message goes out on the program's own templates: %s", fault)
            return self._spare.write(content)

    def strictly(self, content: Content) -> Written:
        """The message on these templates alone. Raises BadTemplate."""
        line = " ".join(self.subject_lines(content).split())
        return Written(
            subject=cut(harmless(line), LONGEST_SUBJECT),
            body=_tidy(self._filled(self._body, content)),
            html=_tidy(self._filled(self._html, content)),
        )

    def subject_lines(self, content: Content) -> str:
        """What the subject's template gives, whole. Raises BadTemplate."""
        return self._filled(self._subject, content).strip()

    def _filled(self, template: "Template", content: Content) -> str:
        values = {name: getattr(content, name) for name in GIVEN}
        try:
            return _capped(template.generate(values))
        except Exception as error:  # whatever goes wrong in a template is the template's fault
            file, line = self._place(error, str(template.filename))
            raise BadTemplate(file, line, "", harmless(str(error))) from error

    def _place(self, error: Exception, file: str) -> tuple[str, int | None]:
        """In which file and line it came up: jinja2 writes them into the traceback."""
        frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename in self._files]
        return (frames[-1].filename, frames[-1].lineno) if frames else (file, None)


@cache
def shipped() -> Letterhead:
    """The templates that come with the program."""
    return Letterhead(_sources(SHIPPED))


def load(folder: Path) -> Letterhead:
    """A partnership's own templates, over those that come with the program; tried on every sample.

    Raises BadTemplate with file, line and what was expected.
    """
    from seasonal_ops.reminders.letters.samples import attempt

    ours, theirs = _sources(SHIPPED), _sources(folder)
    sources = {**ours, **theirs}
    own = Letterhead(sources, spare=shipped())
    # One of ours that their own files can do without is no mistake.
    for name in sorted(unused(sources) - set(ours)):
        raise BadTemplate(theirs[name].file, None, "", _unknown(name, ours))
    attempt(own)
    return own


def _unknown(name: str, known: Iterable[str]) -> str:
    close = nearest(name, known)
    hint = f"did you mean {joined(close, 'or')}?" if close else f"there are {joined(sorted(known))}"
    return f"no mail is made of a file of this name; {hint}"


def _sources(folder: Path) -> dict[str, Source]:
    """The folder's templates by name: `*.txt` and `*.html`, none from outside by a link."""
    if not folder.is_dir():
        raise BadTemplate(str(folder), None, "", "there is no such folder; set SEASONAL_OPS_MAIL_TEMPLATES")
    found = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".html"))
    if len(found) > MOST_FILES:
        raise BadTemplate(str(folder), None, "", f"it holds {len(found)} templates; {MOST_FILES} at most")
    return {path.name: _source(path, folder) for path in found}


def _source(path: Path, folder: Path) -> Source:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadTemplate(str(path), None, "", "it lies outside the folder; put a copy of it there")
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_FILE + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTemplate(str(path), None, "", f"it cannot be read as UTF-8 text ({error})") from error
    if len(content) > LONGEST_FILE:
        raise BadTemplate(str(path), None, "", f"it is larger than {LONGEST_FILE // 1024} KB; shorten it")
    return Source(text.replace("\r\n", "\n"), str(path))


def _capped(parts: Iterable[str]) -> str:
    taken: list[str] = []
    size = 0
    for part in parts:
        taken.append(part)
        size += len(part)
        if size > _LONGEST:
            raise ValueError("it writes more than a mail can hold; shorten it")
    return "".join(taken)


def _tidy(text: str) -> str:
    """No blanks at the ends of lines, no two empty lines in a row, one line break at the end."""
    lines = "\n".join(harmless(line).rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
