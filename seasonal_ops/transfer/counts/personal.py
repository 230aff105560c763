"""What tells of persons: such a sheet is refused, and nothing of it is said again.

Places are named, contents never: neither in a problem nor in a note nor in a log.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from seasonal_ops.names import joined
from seasonal_ops.personal import DIGITS, FEWEST_DIGITS, gives_away, is_long_ago
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import loose
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Row, Sheet, Value, letter

REFUSED: Final = (
    "count them per date first; Seasonal Ops holds counts only, and nothing of this file was kept"
)
_LONGEST_HEADER: Final = limits.LONGEST_DATE
# A number of ten digits is no count of anything in a district.
# Headers that stand for a person or for one incident, in small letters and without punctuation.
_NAMES: Final = (
    "known as, alias, injured party, reporting person, person, d o b, born, house number, post code, "
    "tel, tel no, e mail, e mail address, ni number, ni no, national insurance number, "
    "crime reference, crime ref, crime number, crime no, incident reference, incident ref, incident number, "
    "incident no, log number, log no, occurrence number, urn, pnc id, pnc number, officer, officer name, "
    "reporting officer, officer in case, oic, collar number, shoulder number, vrm, number plate, vehicle "
    "registration, registration number, next of kin, parent, guardian"
)
_HEADERS: Final = frozenset(_NAMES.split(", "))
# Words that do so wherever they stand in a header. Victims are counted, a victim is somebody.
_ALONE: Final = (
    "surname surnames forename forenames dob postcode postcodes telephone nhs nino nominal nominals "
    "complainant aggrieved"
)
_ALWAYS: Final = frozenset(_ALONE.split())
_BESIDE: Final = (
    "name names fullname firstname lastname victim offender suspect witness caller informant patient "
    "casualty perpetrator accused defendant detainee birth age gender sex ethnicity address addresses "
    "phone mobile email"
)
_WORDS: Final = frozenset(_BESIDE.split())
# Unless they stand beside what is counted or has a name of its own: phone calls, area name, witness appeals.
_COUNTING: Final = (
    "calls incidents reports visits appeals checks contacts sessions offences offenders patrols referrals "
    "area ward hotspot beat district measure indicator plan agency partner occasion event activity"
)
_COUNTED: Final = frozenset(_COUNTING.split())


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
    words = set(said.split())
    return (
        said in _HEADERS
        or not _ALWAYS.isdisjoint(words)
        or (not _WORDS.isdisjoint(words) and _COUNTED.isdisjoint(words))
    )


def personal_cell(value: Value, today: date) -> str:
    """What a cell gives away, such as "an e-mail address"; "" when it gives nothing away."""
    match value:
        case str():
            return gives_away(value, today)
        case float() if value.is_integer() and value >= 10 ** (FEWEST_DIGITS - 1):
            return DIGITS
        case date() if is_long_ago(value, today):
            return "a date of birth"
        case _:
            return ""
