"""What happens to areas, measures and counts, each with the sentence that a lead reads."""

from tests.telling.standing import COUNT, MEASURE, Told

OF_COUNTS: list[Told] = [
    ("AreaAdded", "area:2", None, {"name": "Skelmersdale"}, "Skelmersdale became known as an area"),
    (
        "AreaChanged",
        "area:2",
        {"name": "Skem", "role": "event"},
        {"name": "Skem", "role": "buffer"},
        "Skem: role changed from event to buffer",
    ),
    ("MeasureAdded", "measure:4", None, MEASURE, "Bright Sparx 2026 counts ASB calls"),
    (
        "MeasureChanged",
        "measure:4",
        MEASURE,
        MEASURE | {"due_days": 7},
        "ASB calls: due within days changed from 14 to 7",
    ),
    (
        "MarkDeclared",
        "measure:4",
        None,
        {"on": "2026-10-01", "kind": "break", "reason": "new system"},
        "ASB calls is recorded differently from Thu 1 Oct 2026: new system",
    ),
    (
        "MarkDeclared",
        "measure:4",
        None,
        {"on": "2026-10-01", "kind": "intervention", "reason": ""},
        "ASB calls has something done about it from Thu 1 Oct 2026",
    ),
    ("CountAdded", "count:1", None, COUNT, "ASB calls of Fri 30 Oct: 10 recorded"),
    (
        "CountAdded",
        "count:2",
        COUNT,
        COUNT | {"value": "12.5000", "area_id": 2, "qualifier": "about"},
        "ASB calls of Fri 30 Oct, Skelmersdale: 10 corrected to about 12.5",
    ),
    (
        "CountAdded",
        "count:1",
        None,
        COUNT | {"value": "0", "nil": True, "until": "2026-11-01"},
        "ASB calls of Fri 30 Oct to Sun 1 Nov: 0 (nil) recorded",
    ),
    (
        "CountWithdrawn",
        "count:2",
        COUNT,
        COUNT | {"value": None, "reason": "wrong night"},
        "ASB calls of Fri 30 Oct: 10 withdrawn: wrong night",
    ),
    ("CountsApproved", "measure:4", {"counts": [1, 2]}, {"counts": [1, 2]}, "2 counts of ASB calls approved"),
    (
        "CountsReopened",
        "measure:4",
        {"counts": [1]},
        {"counts": [1], "reason": "late"},
        "1 count of ASB calls opened again: late",
    ),
    (
        "ClaimMade",
        "claim:1",
        None,
        {"measure_id": 4, "text": "down 4.2%"},
        "It is said of ASB calls: down 4.2%",
    ),
]
