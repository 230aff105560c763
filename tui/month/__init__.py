"""L: the month's exceptions for the Local Priorities Group."""
