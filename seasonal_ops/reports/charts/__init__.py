"""Charts, readable in grey: each as SVG and as PNG, with its content in words. matplotlib is loaded to draw."""
