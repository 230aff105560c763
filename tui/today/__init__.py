"""1 Today: what is late, due and coming."""
