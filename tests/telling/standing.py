"""How things stand before and after facts, and what they are called."""

from typing import Any

from seasonal_ops.telling import Names

NAMES = Names(
    {
        "activity:7": "Joint patrol",
        "activity:8": "Stack removal",
        "area:2": "Skelmersdale",
        "contact:5": "Sam Lead",
        "fact:9": "Joint patrol was cancelled",
        "measure:4": "ASB calls",
        "partner:1": "Police",
        "partner:2": "Fire",
        "plan:3": "Bright Sparx 2026",
        "series:6": "Go4IT evening",
    }
)
PATROL: dict[str, Any] = {
    "id": 7,
    "title": "Joint patrol",
    "status": "planned",
    "status_note": "",
    "location": "Town",
    "starts_on": "2026-10-30",
    "ends_on": "2026-10-30",
    "start_time": "18:00:00",
    "end_time": "23:00:00",
    "date_rule": None,
    "assignments": [],
}
LEADS = {"id": 11, "partner_id": 1, "role": "lead", "answer": "asked"}
HELPS = {"id": 12, "partner_id": 2, "role": "support", "answer": "asked"}
COUNT = {"measure_id": 4, "on": "2026-10-30", "until": "2026-10-30", "value": "10.0000", "words": ""}
GATE = {"title": "Money for skips", "state": "open", "decide_by": "2026-09-01", "activities": []}
MEASURE = {"name": "ASB calls", "plan_id": 3, "due_days": 14}
FEED = {"name": "Fire's feed"}
REMINDER = {"activity_id": 7, "contact_id": 5, "state": "dead"}


def patrol(**more: Any) -> dict[str, Any]:
    return PATROL | more


def said(answer: str, note: str = "", on: str | None = None) -> dict[str, Any]:
    given = {"assignment_id": 11, "answer": answer, "note": note, "proposed_on": on}
    return patrol(assignments=[{**LEADS, "answer": answer}], response=given)


MEETING: dict[str, Any] = {"plan_id": 3, "held_on": "2026-10-15", "next_on": None, "attendance": []}
MET = "The meeting of Bright Sparx 2026 on Thu 15 Oct"
NOTE = {"plan_id": 3, "activity_id": 7, "text": "Two vans"}
ACTION = {"plan_id": 3, "activity_id": 8, "about_id": 7}
P, A, C, M = "plan:3", "activity:7", "contact:5", "meeting:4"
# Its kind, its subject, before, after, and its sentence.
Told = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None, str]
