"""What the signs mean that stand on more than one screen, for the help."""

from typing import Final

SIGNS: Final = (
    ("▲", "overdue: over, and nobody said how it went"),
    ("×", "clash: two things at once that cannot be, or a value that is not kept"),
    ("◷", "unanswered: asked, no answer yet, and not over; what is over asks for none"),
    ("✎", "counts missing: nights that an activity promised to count, and nobody did"),
    ("·", "night without a value: of any measure, whoever is to count it; 0 is a real zero"),
    ("◆", "anchor: the occasion that dates hang on"),
    ("●", "today; of a message: due, and to be sent by the server or by S"),
    ("!", "a value that is unusual, or more in a night than a partner can man"),
    ("░", "weekend"),
    ("▒", "half-term, or other named days"),
    ("▓", "bank holiday"),
    ("✚", "marked: what changes then changes all that are marked"),
    ("○ ◐ ✓ ◑", "planned, doing, delivered, partly delivered"),
    ("✗ –", "not delivered, cancelled; of an answer: ✗ declined"),
    ("✓ ↻", "of an answer: accepted, another date proposed"),
    ("↳ ↶", "in the audit: brought about by another change; undone"),
)
