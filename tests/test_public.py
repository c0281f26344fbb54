"""The public Python API: complete, sorted, lazy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import footpath


def test_all_is_sorted_and_complete() -> None:
    assert footpath.__all__ == sorted(footpath.__all__)
    for name in footpath.__all__:
        assert getattr(footpath, name) is not None
    shown = {name for name in dir(footpath) if not name.startswith("_")} | {"__version__"}
    assert set(footpath.__all__) <= shown


def test_what_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'footpath' has no attribute 'nothing'"):
        _ = footpath.nothing


def test_importing_it_imports_no_room() -> None:
    script = "import footpath, sys; print(*sorted(m for m in sys.modules if m.startswith('footpath')))"
    source = {**os.environ, "PYTHONPATH": str(Path(footpath.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=source)
    assert done.stdout.split() == ["footpath", "footpath._version"]


def test_it_is_typed() -> None:
    from importlib.resources import files

    assert files("footpath").joinpath("py.typed").is_file()
