"""Sheets of counts: written for an agency's analyst, and read when they come back.

`template` writes the sheet with what is recorded already; `preview` finds every problem, change and warning
of one that was filled in; `apply` records all of it or nothing. docs/spreadsheets.md is the page for users.
"""

from seasonal_ops.transfer.counts.importing import apply, preview
from seasonal_ops.transfer.counts.layout import Shape
from seasonal_ops.transfer.counts.result import Entry, Imported
from seasonal_ops.transfer.counts.template import Template, template
from seasonal_ops.transfer.counts.weighing import Options

__all__ = ["Entry", "Imported", "Options", "Shape", "Template", "apply", "preview", "template"]
