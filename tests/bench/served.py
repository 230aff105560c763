"""The feeds' application for a server that loads it by name; its settings come from the environment."""

import os
from pathlib import Path

from seasonal_ops.bootstrap import App
from seasonal_ops.settings import load

app = App(load({}, os.environ, working_folder=Path.cwd())).web()
