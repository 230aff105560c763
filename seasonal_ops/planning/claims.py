"""The verb of claims: what somebody says of a measure is written down, to be held against its counts."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from seasonal_ops.db import look_up
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.averages import stated_change
from seasonal_ops.facts import Actor, ClaimMade
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Claim, Measure, Plan, key
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_text
from seasonal_ops.words import MeasureKind, Qualifier

_NUMBER: Final = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,4})?")
_MOST_PLACES: Final = 4
_FIRST_YEAR: Final = 1990


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """What is said, in its own words and as a number: a `change` such as "-4.2%", or a `value`.

    Without `against` a change is of the season before; with `peak` a value is of the largest night.
    """

    text: str
    change: str | None = None
    against: int | None = None
    value: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    peak: bool = False
    source: str = ""


def make_claim(session: Session, *, measure_id: int, new: NewClaim, actor: Actor, now: datetime) -> Claim:
    """Write a claim down.

    Raises BadValue for a text or a number that cannot be used, or for neither or both of the numbers.
    """
    measure = look_up(session, Measure, measure_id, "measure")
    if not new.text.strip():
        raise BadValue("the claim is empty; give its own words")
    _check(measure, new, look_up(session, Plan, measure.plan_id, "plan").year)
    number = _change(new.change) if new.change is not None else _value(measure, new.value or "")
    places = -int(number.as_tuple().exponent)
    if places > _MOST_PLACES:
        raise BadValue(f"{number} is too fine; give four decimal places at most")
    claim = Claim(
        measure_id=key(measure),
        text=accept_text(new.text, "the claim", longest=1000),
        change=None if new.change is None else number,
        against_year=new.against,
        value=None if new.value is None else number,
        peak=new.peak,
        places=places,
        qualifier=new.qualifier,
        source=accept_text(new.source, "the source", longest=200),
        made_by=actor.name,
        made_at=now,
    )
    session.add(claim)
    session.flush()
    happened(session, ClaimMade(subject=f"claim:{claim.id}", after=snapshot(claim)), actor=actor, now=now)
    return claim


def _check(measure: Measure, new: NewClaim, year: int) -> None:
    if measure.kind is MeasureKind.TEXT:
        raise BadValue(f"{measure.slug} is recorded in words, which no number can be held against")
    if (new.change is None) == (new.value is None):
        raise BadValue('a claim is a change or a value; give one of --change "-4.2%" and --value 30')
    if new.change is not None and (new.peak or new.qualifier is not Qualifier.EXACT):
        raise BadValue("a change is held to its own digits; leave out --peak and --qualifier")
    if new.value is not None and new.against is not None:
        raise BadValue("a value is of this season alone; leave out --against")
    if new.peak and measure.kind is MeasureKind.PERCENTAGE:
        raise BadValue(f"{measure.slug} is a percentage, which has no largest night; leave out --peak")
    if new.against is not None and not _FIRST_YEAR <= new.against < year:
        raise BadValue(f"{new.against} is no earlier year; give one from {_FIRST_YEAR} to {year - 1}")


def _change(text: str) -> Decimal:
    number = stated_change(text)
    if number and text.strip()[0].isdigit():
        raise BadValue(f"{text} does not say whether it rose or fell; write it like -4.2% or +4.2%")
    return number


def _value(measure: Measure, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()):
        raise BadValue(f"{text!r} is not a number; write it like 30 or 12.5")
    value = Decimal(text.strip().replace(",", ""))
    if measure.kind is MeasureKind.PERCENTAGE and value > 100:
        raise BadValue(f"{value} per cent is above 100; give a percentage from 0 to 100")
    return value
