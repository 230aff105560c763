"""The nearest of the names that are known to one that is not."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Known names that look like `name`, best first; none when nothing comes near."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=55
    )
    return [match for match, _score, _index in found]
