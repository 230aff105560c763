"""3 Timeline: a row an activity, a column a day, and who has too much."""
