"""What changed between two seasons, and how much of it may be said.

`statistics` has the formulas and `wording` the sentences; `comparing` sets dates of two seasons against each
other. `records` reads what is recorded, `seasons` evaluates one against earlier ones; `outputs` is what was
done, `aims` are targets and claims, `hiding` what the public does not see. `shapes` is what all of them give.
Nothing is imported here: scipy is loaded only when an interval is asked for.
"""
