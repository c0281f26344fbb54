"""Promises that every exporter keeps: a new file on the shelf is held to them unseen."""

import gzip
import io
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from lxml import etree
from tests.plain_answers import in_any_order

import footpath
from footpath.exporting import export as exporting
from footpath.exporting.export import ExportCancelled
from footpath.exporting.exporters import for_file, shelf
from footpath.exporting.exporters._exporter import Unwritable
from footpath.workspace import Workspace

EXTRA = """customer,time,event,channel,value,mark,scale,note
zażółć,2026-09-03T10:00:00.123Z,Asked,phone,,9,nps,"=1+1 <&> ""quoted"" 旅程"
zażółć,2026-09-03T10:00:00.123Z,Asked,phone,,9,nps,"=1+1 <&> ""quoted"" 旅程"
zażółć,2026-09-03T10:00:00.123Z,Asked,phone,,4,csat,
x,2026-09-04T10:00:00Z,Bought,store,12.345,,,
x,2026-09-04T10:00:00Z,Bought,store,-1,,,
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample, with twins, two scales, and texts that formats have trouble with."""
    root = tmp_path_factory.mktemp("exported")
    file = root / "extra.csv"
    file.write_text(EXTRA, encoding="utf-8")
    with Workspace.create(root / "ws", timezone="Europe/Warsaw") as made:
        made.sample(customers=300)
        made.import_files(file, mapping={"score": "mark", "scale": "scale", "value": "value"})
        yield made


@pytest.fixture(params=sorted(shelf()))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _written(workspace: Workspace, name: str, folder: Path, packed: str = "") -> Path:
    path = folder / f"events{shelf()[name].suffixes[0]}{packed}"
    done = workspace.export(path)
    assert (done.format, done.file, done.events) == (name, path.name, workspace.status()["events"])
    return path


def test_says_what_it_is(name: str) -> None:
    exporter = shelf()[name]
    assert type(exporter).__doc__
    assert all(suffix.startswith(".") for suffix in exporter.suffixes)
    assert all(for_file(Path(f"x{suffix}")).name == name for suffix in exporter.suffixes)


def test_twice_gives_the_same_bytes_and_packed_the_same_content(
    workspace: Workspace, name: str, tmp_path: Path
) -> None:
    path = _written(workspace, name, tmp_path)
    first = path.read_bytes()
    packed = _written(workspace, name, tmp_path, ".gz")
    assert gzip.decompress(packed.read_bytes()) == first
    assert _written(workspace, name, tmp_path).read_bytes() == first


@pytest.mark.parametrize("name", [one for one, exporter in shelf().items() if exporter.by_customer])
def test_a_customers_events_come_in_order_whatever_the_buckets(
    workspace: Workspace, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _written(workspace, name, tmp_path).read_bytes()
    monkeypatch.setattr(exporting, "BUCKET", 100)
    monkeypatch.setattr(exporting, "_BATCH", 37)
    parted = _written(workspace, name, tmp_path).read_bytes()
    assert len(parted) == len(whole)
    if name == "xes":
        traces = etree.parse(io.BytesIO(parted)).getroot().findall("trace")
        names = [trace.find("string").get("value") for trace in traces]
        assert len(names) == len(set(names)) == workspace.status()["customers"]
        for trace in traces:
            times = [event.find("date").get("value") for event in trace.findall("event")]
            assert times == sorted(times)


@pytest.mark.parametrize("name", ["xes", "ocel"])
def test_imported_again_it_gives_the_same_answers(workspace: Workspace, name: str, tmp_path: Path) -> None:
    path = _written(workspace, name, tmp_path)
    questions: list[Any] = [
        footpath.Map(),
        footpath.Transitions(by="kind"),
        footpath.Funnel(steps=["Product Viewed", "Product Added", "Order Completed"], window="14d"),
    ]
    with Workspace.create(tmp_path / "again", timezone="Europe/Warsaw") as again:
        result = again.import_files(path)
        assert (result.events, result.rejected) == (workspace.status()["events"], 0)
        again.import_definitions(workspace.export_definitions())
        for question in questions:
            before, after = workspace.run(question).to_dict(), again.run(question).to_dict()
            for answer in (before, after):
                answer.pop("snapshot")
            assert in_any_order(after) == in_any_order(before)
        assert again.import_files(path).events == 0


def test_a_period_is_from_up_to_not_including(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    workspace.export(path, period=("2026-09-03", "2026-09-04"))
    times = pq.read_table(path)["time"].to_pylist()
    assert times
    assert min(times) >= datetime(2026, 9, 2, 22, tzinfo=UTC)
    assert max(times) < datetime(2026, 9, 3, 22, tzinfo=UTC)


def test_csv_cells_cannot_become_formulas(workspace: Workspace, tmp_path: Path) -> None:
    text = _written(workspace, "csv", tmp_path).read_text(encoding="utf-8-sig")
    assert text.startswith("customer,time,name,channel")
    assert "zażółć,2026-09-03T10:00:00.123Z,Asked,phone" in text


@pytest.mark.parametrize(
    ("file", "sentence"), [("events.doc", "does not say its format"), ("none/events.csv", "cannot be written")]
)
def test_what_cannot_be_written_is_said(workspace: Workspace, tmp_path: Path, file: str, sentence: str) -> None:
    with pytest.raises(Unwritable, match=sentence):
        workspace.export(tmp_path / file)
    with pytest.raises(Unwritable, match="is no format to export"):
        workspace.export(tmp_path / "events.csv", file_format="pdf")


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(
    workspace: Workspace, name: str, tmp_path: Path
) -> None:
    path = tmp_path / f"events{shelf()[name].suffixes[0]}"
    path.write_text("from before")
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(ExportCancelled):
        workspace.export(path, cancel=cancel)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(path.name, "from before")]
