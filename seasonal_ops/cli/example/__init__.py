"""The worked example: three seasons around today, from the shipped templates, with invented counts.

Its anchors are set so that, whatever today is, Bright Sparx is being delivered, Freshers is just over
and waits for counts, and Night Safe is being prepared. Last year's seasons stand beside them, and of
Bright Sparx the counts of five years before.
"""

from seasonal_ops.cli.example.building import build
from seasonal_ops.cli.example.seasons import COUNTED

__all__ = ["COUNTED", "build"]
