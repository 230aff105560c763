"""Dates of two seasons set against each other, and what that shows (pure)."""
