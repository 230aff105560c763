"""Pictures of Timeline; look at a new one before it is accepted."""

from collections.abc import Callable
from datetime import date

from seasonal_ops.views import Finding, LoadChange, Move
from seasonal_ops.words import Check, Severity
from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]
NEXT = date(2026, 10, 31)


@every_look
def test_picture(picture: Picture, size: str, look: str) -> None:
    assert picture("3", size=size, look=look)


@every_look
def test_picture_of_a_proposed_move(picture: Picture, size: str, look: str) -> None:
    source = FakeSource()
    said = "2 activities at once want Police on Sat 31 Oct 2026, which can man 1"
    clash = Finding(rule=Check.CLASH, severity=Severity.ERROR, activities=(3,), sentence=said, way_out="")
    source.foreseen = {
        "together": (clash,),
        "alone": (clash,),
        "loads": (LoadChange(partner="police", name="Police", night=NEXT, was=1, to=2, capacity=1),),
        "along": (
            Move(title="Skip clearance", was=NEXT, to=date(2026, 11, 1), reason="waits for it", activity=2),
        ),
        "told": ("Community Safety Team", "Police"),
        "feeds": ("All activities",),
        "rule": "6 days before Bonfire Night",
    }
    assert picture("3", "greater_than_sign", size=size, look=look, source=source)


@every_look
def test_picture_of_weeks(picture: Picture, size: str, look: str) -> None:
    assert picture("3", *["minus"] * 3, size=size, look=look)
