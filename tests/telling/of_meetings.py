"""What happens in meetings, and what is taken back, each with the sentence that a lead reads."""

from tests.telling.standing import ACTION, MEETING, MET, NOTE, M, Told

OF_MEETINGS: list[Told] = [
    ("MeetingOpened", M, None, MEETING, f"{MET} began"),
    ("MeetingReopened", M, MEETING, MEETING, f"{MET} went on"),
    (
        "AttendanceSet",
        M,
        MEETING | {"attendance": [{"partner_id": 2, "attendance": "present"}]},
        MEETING | {"attendance": [{"partner_id": 1, "attendance": "apologies"}]},
        f"{MET}: Fire is not said to take part, Police sent apologies",
    ),
    (
        "AttendanceSet",
        M,
        MEETING,
        MEETING | {"attendance": [{"partner_id": 1, "attendance": "present"}]},
        f"{MET}: Police takes part",
    ),
    ("MeetingNoted", M, None, NOTE, "Noted of Joint patrol: Two vans"),
    ("MeetingNoted", M, None, NOTE | {"activity_id": None}, "Noted of Bright Sparx 2026: Two vans"),
    ("MeetingNoted", M, NOTE, None, "The note of Joint patrol was taken away"),
    ("ActionAgreed", M, None, ACTION, "A meeting agreed on Stack removal, speaking of Joint patrol"),
    ("ActionAgreed", M, None, ACTION | {"about_id": None}, "A meeting agreed on Stack removal"),
    ("MeetingClosed", M, MEETING, MEETING, f"{MET} ended"),
    (
        "MeetingClosed",
        M,
        MEETING,
        MEETING | {"next_on": "2026-10-29"},
        f"{MET} ended; the next is on Thu 29 Oct",
    ),
    ("ChangeUndone", "fact:9", None, {"step": 9}, "Undone: Joint patrol was cancelled"),
    ("ChangeRedone", "fact:9", None, {"step": 9}, "Redone: Joint patrol was cancelled"),
    ("ChangeReverted", "fact:9", None, {"step": 9}, "Taken back: Joint patrol was cancelled"),
]
