"""What happens to plans, each with the sentence that a lead reads."""

from tests.telling.standing import GATE, P, Told

OF_PLANS: list[Told] = [
    ("PlanDrafted", P, None, {"name": "Bright Sparx 2026"}, "Bright Sparx 2026 was drafted"),
    (
        "PlanDrafted",
        P,
        None,
        {"name": "Bright Sparx 2027", "rolled_from": "bright-sparx-2026"},
        "Bright Sparx 2027 was rolled forward from bright-sparx-2026",
    ),
    ("PlanWentLive", P, {}, {}, "Bright Sparx 2026 went live: its messages are really sent"),
    ("PlanLeadSet", P, {}, {"lead_contact_id": 5}, "Sam Lead leads Bright Sparx 2026"),
    ("PlanLeadSet", P, {"lead_contact_id": 5}, {}, "Nobody leads Bright Sparx 2026"),
    (
        "AnchorMoved",
        P,
        {"name": "Bonfire Night", "on": "2026-11-05"},
        {"name": "Bonfire Night", "on": "2026-11-06"},
        "Bonfire Night moved from Thu 5 Nov to Fri 6 Nov",
    ),
    (
        "AnchorMoved",
        P,
        {"name": "Fair", "on": "2026-11-05"},
        {"name": "Fair", "on": "2026-11-05", "given": True},
        "Fair is given by hand for Thu 5 Nov",
    ),
    (
        "PlanReshaped",
        P,
        {"frame": {"gate:1": {"title": "Money", "decide_by": "2026-09-01"}}},
        {"frame": {"gate:1": {"title": "Money", "decide_by": "2026-09-02"}}},
        "1 date of periods, windows and gates followed",
    ),
    ("PlanReshaped", P, {"frame": {}}, {"frame": {}}, "Periods, windows and gates of Bright Sparx 2026 stay"),
    ("GateSet", "gate:1", None, GATE, "Money for skips must come first, by Tue 1 Sep"),
    ("GateSet", "gate:1", GATE, GATE | {"state": "met"}, "Money for skips: state changed from open to met"),
    (
        "GateSet",
        "gate:1",
        GATE,
        GATE | {"activities": [7, 8]},
        "Money for skips: behind it is Joint patrol, Stack removal",
    ),
    (
        "TargetSet",
        "target:1",
        None,
        {"plan_id": 3, "text": "Fewer fires"},
        "Target of Bright Sparx 2026 set: Fewer fires",
    ),
    (
        "TargetSet",
        "target:1",
        {"plan_id": 3},
        {"plan_id": 3, "text": "Ten fires"},
        "Target of Bright Sparx 2026 said anew: Ten fires",
    ),
    (
        "LessonAdded",
        "lesson:1",
        None,
        {"plan_id": 3, "text": "Ask early"},
        "Lesson of Bright Sparx 2026: Ask early",
    ),
    (
        "LessonTaken",
        "lesson:1",
        {"plan_id": 3},
        {"plan_id": 3, "activity_id": 7},
        "Lesson of Bright Sparx 2026 became Joint patrol",
    ),
]
