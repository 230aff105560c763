"""Names that are imported when they are first asked for."""

import pkgutil
import subprocess
import sys

import pytest

from seasonal_ops import views


def test_every_name_is_found() -> None:
    assert [name for name in views.__all__ if not hasattr(views, name)] == []


def test_another_name_is_missing_as_from_any_module() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        views.Nothing  # noqa: B018


def test_no_name_is_a_submodules_too() -> None:
    """Python sets a submodule on its package when it is imported, in the place of the name."""
    modules = {one.name for one in pkgutil.iter_modules(views.__path__)}
    assert modules & set(views.__all__) == set()


def test_only_what_is_asked_for_is_imported() -> None:
    code = (
        "import sys; from seasonal_ops.views import TargetView;"
        " print(*[name for name in sys.modules if name.startswith('seasonal_ops.views.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["seasonal_ops.views.aims"]
