"""2 Board: the whole plan, phase by phase."""
