"""docs/linter.md lists every rule as it is."""

from pathlib import Path

from seasonal_ops.linter.rulebook import RULES

PAGE = Path(__file__).parents[2] / "docs" / "linter.md"


def test_the_page_lists_every_rule() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert [(name, severity, source) for name, _finds, severity, source in rows] == [
        (f"`{rule.name}`", rule.severity.value, rule.source) for rule in RULES
    ]
