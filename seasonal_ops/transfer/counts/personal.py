"""What tells of persons: such a sheet is refused, and nothing of it is said again.

Places are named, contents never: neither in a problem nor in a note nor in a log.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from seasonal_ops.names import joined
from seasonal_ops.personal import gives_away, is_long_ago
from seasonal_ops.transfer.cells.choices import loose
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Row, Sheet, Value, letter

REFUSED: Final = (
    "count them per date first; Seasonal Ops holds counts only, and nothing of this file was kept"
)
_LONGEST_HEADER: Final = 60
# A number of ten digits is no count of anything in a district.
_FEWEST_OF_TEN: Final = 1e9
# Headers that stand for a person or for one incident, in small letters and without punctuation.
_NAMES: Final = (
    "name, full name, first name, last name, middle name, given name, family name, known as, alias, "
    "nominal, victim, offender, suspect, witness, complainant, injured party, caller, informant, "
    "patient, casualty name, reporting person, person, aggrieved, dob, d o b, date of birth, birth "
    "date, born, age, gender, sex, ethnicity, address, home address, house number, postcode, post code, "
    "phone, phone number, phone no, telephone, telephone number, tel, tel no, mobile, mobile number, e "
    "mail, email, email address, e mail address, nhs number, nhs no, ni number, ni no, national "
    "insurance number, nino, crime reference, crime ref, crime number, crime no, incident reference, "
    "incident ref, incident number, incident no, log number, log no, occurrence number, urn, pnc id, "
    "pnc number, officer, officer name, reporting officer, officer in case, oic, collar number, "
    "shoulder number, vrm, number plate, vehicle registration, registration number, next of kin, "
    "parent, guardian"
)
_HEADERS: Final = frozenset(_NAMES.split(", "))
_WORDS: Final = frozenset(
    {"surname", "forename", "forenames", "surnames", "dob", "postcode", "postcodes", "telephone", "nhs"}
)


def personal_headers(sheet: Sheet, row: Row, known: frozenset[int]) -> Iterator[Problem]:
    """One problem for the headers that stand for persons, but for columns `known` to hold something else."""
    found = [
        letter(at) for at, value in enumerate(row.values) if at not in known and is_personal_header(value)
    ]
    if found:
        columns = f"column {found[0]} is" if len(found) == 1 else f"columns {joined(found)} are"
        sentence = f"{columns} about persons or single incidents; {REFUSED}"
        yield Problem(sentence=sentence, sheet=sheet.name, row=row.number)


def is_personal_header(value: Value) -> bool:
    """Whether a text stands for a person or a single incident when it heads a column."""
    if not isinstance(value, str) or len(value) > _LONGEST_HEADER:
        return False
    said = loose(value)
    return said in _HEADERS or not _WORDS.isdisjoint(said.split())


def personal_cell(value: Value, today: date) -> str:
    """What a cell gives away, such as "an e-mail address"; "" when it gives nothing away."""
    match value:
        case str():
            return gives_away(value, today)
        case float() if value.is_integer() and value >= _FEWEST_OF_TEN:
            return "a telephone number, or a reference"
        case date() if is_long_ago(value, today):
            return "a date of birth"
        case _:
            return ""
