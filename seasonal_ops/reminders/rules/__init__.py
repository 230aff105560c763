"""Who is reminded when: what the rules of a plan want for an activity, and for a group's lead.

`gather` reads what they look at (with `recipients` and, from the journal, `past`). The rest is pure:
`wanted` for what hangs on a date, `notices` for what changed, `ladder` for who does not answer, `regular`
for Mondays and months.
"""
