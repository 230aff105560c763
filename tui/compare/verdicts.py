"""The verdicts as glyphs; the words are those of the evaluation. Pure."""

from typing import Final

from seasonal_ops.words import Verdict

GLYPHS: Final = {
    Verdict.LIKELY: "✓",
    Verdict.PROBABLE: "≈",
    Verdict.UNCLEAR: "?",
    Verdict.TOO_FEW: "·",
    None: "–",
}
STYLES: Final = {Verdict.LIKELY: "$text-success", Verdict.PROBABLE: "$text-success"}
