"""A plan as it is handed round, read back from its Word document."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT

from seasonal_ops.paper import plan_document
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.views import AnchorView
from seasonal_ops.words import Answer, Direction, GateKind, GateState, Role, Sensitivity, Status
from tests.paper.makers import (
    HOSTILE,
    PRINTED,
    a_dossier,
    a_gate,
    a_measure,
    a_plan,
    a_target,
    an_activity,
    an_assignment,
    everything,
    headings,
    opened,
    under,
)

BONFIRE = AnchorView(name="Bonfire Night", on=date(2026, 11, 5), given=False, reason="5 November")
HALF_TERM = AnchorView(name="Half-term", on=date(2026, 10, 26), given=True, reason="as given")
HEAD = ["Date", "Time", "Activity", "Where", "Lead", "Support", "Answers", "Status"]


def texts(dossier: Dossier, **more: Any) -> list[str]:
    """The paragraphs outside tables."""
    return [each.text for each in opened(plan_document(dossier, on=PRINTED, **more)).paragraphs]


def test_a_plan_without_anything_says_so() -> None:
    empty = a_dossier(phases=())
    assert texts(empty) == [
        "Bright Sparx 2026",
        "A draft: nothing is sent yet. Printed on Thu 29 Oct 2026.",
        "Nothing is planned yet.",
    ]


def test_the_front() -> None:
    rows = (an_activity(1, "Patrol"), an_activity(2, "Talk", status=Status.CANCELLED))
    dossier = a_dossier(
        *rows,
        objective="Fewer fires.",
        delivery_groups=("Local Priorities Group", "Delivery Group"),
        live_since=date(2026, 8, 20),
        gates=(a_gate(), a_gate(decide_by=date(2026, 8, 21)), a_gate(state=GateState.MET)),
    )
    assert texts(dossier)[:6] == [
        "Bright Sparx 2026",
        "Live since Thu 20 Aug 2026. Printed on Thu 29 Oct 2026.",
        "Aim: Fewer fires.",
        "Delivered by: Local Priorities Group and Delivery Group.",
        "1 activity, and 1 cancelled: Fri 15 May to Mon 7 Dec 2026.",
        "2 decisions are still to be made, the first by Fri 21 Aug 2026: see What must come first.",
    ]


def test_the_order_of_sections() -> None:
    rows = (
        an_activity(1, "Patrol", phase="operation", assignments=(an_assignment("Police", Role.LEAD),)),
        an_activity(2, "Talk", status=Status.CANCELLED),
        an_activity(3, "Extra"),
    )
    dossier = a_dossier(
        *rows,
        plan=a_plan(anchors=(BONFIRE,)),
        gates=(a_gate(),),
        targets=(a_target(),),
        measures=(a_measure(),),
    )
    document = opened(plan_document(dossier, on=PRINTED))
    assert headings(document) == [
        ("Title", "Bright Sparx 2026"),
        *(
            ("Heading 1", text)
            for text in (
                "Occasions that the dates hang on",
                "Who takes part",
                "Preparation",
                "Operation",
                "Other activities",
                "Cancelled",
                "What must come first",
                "What is aimed at",
                "What we count",
            )
        ),
    ]
    assert "Nothing is planned in this phase." in texts(dossier)
    assert document.sections[0].orientation is WD_ORIENT.LANDSCAPE
    assert document.core_properties.title == "Bright Sparx 2026"


def test_activities_of_a_phase() -> None:
    lead = an_assignment("Police", Role.LEAD, Answer.ACCEPTED)
    night = an_activity(
        2,
        "Night patrol",
        phase="operation",
        start_time=time(21),
        end_time=time(3),
        ends_on=date(2026, 10, 31),
        location="the canal",
        meet="the yard",
        assignments=(lead, an_assignment("Rotary", response=Answer.DECLINED)),
        status=Status.PARTLY,
        status_note="one crew",
    )
    day = an_activity(1, "Stall", phase="operation", start_time=None, end_time=None)
    document = opened(plan_document(a_dossier(night, day), on=PRINTED))
    assert under(document, "Operation") == [
        HEAD,
        ["Fri 30 Oct 2026", "all day", "Stall", "", "", "", "nobody is asked yet", "planned"],
        [
            "Fri 30 Oct 2026",
            "21:00–03:00\nends Sat 31 Oct",
            "Night patrol",
            "the canal\nMeet: the yard",
            "Police",
            "Rotary",
            "accepted 1/2\nDECLINED: Rotary",
            "partly delivered\none crew",
        ],
    ]


def test_occasions_and_why_then() -> None:
    document = opened(plan_document(a_dossier(plan=a_plan(anchors=(HALF_TERM, BONFIRE))), on=PRINTED))
    assert under(document, "Occasions that the dates hang on") == [
        ["Occasion", "Date", "Why then"],
        ["Half-term", "Mon 26 Oct 2026", "set for this year"],
        ["Bonfire Night", "Thu 5 Nov 2026", "5 November"],
    ]


def test_who_takes_part_and_what_they_said() -> None:
    police = an_assignment("Police", Role.LEAD, Answer.ACCEPTED, partner_name="Lancashire Constabulary")
    rotary = an_assignment("Rotary", response=Answer.DECLINED)
    covert = an_assignment("Covert Unit")
    rows = (
        an_activity(1, "Patrol", assignments=(police, rotary)),
        an_activity(2, "Talk", assignments=(replace(police, response=Answer.ASKED),)),
        an_activity(3, "Raid", assignments=(police, covert), sensitivity=Sensitivity.SENSITIVE),
        an_activity(4, "Off", assignments=(rotary,), status=Status.CANCELLED),
    )
    shared = under(opened(plan_document(a_dossier(*rows), on=PRINTED)), "Who takes part")
    own = under(opened(plan_document(a_dossier(*rows), on=PRINTED, full=True)), "Who takes part")
    assert shared == [
        ["Short", "Partner", "Leads", "Supports", "Accepted", "Declined", "Other date", "No answer"],
        ["Police", "Lancashire Constabulary", "3", "0", "2", "0", "0", "1"],
        ["Rotary", "Rotary", "0", "1", "0", "1", "0", "0"],
    ]
    assert ["Covert Unit", "Covert Unit", "0", "1", "0", "0", "0", "1"] in own


def test_what_is_cancelled_and_why() -> None:
    lead = (an_assignment("Police", Role.LEAD),)
    off = {"status": Status.CANCELLED, "phase": "operation", "assignments": lead}
    rows = (
        an_activity(1, "Talk", status_note="storm", **off),
        an_activity(2, "Walk", **off),
        an_activity(3, "Patrol", status_note="tip-off", sensitivity=Sensitivity.LIMITED, **off),
        an_activity(4, "Raid", status_note="tip-off", sensitivity=Sensitivity.SENSITIVE, **off),
    )
    document = opened(plan_document(a_dossier(*rows), on=PRINTED))
    assert under(document, "Cancelled") == [
        ["Date", "Activity", "Lead", "Reason"],
        ["Fri 30 Oct 2026", "sensitive: ask the lead", "Police", "ask the lead"],
        ["Fri 30 Oct 2026", "Talk", "Police", "storm"],
        ["Fri 30 Oct 2026", "Walk", "Police", "no reason is given"],
        ["Fri 30 Oct 2026", "Patrol", "Police", "ask the lead"],
    ]
    # It stands there only.
    assert [each.text for each in document.paragraphs].count("Nothing is planned in this phase.") == 2


SENSITIVE = {"sensitivity": Sensitivity.SENSITIVE}
GATES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    # of the gate, of its activity, the row
    ({}, {}, ["Money", "Funding for Go4IT", "not said", "not said", "Fri 4 Sep 2026",
              "overdue: not decided yet", "no Go4IT"]),
    ({"amount": Decimal(12000), "funder": "PCC", "decide_by": PRINTED}, {},
     ["Money", "Funding for Go4IT", "£12,000", "PCC", "Thu 29 Oct 2026", "not decided yet", "no Go4IT"]),
    ({"amount": Decimal("1250.5"), "state": GateState.MET, "decided_on": date(2026, 8, 3)}, {},
     ["Money", "Funding for Go4IT", "£1,250.50", "not said", "Fri 4 Sep 2026",
      "granted on Mon 3 Aug 2026", "no Go4IT"]),
    ({"kind": GateKind.PERMISSION, "state": GateState.MET}, {},
     ["Permission", "Funding for Go4IT", "not said", "not said", "Fri 4 Sep 2026", "given", "no Go4IT"]),
    ({"state": GateState.REFUSED, "decided_on": date(2026, 8, 3), "activities": (1, 2)}, {},
     ["Money", "Funding for Go4IT", "not said", "not said", "Fri 4 Sep 2026",
      "refused on Mon 3 Aug 2026", "2 activities do not happen"]),
    # nothing hangs on it, or what no longer stands in the plan
    ({"activities": (9,)}, {}, ["Money", "Funding for Go4IT", "not said", "not said", "Fri 4 Sep 2026",
                                "overdue: not decided yet", ""]),
    # its own words would tell what the sensitive one is; with another beside it they are of both
    ({"amount": Decimal(5)}, SENSITIVE, ["Money", "sensitive: ask the lead", "", "", "Fri 4 Sep 2026",
                                         "overdue: not decided yet", "sensitive: ask the lead"]),
    ({"activities": (1, 2)}, SENSITIVE, ["Money", "Funding for Go4IT", "not said", "not said",
                                         "Fri 4 Sep 2026", "overdue: not decided yet",
                                         "2 activities do not happen"]),
]  # fmt: skip


@pytest.mark.parametrize(("gate", "behind", "row"), GATES)
def test_what_must_come_first(gate: dict[str, Any], behind: dict[str, Any], row: list[str]) -> None:
    rows = (an_activity(1, "Go4IT", **behind), an_activity(2, "Patrol"))
    document = opened(plan_document(a_dossier(*rows, gates=(a_gate(**gate),)), on=PRINTED))
    assert under(document, "What must come first")[1] == row


TARGETS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["Fewer calls", "Calls about anti-social behaviour", "cannot be measured: give it a number",
          "no date", "nobody is named"]),
    ({"measure": None, "value": Decimal(6)},
     ["Fewer calls", "nothing", "cannot be measured: say what is counted", "no date", "nobody is named"]),
    ({"value": Decimal(2000), "by": date(2026, 11, 7), "delivery_group": "LPG", "objective": "Calm"},
     ["Fewer calls\nObjective: Calm", "Calls about anti-social behaviour", "2,000 calls", "Sat 7 Nov 2026",
      "LPG"]),
    ({"value": Decimal("-12.50"), "percent": True},
     ["Fewer calls", "Calls about anti-social behaviour", "−12.5%", "no date", "nobody is named"]),
    ({"value": Decimal(20), "percent": True},
     ["Fewer calls", "Calls about anti-social behaviour", "+20%", "no date", "nobody is named"]),
    ({"value": Decimal(1), "activities": (1,)},
     ["sensitive: ask the lead", "Calls about anti-social behaviour", "1 calls", "no date",
      "nobody is named"]),
]  # fmt: skip


@pytest.mark.parametrize(("target", "row"), TARGETS)
def test_what_is_aimed_at(target: dict[str, Any], row: list[str]) -> None:
    dossier = a_dossier(
        an_activity(1, "Raid", sensitivity=Sensitivity.SENSITIVE),
        targets=(a_target(**target),),
        measures=(a_measure(),),
    )
    assert under(opened(plan_document(dossier, on=PRINTED)), "What is aimed at")[1] == row


def test_what_we_count() -> None:
    found = (
        a_measure(),
        a_measure(slug="days", name="Days", direction=Direction.UP, source="rotary"),
        a_measure(slug="said", name="What was said", direction=Direction.NONE, source=None),
    )
    document = opened(plan_document(a_dossier(measures=found), on=PRINTED))
    window = "Tue 27 Oct to Sat 7 Nov 2026"
    assert under(document, "What we count") == [
        ["Measure", "Counted in", "Given by", "From and to", "Hoped for"],
        ["Calls about anti-social behaviour", "calls", "Police", window, "fewer"],
        ["Days", "calls", "Rotary", window, "more"],
        ["What was said", "calls", "nobody is named", window, "neither"],
    ]


def secret(**more: Any) -> Any:
    """A sensitive activity in which every text that is somebody's own says the secret."""
    words: dict[str, Any] = dict.fromkeys(
        ("title", "location", "meet", "description", "status_note", "date_reason", "date_rule", "theme"),
        "SECRET",
    )
    asked = (
        an_assignment("Police", Role.LEAD, note="SECRET"),
        an_assignment("SECRET", note="SECRET"),
    )
    times = {"start_time": time(3, 33), "end_time": time(4, 44)}
    values = words | times | {"assignments": asked, "sensitivity": Sensitivity.SENSITIVE} | more
    return replace(an_activity(1, "SECRET"), **values)


@pytest.mark.parametrize("status", list(Status))
def test_what_is_sensitive_stands_in_no_part_of_the_file(status: Status) -> None:
    gate = a_gate(title="SECRET", funder="SECRET", amount=Decimal("333.44"))
    target = a_target(text="SECRET", objective="SECRET", activities=(1,))
    dossier = a_dossier(
        secret(status=status), gates=(gate,), targets=(target,), late=frozenset({1}), plan=a_plan()
    )
    parts = everything(plan_document(dossier, on=PRINTED))
    for word in ("SECRET", "Secret", "03:33", "04:44", "333.44"):
        assert word not in parts
    assert "sensitive: ask the lead" in parts
    own = everything(plan_document(dossier, on=PRINTED, full=True))
    assert "SECRET" in own
    assert "OFFICIAL: the lead" in own


def test_of_the_limited_only_title_time_and_lead() -> None:
    view = secret(title="Patrol", sensitivity=Sensitivity.LIMITED)
    parts = everything(plan_document(a_dossier(replace(view, assignments=view.assignments[:1])), on=PRINTED))
    assert "SECRET" not in parts
    assert all(word in parts for word in ("Patrol", "03:33–04:44", "ask the lead", "on purpose"))


def test_the_same_dossier_is_the_same_bytes() -> None:
    first, second = (plan_document(a_dossier(an_activity(1, "Patrol")), on=PRINTED) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_everywhere(text: str) -> None:
    asked = (an_assignment("Police", Role.LEAD, partner_name=text, partner=text),)
    view = an_activity(1, text, location=text, meet=text, status_note=text, assignments=asked)
    dossier = a_dossier(
        view,
        replace(view, id=2, status=Status.CANCELLED),
        plan=a_plan(name=text, anchors=(replace(BONFIRE, name=text, reason=text),)),
        phases=(("x", text),),
        gates=(a_gate(title=text, funder=text),),
        targets=(a_target(text=text, objective=text, delivery_group=text),),
        measures=(a_measure(name=text, unit=text, source=text),),
        objective=text,
        delivery_groups=(text,),
    )
    assert len(opened(plan_document(dossier, on=PRINTED)).tables) == 7
