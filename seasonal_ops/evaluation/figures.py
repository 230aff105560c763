"""Numbers as a reader sees them: rounded, but never across a line that the verdict stands on (pure)."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

MINUS: Final = "−"
BEYOND: Final = 10**9
_WHOLE, _TENTH = Decimal(1), Decimal("0.1")


def number(value: Decimal) -> str:
    """A value as it was counted, without zeros behind the point: "1,878", "12.5"."""
    return f"{value.normalize():,f}"


def amount(value: Decimal, unit: str) -> str:
    """A value with its unit, which is a plural: "6 days", "1 (days)"."""
    return f"1 ({unit})" if value == 1 else f"{number(value)} {unit}"


def change(value: Decimal) -> str:
    """A change in per cent with its sign and all its digits: "−4.20%"."""
    sign = MINUS if value < 0 else "+" if value else ""
    return f"{sign}{abs(value):f}%"


def percent(value: float) -> str:
    """The size of a change without its sign: "33%", "4.4%"; "under 0.1%" rather than 0%.

    A fall that leaves something is never shown as 100%, and beyond a thousand million nothing is told apart.
    """
    size = abs(Decimal(repr(value)))
    if size > BEYOND:
        return f"over {BEYOND:,}%"
    if not size:
        return "0%"
    if size < Decimal("0.05"):
        return "under 0.1%"
    if Decimal("99.5") <= size < 100:
        return f"{size.quantize(_TENTH, ROUND_FLOOR)}%"
    tenths = size.quantize(_TENTH, ROUND_HALF_UP)
    return f"{tenths if tenths < 10 else size.quantize(_WHOLE, ROUND_HALF_UP):f}%"


def signed_percent(value: float) -> str:
    """A change with its sign, for the end of a range: "−33%", "+0.1%"."""
    text = percent(value)
    if text == "0%" or text.startswith("under"):
        return "0%"
    if text.startswith("over"):
        return text
    return (MINUS if value < 0 else "+") + text


def signed(value: float, digits: int = 2) -> str:
    """A number with its sign to so many decimals, without one when it rounds to 0: "−0.42", "+15"."""
    size = f"{abs(value):.{digits}f}"
    return size if not float(size) else (MINUS if value < 0 else "+") + size


def rate(value: float) -> str:
    """A rate ratio to two decimals, or to as many more as keep it apart from 0 and 1."""
    if value > BEYOND:
        return f"over {BEYOND:,}"
    if value in (0, 1) or value >= 100:
        return f"{value:.0f}"
    for digits in (2, 3, 4, 5, 6):
        text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
        if float(text) not in (0, 1):
            return text
    return f"{value:.1e}" if value < 0.5 else f"{value:.9f}"


def p_value(p: float) -> str:
    """ "p 0.045", "p < 0.001"; more digits where three would hide on which side of 0.05 or 0.01 it lies."""
    if p < 0.001:
        return "p < 0.001"
    if p >= 0.9995:
        return "p > 0.999"
    for digits in (3, 4, 5, 6):
        text = f"{p:.{digits}f}"
        if float(text) not in (0.05, 0.01) or float(text) == p:
            break
    return f"p {text}"


def exposure(value: float) -> str:
    """Days or months without a needless decimal point."""
    return f"{value:.12g}"
