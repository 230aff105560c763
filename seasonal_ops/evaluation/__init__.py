"""What changed between two seasons, and how much of it may be said.

`statistics` has the formulas, `wording` the sentences, `windows` which dates are set against which,
`averages` what a rounded average can stand for, `comparison` puts them together for one measure.
Nothing is imported here: scipy is loaded only when an interval is asked for.
"""
