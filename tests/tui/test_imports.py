"""What the doors must not load."""

import importlib.util
import pkgutil
import subprocess
import sys

import pytest

import tui


def loaded_by(module: str) -> set[str]:
    """Top names of every module that importing this one loads, in a fresh interpreter."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


HEAVY = {
    *("sqlmodel", "sqlalchemy", "pydantic", "alembic"),
    *("plotext", "textual_plotext", "scipy", "matplotlib", "docx"),
    *("httpx", "starlette", "smtplib", "lark"),
}


def test_the_first_picture_needs_no_heavy_library() -> None:
    assert loaded_by("tui.app") & HEAVY == set()


def test_no_room_loads_one_before_it_is_used() -> None:
    """All rooms in one interpreter; only the widget that is a chart needs its library to be defined."""
    rooms = [one.name for one in pkgutil.walk_packages(tui.__path__, "tui.")]
    assert "tui.compare.chart" in rooms
    rooms.remove("tui.compare.chart")
    assert loaded_by(", ".join(rooms)) & HEAVY == set()


def test_the_command_line_never_loads_textual() -> None:
    if importlib.util.find_spec("seasonal_ops.cli") is None:
        pytest.skip("there is no command line")
    assert "textual" not in loaded_by("seasonal_ops.cli")
