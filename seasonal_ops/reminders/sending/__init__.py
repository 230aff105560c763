"""A message's way out: claimed for a contact, marked, handed over, acknowledged.

`pacing` says what goes together and what waits (pure), `claiming` leases it, `delivery` writes down what
becomes of it, `rounds` does all of it until nothing is due.
"""

from seasonal_ops.reminders.sending.rounds import Sent, run_once, send_due

__all__ = ["Sent", "run_once", "send_due"]
