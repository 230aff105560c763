"""The terminal door: what a lead sees. Imports nothing until `tui.app` is asked for."""

import os

# Textual reads it once, when it is imported. The answer to a key takes two frames, the line first and then
# what stands beside it: at the usual 60 a second the second comes when the next key is pressed already.
os.environ.setdefault("TEXTUAL_FPS", "120")
