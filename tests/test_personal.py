"""What a text gives away of a person, and what of an ordinary source gives nothing away."""

from datetime import date

import pytest

from seasonal_ops.personal import gives_away

TODAY = date(2026, 11, 26)
MAIL, PHONE, BORN, HOME = "an e-mail address", "a telephone number", "a date of birth", "an address"
TEXTS = [
    ("ask ann.smith@mail.example", MAIL),
    ("ring 01695 577177", PHONE),
    ("07700 900123", PHONE),
    ("07700.900.123", PHONE),
    ("+44 7700 900123", PHONE),
    ("0044 7700 900123", PHONE),
    ("7700900123", PHONE),
    ("0000000000", "a telephone number, or a reference"),
    ("L39 2AB", "a postcode"),
    ("near wn8 6xy", "a postcode"),
    ("NHS 943 476 5919", "an NHS number"),
    ("943 476 5919", "an NHS number"),
    ("QQ 12 34 56 C", "a National Insurance number"),
    ("12 High Street, Ormskirk", HOME),
    ("12 Elm Drive Skelmersdale", HOME),
    ("14A ELM ROAD", HOME),
    ("dob 3/4/99", BORN),
    ("born on 3 April 1999", BORN),
    ("seen 03/04/1999", BORN),
    ("John Smith 1998-03-14", BORN),
    ("(14/03/98)", BORN),
    ("3.4.99", BORN),
    ("14 March 1998", BORN),
    ("crime reference LC-20261030-0412", "a reference of one incident"),
    ("log no: 0412/301026", "a reference of one incident"),
]
HARMLESS = [
    "30", "2026-10-30", "30/10/2026", "30.10.26", "0.000123456", "20 calls came from L39 alone",
    "1,234,567,890", "150/200", "police query of 08/11/2026, run 3",
    "police, by date reported, extract of 12 Nov 2026",
    "Home Office table of 14 March 2014", "crime numbers 2025-26", "A59 from 6PM", "Q4 1st draft",
    "E01025483",
    "5 November High Street patrol", "20 fires on Elm Drive", "LFRS extract 2026-11-12 v1.2.50", "about 30",
    "NHS trust, 2026", "10 of 12", "week 44, 26/10-01/11/2026", "943 476 5918 in all",
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_text_gives_a_person_away(text: str, what: str) -> None:
    assert gives_away(text, TODAY) == what


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_source_gives_nothing_away(text: str) -> None:
    assert gives_away(text, TODAY) == ""
