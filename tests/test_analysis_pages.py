"""docs/analyses: a page for each analysis on the shelf, as its declaration makes it; every example on it answers."""

import importlib.util
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from footpath.cli import main
from footpath.workspace import Workspace

DOCS = Path(__file__).parent.parent / "docs"
FOLDER = DOCS / "analyses"


def _loaded() -> Any:
    found = importlib.util.spec_from_file_location("make_pages", FOLDER / "make_pages.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


make_pages = _loaded()
SHELF = make_pages.shelved()
EVERY = pytest.mark.parametrize("name", SHELF)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_pages_are_those_of_the_shelf_and_as_they_are_made() -> None:
    made = make_pages.pages()
    assert {path.name for path in FOLDER.glob("*.md")} == made.keys()
    for file, text in made.items():
        assert (FOLDER / file).read_text(encoding="utf-8") == text, f"docs/analyses/{file} is stale: run `make docs`."


def test_the_pages_are_linked() -> None:
    assert "docs/analyses/README.md" in (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert "analyses/README.md" in (DOCS / "how-it-works.md").read_text(encoding="utf-8")


@EVERY
def test_a_page_explains_every_column_and_how_to_read_it(name: str) -> None:
    text = text_of(name)
    for head in ("When to use it", "Definition", "The table", "The picture", "Limits", "Ask it", "Parameters"):
        assert f"\n## {head}\n" in text, f"docs/analyses/{name}.md has no part {head!r}."
    table = text.partition("\n## The table\n")[2].partition("\n## ")[0]
    named = [word for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for word in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(SHELF[name].heads)
    parameters = text.partition("\n## Parameters\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", parameters, re.MULTILINE) == [*SHELF[name].model_fields]


@EVERY
def test_its_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", text_of(name)):
        assert (FOLDER / target).is_file(), target


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    with Workspace.create(folder / "shop", timezone="Europe/Warsaw") as workspace:
        workspace.sample(customers=400)
    return folder / "shop"


@EVERY
def test_its_examples_answer_alike(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command, the body and the Python call of the page ask the same, and the sample has an answer."""
    text = text_of(name)
    [command, body, python] = re.findall(r"\n```(?:json|python)?\n(.*?)\n```\n", text, re.DOTALL)
    words = shlex.split(command)
    assert words[:2] == ["footpath", name]
    monkeypatch.setattr(sys, "argv", [*words, "--json", "-w", str(root)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    told = json.loads(capsys.readouterr().out)
    assert told["n"] > 0
    with Workspace.open(root) as workspace:
        asked = SHELF[name].model_validate(json.loads(body))
        result = workspace.run(asked)
        assert result.rows
        assert result.to_dict() == told
    monkeypatch.chdir(root.parent)
    names: dict[str, Any] = {}
    lines = python.strip().splitlines()
    exec("\n".join([*lines[:-1], f"table = {lines[-1]}", "ws.close()"]), names)
    assert names["table"].equals(result.table)
