"""Cells of a Delivery Action Plan that hold several things: lines, bullets, and the tags of a web page."""

import re
from typing import Final

# What copying from a page leaves behind. Other angle brackets are text.
_TAG: Final = re.compile(r"</?(?:p|ul|ol|li|br|div|span|b|strong|i|em|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BULLET: Final = re.compile(
    r"(?:[•▪●◦‣∙·\uf0b7–—*-](?:\s+|$)|\(?[0-9]{1,2}[.)]\s*(?=[^\W\d_])|[•▪●◦‣∙\uf0b7])"
)
# Signs that stand within no sentence: where one comes in a line, a new item begins.
_WITHIN: Final = re.compile(r"\s*[•▪●‣\uf0b7]\s*")
OURS: Final = "– "  # before each line of an export, which is then read as it stands


def untagged(text: str) -> str:
    """The text with a line break for each tag, without empty lines."""
    lines = (" ".join(line.split()) for line in _TAG.sub("\n", text).splitlines())
    return "\n".join(line for line in lines if line)


def items(text: str) -> tuple[list[str], list[str]]:
    """The things that a cell lists, and lines that only introduce them ("… by:").

    Where some lines have bullets, a line without one goes on with the line before.
    """
    lines = text.split("\n")
    if all(line.startswith(OURS) for line in lines):
        return [text for line in lines if (text := line.removeprefix(OURS).strip())], []
    found: list[str] = []
    leads_in: list[str] = []
    bulleted = False
    for line in _split(text):
        bullet = _BULLET.match(line)
        item = line[bullet.end() :] if bullet else line
        if not item:
            continue
        if bullet:
            bulleted = True
            found.append(item)
        elif item.rstrip(" -–").endswith(":"):
            leads_in.append(item)
        elif bulleted:
            found[-1] += f" {item}"
        else:
            found.append(item)
    return (found, leads_in) if found else (leads_in, [])


def listed(lines: list[str]) -> str:
    """Lines for a cell that `items` gives back as they are."""
    return "\n".join(f"{OURS}{line}" for line in lines)


def _split(text: str) -> list[str]:
    """The lines, and one more for each bullet within a line."""
    lines = []
    for line in _TAG.sub("\n", text).split("\n"):
        first, *rest = _WITHIN.split(" ".join(line.split()))
        lines += [first, *(f"• {item}" for item in rest)]
    return lines
