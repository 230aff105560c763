"""Dates on the command line are what they are in a sheet, as long as they say their year."""

from datetime import date

import click
import pytest

from seasonal_ops.cli.types import DATE

NIGHT = date(2026, 10, 30)


@pytest.mark.parametrize(
    "text",
    ["2026-10-30", "30/10/2026", "30.10.26", "30 Oct 2026", "Fri 30th Oct 2026", " 30 October 2026"],
)
def test_a_date_is_read_as_in_a_sheet(text: str) -> None:
    assert DATE.convert(text, None, None) == NIGHT


REFUSED = [
    ("2026-11-31", "2026-11-31 is not a date that exists; check the day and the month"),
    ("31/11/2026", "there is no 31 November 2026; check the date"),
    ("30 Oct", "30 October is of no year; write it like 2026-10-30"),
    ("Sat 30 Oct 2026", "30 October 2026 is a Friday, not a Saturday"),
    ("3/11/2026", '"3/11/2026" can be 3 November or 11 March; write 3 November 2026 or 11 March 2026'),
    ("Bonfire Night", '"Bonfire Night" is not a date; write it like 2026-10-30 or 30 October 2026'),
    ("29 to 30 October 2026", "one date is needed here; write one like 30 October 2026"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_one_date_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        DATE.convert(text, None, None)
    assert caught.value.message == sentence
