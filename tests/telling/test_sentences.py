"""Every kind of fact has its sentence, with the names that a lead knows and never a personal value."""

from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops import facts, telling
from seasonal_ops.facts import Fact
from seasonal_ops.telling import Happening, Names
from seasonal_ops.views import Change
from tests.telling.facts_told import TOLD
from tests.telling.standing import GATE, HELPS, LEADS, NAMES, A, patrol, said


@pytest.mark.parametrize(
    ("kind", "subject", "before", "after", "sentence"),
    TOLD,
    ids=[f"{number}-{kind}" for number, (kind, *_) in enumerate(TOLD)],
)
def test_a_fact_in_a_sentence(
    kind: str, subject: str, before: dict[str, Any] | None, after: dict[str, Any] | None, sentence: str
) -> None:
    assert telling.told(Happening(kind, subject, before, after), NAMES) == sentence


def test_every_kind_is_told() -> None:
    every = {kind.__name__ for kind in Fact.__subclasses__()}
    assert every == {kind for kind, *_ in TOLD}
    assert every == {name for name in vars(facts) if name in every}


def test_an_unknown_kind_is_called_by_its_name() -> None:
    assert telling.told(Happening("PlanBurnt", "plan:3"), NAMES) == "PlanBurnt of plan:3"


def test_who_is_no_longer_known_is_a_number() -> None:
    asked = Happening("PartnerAssigned", A, patrol(), patrol(assignments=[{**LEADS, "partner_id": 99}]))
    assert telling.told(asked, NAMES) == "partner 99 was asked to lead Joint patrol"


CHANGED: list[tuple[dict[str, Any], dict[str, Any], list[Change]]] = [
    (patrol(), patrol(version=2, sequence=3, revised_at="x"), []),
    (patrol(), patrol(status="doing"), [Change("Status", "planned", "doing")]),
    (
        patrol(),
        patrol(starts_on="2026-10-31", ends_on="2026-10-31", date_reason="by hand"),
        [
            Change("When", "Fri 30 Oct 18:00–23:00", "Sat 31 Oct 18:00–23:00"),
            Change("Why then", "", "by hand"),
        ],
    ),
    (patrol(), patrol(assignments=[LEADS, HELPS]), [Change("Partners", "", "Police (lead), Fire (support)")]),
    (
        patrol(assignments=[LEADS]),
        said("declined", "no crew"),
        [Change("Answer of Police", "asked", "declined: no crew")],
    ),
    (patrol(), patrol(night_contact_id=5), [Change("Ring on the night", "", "Sam Lead")]),
    (patrol(), patrol(description="x" * 500), [Change("Description", "", "x" * 119 + "…")]),
    (patrol(), patrol(measures=["asb", "fires"]), [Change("Measures", "", "asb, fires")]),
]


@pytest.mark.parametrize(
    ("before", "after", "expected"), CHANGED, ids=[f"row{n}" for n in range(len(CHANGED))]
)
def test_what_is_otherwise(before: dict[str, Any], after: dict[str, Any], expected: list[Change]) -> None:
    assert list(telling.changes(Happening("ActivityEdited", A, before, after), NAMES)) == expected


def test_in_full_nothing_is_cut() -> None:
    long = Happening("ActivityEdited", A, patrol(), patrol(description="one\n" * 100))
    assert telling.changes(long, NAMES, longest=4000) == (Change("Description", "", "one\n" * 100),)


def test_amounts_are_in_pounds() -> None:
    gate = Happening("GateSet", "gate:1", GATE, GATE | {"amount_pence": 150_050, "funder": "OPCC"})
    assert telling.changes(gate, NAMES) == (Change("Amount", "", "£1,500.50"), Change("Funder", "", "OPCC"))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:20])
def test_text_from_outside_is_calm(text: str) -> None:
    what = Happening("ActivityEdited", A, patrol(title=text), patrol(title=text, location=text))
    lines = [telling.told(what, Names()), *(change.now for change in telling.changes(what, Names()))]
    assert not [one for one in ACTING for line in lines if one in line]
    assert all(len(line) <= 200 for line in lines)
