"""Paper: a plan as a group hands it round, and the sheet of one night. Word is loaded when it is written."""

from seasonal_ops.paper.gather import dossier
from seasonal_ops.paper.plan import plan_document
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.paper.sheet import sheet_docx, sheet_md

__all__ = ["Dossier", "dossier", "plan_document", "sheet_docx", "sheet_md"]
