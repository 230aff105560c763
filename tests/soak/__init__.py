"""The soak: real processes send real mail and are killed for it; what counts is what arrived.

A partnership whose reminders fall due during the run, several schedulers of the product on one database,
a mail server that writes down every copy it takes, a lead who moves and cancels while they send, and
somebody who kills and stops them. Then all is let run dry, and what the mail server took is compared
with what the tables say and with how the activities stand.

The product's clock is set to run faster, so that leases and waits of minutes take seconds. Run it by
`make soak` or `python -m tests.soak --help`.
"""
