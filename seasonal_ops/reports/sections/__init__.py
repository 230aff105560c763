"""The sections of a report behind its first page, a module each: `Report` in, blocks out. Pure."""

from seasonal_ops.reports.sections.aims import aims
from seasonal_ops.reports.sections.appendix import appendix
from seasonal_ops.reports.sections.delivered import delivered
from seasonal_ops.reports.sections.engaged import engaged
from seasonal_ops.reports.sections.limits import limits
from seasonal_ops.reports.sections.nights import nights
from seasonal_ops.reports.sections.outcomes import outcomes
from seasonal_ops.reports.sections.quality import quality
from seasonal_ops.reports.sections.recommended import recommended

# In the order in which they are read.
SECTIONS = (delivered, outcomes, nights, engaged, aims, quality, limits, recommended, appendix)

__all__ = ["SECTIONS"]
