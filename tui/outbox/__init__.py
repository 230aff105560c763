"""7 Outbox: what is to be sent, what was, and each message to read."""
