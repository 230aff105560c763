"""Charts, readable in grey: as SVG and as PNG, with their content in words; matplotlib is loaded to draw.

`nights.draw` and `years.draw` lay everything out in millimetres on a page 170 wide, so that nothing is scaled
in a document and no type is smaller than 8 points.
"""
