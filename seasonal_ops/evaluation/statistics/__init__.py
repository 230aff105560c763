"""The formulas of evaluation.md, pure: numbers in, numbers out; what is undefined is None, never NaN.

`ratios` has two totals and daily counts (B, C), `trends` years with `ranks` beside them (D), `differences`
a comparison area (E), `proportions` a survey (G), `tails` how unusual one count is, `whole` what a count
can be. numpy and scipy are imported inside the functions that need them.
"""
