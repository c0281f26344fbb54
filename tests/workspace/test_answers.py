"""What the workspace answers, whichever door asks."""

from pathlib import Path

import pytest

from footpath.analyses.map import Map
from footpath.analyses.transitions import Transitions
from footpath.workspace import Workspace, WorkspaceError

EVENTS = "customer,time,event\nann,2026-01-01T10:00:00Z,View\nann,2026-01-02T10:00:00Z,Order\nbob,never,View\n"


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace.create(tmp_path / "shop", timezone="Europe/Warsaw") as workspace:
        yield workspace


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


def test_an_import_answers_with_definition_period_and_snapshot(workspace: Workspace, events: Path):
    answer = workspace.import_files(events).to_dict()
    assert (answer["schema"], answer["n"], answer["events"], answer["rejected"]) == (1, 2, 2, 1)
    assert answer["definition"].endswith("reason.")
    assert answer["said"] == [{"code": "definition.imported", "values": {}}]
    assert answer["period"] == {
        "from": "2026-01-01T10:00:00.000Z", "to": "2026-01-02T10:00:00.001Z", "timezone": "Europe/Warsaw",
    }  # fmt: skip
    assert answer["snapshot"] == workspace.run(Map()).to_dict()["snapshot"]


def test_an_empty_store_has_no_period(workspace: Workspace):
    empty = {"from": None, "to": None, "timezone": "Europe/Warsaw"}
    assert workspace.run(Map()).to_dict()["period"] == empty
    asked = workspace.run(Map(), period=("2026-01-01", None)).to_dict()["period"]
    assert asked == {**empty, "from": "2025-12-31T23:00:00.000Z"}


def test_a_period_after_all_data_is_empty_and_no_fault(workspace: Workspace, events: Path):
    workspace.import_files(events)
    assert workspace.run(Map(), period=("2030-01-01", None)).to_dict()["n"] == 0
    assert workspace.run(Map(), period=(None, "2020-01-01")).to_dict()["n"] == 0
    with pytest.raises(WorkspaceError, match="ends before it begins"):
        workspace.run(Map(), period=("2030-01-01", "2029-01-01"))


def test_a_table_without_rows_has_its_columns(workspace: Workspace):
    assert workspace.run(Transitions()).table.column_names == list(Transitions.heads)
    assert workspace.run(Map()).table.column_names == list(Map.heads)


def test_what_went_wrong_is_kept_with_its_code(workspace: Workspace, tmp_path: Path):
    number = workspace.enter_import("pages.pdf")
    assert workspace.imports()[0]["state"] == "waiting"
    (tmp_path / "pages.pdf").write_bytes(b"%PDF-1.7\0\xff\0")
    with pytest.raises(ValueError, match="is a PDF document"):
        workspace.import_files(tmp_path / "pages.pdf", import_id=number)
    [row] = workspace.imports()
    assert (row["id"], row["state"]) == (number, "failed")
    assert row["error"] == "pages.pdf is a PDF document: export the events as CSV."
    assert row["said"] == [{"code": "file.is_pdf", "values": {"file": "pages.pdf"}}]


def test_rejected_rows_say_why_in_codes_and_values(workspace: Workspace, tmp_path: Path):
    path = tmp_path / "odd.csv"
    path.write_text("customer,time,event\n" + "ann,2026-01-01,View\n" * 50 + "bob,2026-01-01\n")
    workspace.import_files(path)
    [row] = workspace.rejected()["rows"]
    assert row["sentence"] == (
        "The row does not fit the columns of its file. Cells in the row: 2; columns in the first line: 3."
    )
    assert row["said"] == [
        {"code": "row.bad_row", "values": {}},
        {"code": "row.cells", "values": {"found": 2, "columns": 3}},
    ]


def test_a_preview_says_everything_in_codes_and_values(workspace: Workspace, events: Path):
    preview = workspace.preview(events).to_dict()
    assert all(column["said"] for column in preview["columns"])
    assert len(preview["notes"]) == len(preview["notes_said"])
    assert preview["rejected_sample"][0]["said"] == [{"code": "row.bad_time", "values": {}}]
    events.write_text("who,when\nann,03/04/2026\n")
    asked = workspace.preview(events, {"customer": "who", "time": "when"}).to_dict()
    assert [question["said"][0]["code"] for question in asked["questions"]] == ["question.day_or_month"]
    assert asked["notes_said"][0][0] == {"code": "note.one_event", "values": {"event": "events"}}


def test_verify_tells_how_far_it_is(workspace: Workspace):
    workspace.sample(customers=50)
    heard: list[tuple[int, int]] = []
    assert workspace.verify(lambda done, total: heard.append((done, total)))["ok"]
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert {total for _, total in heard} == {heard[-1][1]}
    assert heard[-1][0] == heard[-1][1]
