"""The shelf finds what lies on it, and nothing else."""

import sys
from pathlib import Path

import pytest

from footpath.shelf import items


class Tool:
    """The contract of the shelf in these tests."""

    name = "tool"


def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, **files: str) -> str:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for file, text in files.items():
        (folder / f"{file}.py").write_text(f"import tests_contract\n{text}")
    module = type(sys)("tests_contract")
    module.Tool = Tool  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tests_contract", module)
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_one_thing_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "class {0}(tests_contract.Tool):\n    name = '{0}'\n"
    name = shelf(
        tmp_path, monkeypatch, "shelf_a", saw=text.format("Saw"), axe=text.format("Axe"),
        _own=text.format("Own"), borrowed="from shelf_a.saw import Saw\n",
    )  # fmt: skip
    assert list(items(name, Tool)) == ["Axe", "Saw"]


def test_two_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "class Saw(tests_contract.Tool):\n    name = 'saw'\n"
    name = shelf(tmp_path, monkeypatch, "shelf_b", one=text, two=text)
    with pytest.raises(ValueError, match="called 'saw'"):
        items(name, Tool)
