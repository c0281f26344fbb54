"""``run(...)`` calls the ``footpath`` command in this process; ``shop`` is a workspace with a few events."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import footpath
from footpath.cli import main

EVENTS = """\
customer,time,event,channel,value,country,late,nps
anna,2026-09-01T08:00:00Z,Ad Clicked,ads,,PL,false,
anna,2026-09-01T09:00:00Z,Product Viewed,web,,PL,false,
anna,2026-09-02T09:00:00Z,Order Completed,web,100,PL,false,
anna,2026-09-09T09:00:00Z,Survey Answered,email,,PL,false,9
bob,2026-09-01T10:00:00Z,Product Viewed,app,,RO,true,
bob,2026-09-03T10:00:00Z,Order Completed,app,50,RO,true,
bob,2026-09-05T10:00:00Z,Call Received,phone,,RO,true,
bob,2026-09-08T10:00:00Z,Survey Answered,email,,RO,true,3
cyd,2026-09-02T12:00:00Z,Product Viewed,web,,TW,false,
,2026-09-02T12:00:00Z,Product Viewed,web,,TW,false,
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.delenv("FOOTPATH_WORKSPACE", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)  # parallel test runners set it; a pipe has none
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["footpath", *map(str, arguments)])
        capsys.readouterr()
        code: Any = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Ended(int(code), shown.out, shown.err)

    return call


@pytest.fixture
def source() -> dict[str, str]:
    """The environment for a process of its own that runs this very source."""
    return {**os.environ, "PYTHONPATH": str(Path(footpath.__file__).parents[1])}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "events.csv").write_text(EVENTS)
    with footpath.create(folder / "shop", timezone="Europe/Warsaw", currency="PLN") as workspace:
        workspace.import_files(folder / "events.csv", mapping={"score": "nps"}, options={"scale": "nps"})
    return folder / "shop"


@pytest.fixture
def shop(_made: Path, tmp_path: Path) -> Path:
    """A workspace of one's own, with ``EVENTS`` imported."""
    return Path(shutil.copytree(_made, tmp_path / "shop"))
