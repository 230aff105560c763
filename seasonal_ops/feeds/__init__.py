"""Calendar subscriptions: what each shows, as ready bytes that a request only joins.

`membership` says which activities belong in which feed, `gather` what may be told of them, `entries`
keeps the rows so in the transaction of each edit, `bodies` joins them.
"""

from seasonal_ops.feeds.bodies import body, lock, settle
from seasonal_ops.feeds.entries import expire, fill, refresh

__all__ = ["body", "expire", "fill", "lock", "refresh", "settle"]
