"""A small plan file, and the draft that it gives."""

from datetime import date

from seasonal_ops.templates import Draft, Template, expand, parse_template

SMALL = '''slug = "harvest"
name = "Harvest"
summary = "A small season."
source = """
what = "not a key"
[[activity]] neither a table"""
ours = "All of it."
begins = "1 May"
objective = "Fewer fires."

[[anchor]]
name = "Harvest Night"

[[anchor]]
name = "Harvest Morning"
when = "the day after Harvest Night"

[[period]]
name = "fair week"
from = "7 days before Harvest Night"
to = "3 days before Harvest Night"

[[theme]]
slug = "order"
name = "Order"

[[phase]]
slug = "operation"
name = "Operation"

[[partner]]
slug = "police"
name = "Police"
kind = "police"
capacity = 2

[[gate]]
key = "money"
kind = "funding"
title = "Money"
amount = 250.5
decide_by = "30 days before Harvest Night"

[[activity]]
key = "patrol"
title = "Patrol"
when = "each evening from Harvest Night to Harvest Morning"
start = "21:00"
end = "03:00"
theme = "order"
phase = "operation"
lead = ["police"]
needs = ["visit"]
gates = ["money"]
count = ["calls"]
provenance = "ours"

[[activity]]
key = "visit"
title = "Visit"
when = "5 days before Harvest Night"
theme = "order"
phase = "operation"
avoid = ["fair week"]
if_avoided = "earlier"
lead = ["police"]
provenance = "source"

[[measure]]
key = "calls"
name = "Calls"
definition = "Calls for service, by the date reported."
unit = "calls"
kind = "count"
direction = "down"
source = "police"
window_from = "Harvest Night"
window_to = "2 days after Harvest Night"
night_from = "07:00"
person_related = false

[[target]]
measure = "calls"
text = "A fifth fewer."
value = "-20%"
by = "Harvest Morning"

[[reminder]]
key = "before"
kind = "before"
days = -2
at = "09:00"
audience = "assigned"
catch_up = "late"
'''


NIGHT = date(2026, 9, 25)


def small(*changes: tuple[str, str]) -> Template:
    text = SMALL
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return parse_template(text, file="harvest.toml")


def drafted(*changes: tuple[str, str], night: date = NIGHT, year: int = 2026) -> Draft:
    return expand(small(*changes), year=year, given={"Harvest Night": night})


VISIT = 'when = "5 days before Harvest Night"'
