"""Facts of every kind, each with the sentence that a lead reads."""

from tests.telling.of_activities import OF_ACTIVITIES
from tests.telling.of_counts import OF_COUNTS
from tests.telling.of_meetings import OF_MEETINGS
from tests.telling.of_people import OF_PEOPLE
from tests.telling.of_plans import OF_PLANS
from tests.telling.standing import Told

TOLD: list[Told] = [*OF_PLANS, *OF_ACTIVITIES, *OF_PEOPLE, *OF_COUNTS, *OF_MEETINGS]
