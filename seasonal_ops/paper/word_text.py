"""A line of a Word document, what it leads to and where links arrive (ECMA-376-1, 17.16.22 and 17.13.6)."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from seasonal_ops.paper.blocks import Line, Places, clean


def write(paragraph: WordParagraph, line: Line, known: Places) -> None:
    """Put the line at the end of the paragraph."""
    run = paragraph.add_run(clean(line.text))
    run.bold = line.strong or None
    if line.link in known:
        _lead(run, _bookmark(known[line.link]))


def mark(paragraph: WordParagraph, name: str, known: Places) -> None:
    """Let the links to this name arrive at the paragraph."""
    if name not in known:
        return
    number = known[name]
    begins, ends = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (begins, ends):
        element.set(qn("w:id"), str(number))
    begins.set(qn("w:name"), _bookmark(number))
    paragraph._p.insert_element_before(begins, "w:r", "w:hyperlink")  # noqa: SLF001
    paragraph._p.append(ends)  # noqa: SLF001


def _bookmark(number: int) -> str:
    return f"part{number}"


def _lead(run: Run, bookmark: str) -> None:
    run.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run._r.addprevious(link)  # noqa: SLF001
    link.append(run._r)  # noqa: SLF001
