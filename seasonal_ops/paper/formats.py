"""The formats that a paper can be written in; what a format needs is loaded when it is asked for."""

from enum import StrEnum
from typing import assert_never

from seasonal_ops.paper.blocks import Paper


class Format(StrEnum):
    """As it is typed, and as the name of a file ends."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MD = "md"


def written(paper: Paper, format: Format) -> bytes:  # noqa: A002 - it is the word for it
    """The whole file; text is UTF-8. Raises Refused for a PDF where its libraries are not installed."""
    match format:
        case Format.DOCX:
            from seasonal_ops.paper.word import docx_bytes

            return docx_bytes(paper)
        case Format.PDF:
            from seasonal_ops.paper.pdf import pdf_bytes

            return pdf_bytes(paper)
        case Format.HTML:
            from seasonal_ops.paper.web import html

            return html(paper).encode()
        case Format.MD:
            from seasonal_ops.paper.markdown import markdown

            return markdown(paper).encode()
        case _:
            assert_never(format)
