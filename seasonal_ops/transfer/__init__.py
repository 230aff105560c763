"""Spreadsheets in and out: a file becomes a table, a table is weighed against a plan, then done or dropped.

`read` tells the kind of a file by its content and checks its limits before anything is parsed; `preview`
finds every problem and every change; `apply` does all of it or nothing, and done again changes nothing;
`export` writes what comes back unchanged. docs/spreadsheets.md is the page for users.
"""

from seasonal_ops.transfer.exporting import export
from seasonal_ops.transfer.files.reading import read
from seasonal_ops.transfer.importing import apply, preview
from seasonal_ops.transfer.problems import BadSheet, Problem
from seasonal_ops.transfer.records import Shape
from seasonal_ops.transfer.result import Change, Entry, Imported, Outcome
from seasonal_ops.transfer.table import Kind, Table

__all__ = [
    "BadSheet",
    "Change",
    "Entry",
    "Imported",
    "Kind",
    "Outcome",
    "Problem",
    "Shape",
    "Table",
    "apply",
    "export",
    "preview",
    "read",
]
