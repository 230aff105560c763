"""What happens to partners, contacts, feeds and messages, each with the sentence that a lead reads."""

from tests.telling.standing import FEED, REMINDER, C, Told

OF_PEOPLE: list[Told] = [
    ("PartnerAdded", "partner:1", None, {"name": "Police"}, "Police became a partner"),
    (
        "PartnerChanged",
        "partner:1",
        {"name": "Police"},
        {"name": "Police", "capacity": 5},
        "Police: capacity a night is 5",
    ),
    ("ContactAdded", C, None, {"partner_id": 1}, "Sam Lead became a contact of Police"),
    (
        "ContactRemoved",
        C,
        {},
        {"partner_id": 1, "left_on": "2026-07-01"},
        "Sam Lead left Police on Wed 1 Jul",
    ),
    (
        "ContactChanged",
        C,
        {"deputy": False, "address_fingerprint": "a"},
        {"deputy": False, "address_fingerprint": "b"},
        "Sam Lead: address changed from not kept to another",
    ),
    (
        "ContactChanged",
        C,
        {},
        {"quiet_from": "22:00:00", "quiet_to": "07:00:00"},
        "Sam Lead: quiet hours is 22:00–07:00",
    ),
    ("FeedCreated", "feed:1", None, FEED, "The feed Fire's feed was made"),
    ("FeedRotated", "feed:1", FEED, FEED, "The feed Fire's feed got another address"),
    ("FeedRevoked", "feed:1", FEED, FEED, "The address of the feed Fire's feed was shut for good"),
    (
        "ReminderRequeued",
        "reminder:1",
        REMINDER,
        REMINDER | {"state": "held"},
        "The reminder of Joint patrol to Sam Lead is held",
    ),
    (
        "ReminderRequeued",
        "reminder:1",
        REMINDER | {"state": "held"},
        REMINDER | {"state": "planned"},
        "The reminder of Joint patrol to Sam Lead is released",
    ),
    (
        "ReminderRequeued",
        "reminder:1",
        REMINDER,
        {"contact_id": 5, "state": "planned"},
        "The reminder of a digest to Sam Lead goes out",
    ),
    (
        "PartnerChased",
        "partner:1",
        None,
        {"activities": [7], "contacts": [5], "reminders": [1]},
        "Police was chased for 1 activity",
    ),
    ("RemindersHeld", "database:1", None, {"held": 3}, "The database was put back: 3 reminders are held"),
]
