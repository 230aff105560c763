"""Answers of servers: exactly what is amiss is found."""

import pytest

from seasonal_ops.linter import Exchange, judge
from tests.linter.exchanges import AMISS, GOOD


def test_a_server_that_does_all_of_it() -> None:
    assert judge(GOOD) == []


@pytest.mark.parametrize(
    ("rule", "exchange"), AMISS, ids=[f"{rule}-{i}" for i, (rule, _) in enumerate(AMISS)]
)
def test_exactly_what_is_amiss_is_found(rule: str, exchange: Exchange) -> None:
    assert [(defect.line, defect.rule) for defect in judge(exchange)] == [(0, rule)]
