"""The meeting: the plan walked activity by activity, what is agreed on and noted, and the minutes."""
