"""A stranger's analysis, one file beside Footpath, has every door and keeps every promise of the shelf."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.http.server_process import Server

import footpath
from footpath.cli import main
from footpath.cli.shelved import summaries

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guides"
SAMPLE = ["--of", "Order Completed", "--width", "7"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process where the file is installed as a package that declares an entry point."""
    place = tmp_path_factory.mktemp("outside")
    (place / "repurchase.py").write_bytes((GUIDE / "repurchase.py").read_bytes())
    about = place / "repurchase-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: repurchase\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[footpath.analyses]\nrepurchase = repurchase:Repurchase\n")
    source = str(Path(footpath.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FOOTPATH_WORKSPACE")}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(place), source, str(ROOT)])}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guide") / "ws"
    with footpath.create(root, timezone="Europe/Warsaw") as made:
        made.sample(customers=150)
    return root


@pytest.fixture
def run(
    installed: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., str]]:
    """``run(...)`` calls the ``footpath`` command with the package beside it; returns what it prints."""
    monkeypatch.syspath_prepend(installed["PYTHONPATH"].split(os.pathsep)[0])
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["footpath", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        shown = capsys.readouterr()
        assert ended.value.code in (0, None), shown.err
        return shown.out

    summaries.cache_clear()
    yield call
    summaries.cache_clear()


def test_it_has_a_command_a_table_and_files(run: Callable[..., str], workspace: Path, tmp_path: Path) -> None:
    summary = "How long customers take from one purchase to the next."
    assert summary in run("--help")
    told = run("repurchase", "--help")
    assert summary in told
    assert all(option in told for option in ("--of", "--width", "--most", "--where", "--breakdown", "--out"))
    shown = run("repurchase", *SAMPLE, "-w", workspace)
    assert "from days" in shown
    answer = json.loads(run("repurchase", *SAMPLE, "-w", workspace, "--json"))
    assert answer["n"] > 20
    assert {"period", "snapshot", "audience", "where"} <= answer.keys()
    groups = json.loads(run("repurchase", *SAMPLE, "-w", workspace, "--json", "--breakdown", "device"))
    assert sum(group["answer"]["n"] for group in groups["breakdown"]["groups"]) == answer["n"]
    for suffix in ("csv", "xlsx", "parquet", "json"):
        run("repurchase", *SAMPLE, "-w", workspace, "--out", tmp_path / f"t.{suffix}")
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == answer["rows"]
    assert json.loads((tmp_path / "t.json").read_text()) == answer


def test_it_has_a_route_with_its_parameters_and_an_export(
    installed: dict[str, str], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*installed["PYTHONPATH"].split(os.pathsep), *sys.path])
    server = Server(workspace)
    try:
        body: dict[str, Any] = {"of": "Order Completed", "width": 7}
        answer = server.post("/api/repurchase", **body)
        assert answer["n"] > 20
        paths = server.get("/api/openapi.json")["paths"]
        assert "How long customers take" in paths["/api/repurchase"]["post"]["summary"]
        file = server.client.post("/api/export", json={"answer": "repurchase", **body})
        assert file.text.splitlines()[0].endswith("from_days,to_days,purchases,share,low,high")
        wrong = server.client.post("/api/repurchase", json={"width": 0})
        assert (wrong.status_code, "width" in wrong.json()["error"]["sentence"]) == (422, True)
    finally:
        server.stop()


def test_the_shelfs_promises_are_asked_of_it_too(installed: dict[str, str]) -> None:
    files = ("test_every_analysis.py", "test_every_analysis_at_the_edges.py", "test_parameters_of_every_analysis.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", "repurchase",
         *(str(ROOT / "tests" / file) for file in files)],
        capture_output=True, text=True, env=installed, cwd=ROOT, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert int(done.stdout.split(" passed")[0].split()[-1]) > 25


def test_the_guide_shows_the_file_as_it_is() -> None:
    text = (GUIDE / "add-an-analysis.md").read_text(encoding="utf-8")
    code = (GUIDE / "repurchase.py").read_text(encoding="utf-8")
    shown = [block.split("\n", 1)[1] for block in text.split("```")[1::2] if block.startswith("python")]
    assert shown
    for block in shown:
        assert block.strip("\n") in code + (ROOT / "tests" / "guides" / "test_repurchase.py").read_text()
