"""Calendar subscriptions: what each shows, as ready bytes that a request only joins.

`membership` says which activities belong in which feed, `gather` what may be told of them, `entries`
keeps the rows so in the transaction of each edit, `window` says how much a feed holds, `bodies` joins them.
"""

from seasonal_ops.feeds.bodies import body, head, lock, settle
from seasonal_ops.feeds.entries import fill, refresh, turn_day

__all__ = ["body", "fill", "head", "lock", "refresh", "settle", "turn_day"]
