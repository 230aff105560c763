"""Whole pictures: Today, and one activity where the terminal is too narrow for both."""
