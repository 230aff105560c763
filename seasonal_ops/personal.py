"""Texts that give a person away: Seasonal Ops holds counts, and no text may say whom they are of.

Found are the forms that no source of counts needs: telephone numbers, postcodes, addresses, birth dates. A
name alone is no such form, and neither is the date in words that a source was published on.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# It begins where a word does: tried at every letter, long texts would take their length squared.
_MAIL: Final = re.compile(r"(?<![^\s@<>])[^\s@<>]{1,64}@[^\s@<>]{1,200}\.[A-Za-z]{2,}")
# A number in the United Kingdom has ten or eleven digits with its leading 0 or +44; one of a mobile that
# lost its 0 begins with 7 (Ofcom's numbering plan).
_PHONE: Final = re.compile(
    r"(?<![\w.,/-])(?:(?:(?:\+|00)44[ .-]?(?:\(0\) ?)?|\(?0)[1-9](?:[ .()-]{0,2}[0-9]){8,9}"
    r"|7[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{3})(?![\w.,/-]?[0-9])"
)
# The second half of a postcode never has C, I, K, M, O or V (BS 7666): 9PM is none; nor is 1st or 2nd.
_POSTCODE: Final = re.compile(
    r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?(?!(?-i:1st|2nd|3rd|[0-9]th)\b)[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
)
_STREETS: Final = (
    "street|st|road|rd|avenue|ave|drive|lane|close|crescent|court|way|place|terrace|grove|gardens|mews|row"
)
_HOME: Final = re.compile(
    rf"(?<![\w/.-])[0-9]{{1,3}}[A-Za-z]?,? +(?!(?i:{_MONTHS}))"
    rf"(?:[A-Z][\w'-]{{1,30}} +){{1,3}}(?i:{_STREETS})\b"
)
_BORN: Final = re.compile(r"\b(?:d\.?o\.?b\.?|born(?: on)?|date of birth)\b\D{0,12}[0-9]", re.IGNORECASE)
_OLD_DATE: Final = re.compile(
    r"(?<![\w.,/-])(?:(?:0?[1-9]|[12][0-9]|3[01])(?P<sign>[/.-])(?:0?[1-9]|1[0-2])(?P=sign)(?P<last>[0-9]{4}|[0-9]{2})"
    r"|(?P<first>(?:19|20)[0-9]{2})-[0-9]{1,2}-[0-9]{1,2})(?![\w/-]|[.,][0-9])"
)
_DATE_ALONE: Final = re.compile(
    rf"\(?[0-9]{{1,2}}(?:st|nd|rd|th)?[ -](?:{_MONTHS})[a-z]{{0,6}}[ -]((?:19|20)[0-9]{{2}})\)?",
    re.IGNORECASE,
)
# Nobody counts a night so long ago in such a form, and those who are counted are older than that.
_YEARS_BACK: Final = 10
_HEALTH: Final = re.compile(
    r"\bnhs\b\D{0,16}[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b"
    r"|(?<![\w.,/-])(?P<bare>[0-9]{3}[ -][0-9]{3}[ -][0-9]{4})(?![\w-])",
    re.IGNORECASE,
)
_INSURED: Final = re.compile(r"\b(?:[A-Z]{2} ?(?:[0-9]{2} ?){3}[A-D]|[a-z]{2}[0-9]{6}[a-d])\b")
_REFERENCE: Final = re.compile(
    r"\b(?:crime|incident|occurrence|log|custody)[ .]{1,2}(?:reference|ref|number|no|id)\b[ .:#]{0,3}"
    r"(?!20[0-9]{2}[-/][0-9]{2}\b)(?:[A-Z]{1,4}[-/ ]?)?[0-9][0-9A-Z/-]{4,}",
    re.IGNORECASE,
)
_SHORTEST: Final = 6
FEWEST_DIGITS: Final = 10  # that are a telephone number
DIGITS: Final = "a telephone number, or a reference"


def gives_away(text: str, today: date) -> str:
    """What a text gives away of a person, such as "an e-mail address"; "" when it gives nothing away.

    Say no more of such a text than that and its place. `today` tells dates of birth from those of counts.
    """
    if len(text) < _SHORTEST:
        return ""
    if "@" in text and _MAIL.search(text):
        return "an e-mail address"
    if not any(map(str.isdigit, text)) or (len(text) < FEWEST_DIGITS and text.isdigit()):
        return ""
    if found := next((what for what, found in _FORMS if found(text)), ""):
        return found
    if text.isdigit():
        return DIGITS
    return "a date of birth" if _has_old_date(text, today) else ""


def is_long_ago(on: date, today: date) -> bool:
    """Whether a date in a column that is none of dates is more likely one of birth."""
    return on.year < today.year - _YEARS_BACK


def _has_old_date(text: str, today: date) -> bool:
    alone = _DATE_ALONE.fullmatch(text.strip())
    years = [alone[1]] if alone else []
    years += [found["first"] or found["last"] for found in _OLD_DATE.finditer(text)]
    return any(_full(year, today) < today.year - _YEARS_BACK for year in years)


def _full(year: str, today: date) -> int:
    """A year of two digits is the last one that ends so."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= today.year % 100 + 1 else 1900)


def _health_number(text: str) -> bool:
    """With its name before it, or with its check digit (NHS Data Dictionary: modulus 11)."""
    for found in _HEALTH.finditer(text):
        if not found["bare"]:
            return True
        digits = [int(one) for one in found["bare"] if one.isdigit()]
        if (11 - sum((10 - at) * one for at, one in enumerate(digits[:9])) % 11) % 11 == digits[9]:
            return True
    return False


_FORMS: Final[Sequence[tuple[str, Callable[[str], object]]]] = (
    ("an NHS number", _health_number),
    ("a telephone number", _PHONE.search),
    ("a postcode", _POSTCODE.search),
    ("an address", _HOME.search),
    ("a date of birth", _BORN.search),
    ("a National Insurance number", _INSURED.search),
    ("a reference of one incident", _REFERENCE.search),
)
