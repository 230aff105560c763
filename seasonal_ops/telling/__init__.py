"""Facts told in words, as a lead says them. Pure: whom an id means is handed in as `Names`."""

from seasonal_ops.telling.changes import LONGEST, changes
from seasonal_ops.telling.happening import Happening, Names, mentioned, title
from seasonal_ops.telling.sentences import told

__all__ = ["LONGEST", "Happening", "Names", "changes", "mentioned", "title", "told"]
