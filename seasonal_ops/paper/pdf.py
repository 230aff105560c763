"""A paper as PDF, from its HTML page: tagged for screen readers (ISO 14289-1), the same bytes every time.

Imported only when a PDF is made: WeasyPrint costs seconds, and needs libraries that not every machine has.
"""

from typing import Final, NoReturn

from seasonal_ops.errors import Refused
from seasonal_ops.paper.blocks import Paper
from seasonal_ops.paper.web import html

# Marking and name stand above and below each page already.
_STYLE: Final = "\n.marking, footer { display: none }"


def pdf_bytes(paper: Paper) -> bytes:
    """The document. Raises Refused where the libraries that it is set with are not installed."""
    try:
        from weasyprint import HTML
    except OSError as error:
        raise Refused(
            "a PDF needs Pango, which is not installed here; install it (Debian: libpango-1.0-0 and "
            "libpangoft2-1.0-0), or choose html or docx, which need nothing"
        ) from error
    page = html(paper, more_style=_STYLE)
    return bytes(HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1"))


def _refuse(url: str) -> NoReturn:
    raise ValueError(f"a paper holds everything itself, and asks for {url[:80]}")
