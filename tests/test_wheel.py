"""What `pipx install .` gets: the web page, word lists and migrations are in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in a wheel built from this source."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_package_is_packed(packed: set[str]) -> None:
    source = ROOT / "src"
    files = {path.relative_to(source).as_posix() for path in (source / "footpath").rglob("*") if path.is_file()}
    own = {file for file in files if "__pycache__" not in file and not file.endswith(".pyc")}
    assert own - packed == set()


@pytest.mark.parametrize(
    "file", ["footpath/http/static/index.html", "footpath/py.typed", "footpath/records/migrations/env.py"]
)
def test_what_a_copy_cannot_do_without_is_packed(packed: set[str], file: str) -> None:
    assert file in packed


def test_the_licence_is_packed(packed: set[str]) -> None:
    assert {name.rsplit("/", 1)[-1] for name in packed if "/licenses/" in name} == {"LICENSE", "NOTICE"}
