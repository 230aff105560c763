"""What is recorded of a measure: its counts in all years, a season of them, and how good they are."""
