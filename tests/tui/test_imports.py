"""What the doors must not load."""

import importlib.util
import subprocess
import sys

import pytest


def loaded_by(module: str) -> set[str]:
    """Top names of every module that importing this one loads, in a fresh interpreter."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_first_picture_needs_no_database_library() -> None:
    assert loaded_by("tui.app") & {"sqlmodel", "sqlalchemy", "pydantic", "alembic"} == set()


def test_the_command_line_never_loads_textual() -> None:
    if importlib.util.find_spec("seasonal_ops.cli") is None:
        pytest.skip("there is no command line")
    assert "textual" not in loaded_by("seasonal_ops.cli")
