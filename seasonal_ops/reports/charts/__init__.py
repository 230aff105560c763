"""Charts, readable in grey: as SVG and as PNG, with their content in words; matplotlib is loaded to draw."""
