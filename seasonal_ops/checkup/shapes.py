"""What a check of the set-up finds."""

from dataclasses import dataclass

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.words import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`check` names what was looked at; `way_out` says what to do, and is empty when all is well."""

    check: str
    state: Health
    sentence: str
    way_out: str = ""


def ok(check: str, sentence: str) -> Checked:
    """It is as it should be."""
    return Checked(check=check, state=Health.OK, sentence=sentence)


def warning(check: str, sentence: str, way_out: str) -> Checked:
    """It works, and somebody should look at it."""
    return Checked(check=check, state=Health.WARNING, sentence=sentence, way_out=way_out)


def defect(check: str, sentence: str, way_out: str) -> Checked:
    """Something that is promised does not work."""
    return Checked(check=check, state=Health.DEFECT, sentence=sentence, way_out=way_out)


def refused(check: str, error: SeasonalOpsError) -> Checked:
    """What the program itself says against it: our sentences end with what to do."""
    said, _, way_out = str(error).partition(";")
    return defect(check, said, way_out.strip())
