"""The seasons of 2026, rolled forward, and what is read of the plan that comes of it."""

from datetime import UTC, date, datetime
from typing import Any

from factories import LEAD, NOW, make_plan
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import NewActivity, Rolled, When
from seasonal_ops.templates import expand, parse_template
from seasonal_ops.views import ActivityView, Finding, Move
from seasonal_ops.words import Check, Status

ACT = {"actor": LEAD, "now": NOW}


# The season of 2026 is over, and written up.
AFTER = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


WELCOME = {
    2024: date(2024, 9, 15),
    2025: date(2025, 9, 21),
    2026: date(2026, 9, 20),
    2027: date(2027, 9, 19),
    2028: date(2028, 9, 17),
    2029: date(2029, 9, 16),
    2030: date(2030, 9, 22),
}


SEASONS = ("bright-sparx", "freshers", "night-safe", "action-days")


LITTLE = parse_template(
    """
slug = "little"
name = "Little Sparx"
summary = "A season of the anchors of Bright Sparx, and of little else."
source = ""
ours = ""
begins = "1 May"
objective = "Calm nights."

[[anchor]]
name = "Mischief Night"
when = "30 October"

[[anchor]]
name = "Halloween"
when = "31 October"

[[anchor]]
name = "Bonfire Night"
when = "5 November"

[[anchor]]
name = "Half-term Monday"
when = "last Monday of October"
note = "Ask the schools."

[[theme]]
slug = "diversion"
name = "Diversion"

[[phase]]
slug = "preparation"
name = "Preparation"

[[phase]]
slug = "operation"
name = "Operation"

[[partner]]
slug = "police"
name = "Police"
kind = "police"

[[partner]]
slug = "schools"
name = "Schools"
kind = "education"

[[partner]]
slug = "street-scene"
name = "Street Scene"
kind = "council"

[[gate]]
key = "days-funding"
kind = "funding"
title = "Funding for the days"
decide_by = "70 days before Mischief Night"

[[gate]]
key = "go4it-funding"
kind = "funding"
title = "Funding for Go4IT"
decide_by = "56 days before Mischief Night"

[[activity]]
key = "start-meeting"
title = "Start meeting"
when = "168 days before Mischief Night"
theme = "diversion"
phase = "preparation"
avoid = ["weekend", "bank holiday"]
if_avoided = "earlier"
lead = ["street-scene"]
support = ["schools"]
provenance = "ours"

[[activity]]
key = "go4it"
title = "Go4IT"
when = "Mischief Night"
start = "18:00"
end = "22:00"
theme = "diversion"
phase = "operation"
lead = ["police"]
support = ["schools"]
needs = ["start-meeting"]
gates = ["go4it-funding"]
count = ["asb-calls"]
provenance = "ours"

[[measure]]
key = "asb-calls"
name = "Calls"
definition = "Calls closed as anti-social behaviour."
unit = "calls"
kind = "count"
direction = "down"
source = "police"
window_from = "3 days before Mischief Night"
window_to = "2 days after Bonfire Night"
night_from = "00:00"
person_related = false

[[target]]
measure = "asb-calls"
text = "Fewer calls."
by = "2 days after Bonfire Night"

[[reminder]]
key = "two-days-before"
kind = "before"
days = -2
at = "09:00"
audience = "assigned"
catch_up = "late"
""",
    file="little.toml",
)


def given_for(slug: str, year: int) -> dict[str, date]:
    """The anchors that the season needs each year."""
    return {"Welcome Sunday": WELCOME[year]} if slug == "freshers" else {}


def season_of(session: Session, slug: str, year: int, **anchors: date) -> Plan:
    if slug == "little":
        given_dates = {name.replace("_", " "): on for name, on in anchors.items()}
        draft = expand(LITTLE, year=year, given=given_dates)
        return planning.draft_plan(session, draft=draft, year=year, **ACT)
    about = {name.replace(" ", "_"): on for name, on in given_for(slug, year).items()}
    return make_plan(session, slug, year, **about)


def roll(
    session: Session, plan: Plan, year: int = 2027, *, include: tuple[int, ...] = (), **anchors: date
) -> Rolled:
    """Anchors are given by name with _ for spaces."""
    given_dates = given_for(plan.template, year) | {
        name.replace("_", " "): on for name, on in anchors.items()
    }
    return planning.roll_forward(
        session, plan=plan, year=year, given=given_dates, include=include, actor=LEAD, now=AFTER
    )


def standing(session: Session, plan: Plan, title: str | None = None) -> list[ActivityView]:
    """What stands in the plan, by date: all of it, or what is called so."""
    views = queries.activities(session, plan_id=key(plan))
    return [view for view in views if title in (None, view.title)]


def lines(rolled: Rolled, title: str = "Walk") -> list[tuple[date | None, date | None, tuple[str, ...]]]:
    """From where to where, with the warnings, of what is called so."""
    return [(move.was, move.to, move.warnings) for move in rolled.moves if move.title == title]


def line(rolled: Rolled, title: str = "Walk") -> Move:
    (found,) = [move for move in rolled.moves if move.title == title]
    return found


def findings(rolled: Rolled, rule: Check) -> list[Finding]:
    return [one for one in rolled.findings if one.rule is rule]


def status(session: Session, activity: int, status: Status, note: str | None = None) -> None:
    planning.set_status(session, activity_id=activity, status=status, note=note, **ACT)


def by_rule(session: Session, plan: Plan, rule: str, **said: Any) -> list[int]:
    """Walks on the rule's dates; their ids in order of these."""
    calendar = queries.calendar_of(session, plan)
    times = {name: said.pop(name) for name in ("start", "end") if name in said}
    when = tuple(
        When(on=one.on, reason=one.reason, rule=rule, **times)
        for one in dates_of(parse(rule, calendar.anchors), calendar)
    )
    return added(session, plan, *when, **said)


def added(session: Session, plan: Plan, *when: When, **said: Any) -> list[int]:
    about = {"plan_id": key(plan), "time_zone": plan.time_zone}
    new = NewActivity(**{"title": "Walk", "when": when, **said})
    return [key(row) for row in planning.add_activities(session, new=new, **about, **ACT)]


def on_dates(session: Session, plan: Plan, *dates: date, **said: Any) -> list[int]:
    """Walks on dates as given."""
    return added(session, plan, *(When(on=on, reason="a date as given") for on in dates), **said)


def shape(view: ActivityView) -> dict[str, Any]:
    """All of an activity that next year's is to have again."""
    own = {"id", "uid", "series", "version", "sequence", "assignments", "needs", "ring"}
    if "of 6" in view.title:
        # A guest is in the plan that it is at home in, and these are said there.
        own |= {"plan", "plan_name", "phase", "gates", "measures"}
    said = {name: getattr(view, name) for name in view.__slots__ if name not in own}
    asked = [(one.partner, one.role, one.response) for one in view.assignments]
    return {**said, "asked": asked, "series": view.series is not None}


def everything(session: Session, plan: Plan) -> dict[str, Any]:
    """The plan without its ids."""
    views = standing(session, plan)
    called = {view.id: (view.title, view.starts_on) for view in views}
    row = queries.plan(session, plan)
    return {
        "head": (row.slug, row.name, row.live, row.anchors, plan.begins, plan.objective),
        "activities": sorted(
            (
                view.starts_on,
                view.title,
                shape(view),
                sorted(called[one] for one in view.needs if one in called),
            )
            for view in views
        ),
        "gates": [
            (
                one.key,
                one.title,
                one.decide_by,
                one.decide_by_rule,
                sorted(called[at] for at in one.activities),
            )
            for one in queries.gates(session, plan)
        ],
        "measures": [
            (one.slug, one.definition, one.window_from, one.window_to, one.source)
            for one in queries.measures(session, plan)
        ],
        "targets": [(one.text, one.measure, one.value, one.by) for one in queries.targets(session, plan)],
    }


NIGHTS = {
    # weekdays of Mischief Night, Halloween, Bonfire Night
    2024: ("Wednesday", "Thursday", "Tuesday"),
    2025: ("Thursday", "Friday", "Wednesday"),
    2026: ("Friday", "Saturday", "Thursday"),
    2027: ("Saturday", "Sunday", "Friday"),
    2028: ("Monday", "Tuesday", "Sunday"),
    2029: ("Tuesday", "Wednesday", "Monday"),
    2030: ("Wednesday", "Thursday", "Tuesday"),
}


HALF_TERMS = {
    # last Monday of October
    2024: "2024-10-28",
    2025: "2025-10-27",
    2026: "2026-10-26",
    2027: "2027-10-25",
    2028: "2028-10-30",
    2029: "2029-10-29",
    2030: "2030-10-28",
}


FAIRS = {
    # first Wednesday of the term that starts on the day after Welcome Sunday
    2024: "2024-09-18",
    2025: "2025-09-24",
    2026: "2026-09-23",
    2027: "2027-09-22",
    2028: "2028-09-20",
    2029: "2029-09-19",
    2030: "2030-09-25",
}


FRIDAYS = {
    # last Friday before Christmas Day; in 2026 Christmas Day is a Friday itself
    2024: "2024-12-20",
    2025: "2025-12-19",
    2026: "2026-12-18",
    2027: "2027-12-24",
    2028: "2028-12-22",
    2029: "2029-12-21",
    2030: "2030-12-20",
}


def printed(year: int, slug: str) -> dict[str, date]:
    if slug == "freshers":
        return {"Freshers' Fair": date.fromisoformat(FAIRS[year])}
    if slug == "night-safe":
        return {
            "Last Friday before Christmas": date.fromisoformat(FRIDAYS[year]),
            "Christmas Eve": date(year, 12, 24),
            "New Year's Eve": date(year, 12, 31),
            "New Year's Day": date(year + 1, 1, 1),
        }
    return {
        "Half-term Monday": date.fromisoformat(HALF_TERMS[year]),
        "Mischief Night": date(year, 10, 30),
        "Halloween": date(year, 10, 31),
        "Bonfire Night": date(year, 11, 5),
    }
