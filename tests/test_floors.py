"""The floors: every room stands in the contract, and importing one room loads no other."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "footpath"


def contracts() -> dict[str, dict[str, object]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


def rooms() -> set[str]:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return folders | {path.stem for path in PACKAGE.glob("*.py") if path.stem not in ("__init__", "__main__")}


def floors() -> list[set[str]]:
    layers = contracts()["floors"]["layers"]
    assert isinstance(layers, list)
    return [{room.strip(" ()") for room in layer.split("|")} for layer in layers]


def test_every_room_stands_on_exactly_one_floor() -> None:
    placed = [room for floor in floors() for room in floor]
    assert len(placed) == len(set(placed))
    assert rooms() <= set(placed)


def test_every_folder_is_a_package() -> None:
    """A folder without ``__init__.py`` is invisible to the proof of the floors."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    data_only = {PACKAGE / "records" / "migrations", PACKAGE / "records" / "migrations" / "versions"}
    assert {folder for folder in folders if not (folder / "__init__.py").is_file()} - data_only == set()


def test_every_room_below_the_doors_is_kept_from_their_libraries() -> None:
    doors = floors()[0]
    sources = contracts()["doors"]["source_modules"]
    assert isinstance(sources, list)
    assert {f"footpath.{room}" for room in rooms() - doors - {"_version"}} == set(sources)


@pytest.mark.parametrize("room", ["vocabulary", "definitions"])
def test_importing_a_low_room_loads_no_higher_one(room: str) -> None:
    loaded = "sorted(name.split('.')[1] for name in sys.modules if name.startswith('footpath.'))"
    code = f"import sys, footpath.{room}; print(*{loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    order = floors()
    height = next(i for i, floor in enumerate(order) if room in floor)
    assert set(done.stdout.split()) <= {room}.union(*order[height:])
