"""Public files in, published figures out, through the whole road: file, store, analysis."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from footpath.analyses.funnel import Funnel
from footpath.analyses.map import Map
from footpath.analyses.transitions import Transitions
from footpath.workspace import Workspace

Data = Callable[[str], Path]
LOGS = {
    "bpi2012_loan_application": "bpic2012.xes.gz",
    "municipality_receipt_log": "receipt.xes.gz",
    "process_mining_running_example": "running-example.xes",
    "road_traffic_fines_100": "roadtraffic100traces.xes.gz",
}


def imported(tmp_path: Path, file: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace")
    workspace.import_files(file)
    return workspace


@pytest.mark.parametrize("folder", LOGS)
def test_a_log_has_its_published_counts_and_directly_follows_graph(data: Data, tmp_path: Path, folder: str) -> None:
    expected = json.loads((data(folder) / "reference_pm4py.json").read_text())["all_events"]
    with imported(tmp_path, data(folder) / LOGS[folder]) as workspace:
        drawn = workspace.run(Map()).to_dict()
        counted = (drawn["journeys"], drawn["events"], drawn["variants"])
        assert counted == (expected["cases"], expected["events"], expected["variants"])
        edges = workspace.run(Transitions(by="name")).to_dict()["edges"]
        follows = {(e["from"], e["to"]): e["count"] for e in edges if e["from"] != "START" and e["to"] != "END"}
        assert follows == {(a, b): count for a, b, count in expected["dfg"]}
        assert len(follows) == expected["dfg_edges"]
        assert {e["to"]: e["count"] for e in edges if e["from"] == "START"} == expected["start_activities"]
        assert {e["from"]: e["count"] for e in edges if e["to"] == "END"} == expected["end_activities"]


def test_bpi2012_has_its_published_funnel(data: Data, tmp_path: Path) -> None:
    steps = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "A_APPROVED"]
    with imported(tmp_path, data("bpi2012_loan_application") / "bpic2012.xes.gz") as workspace:
        answer = workspace.run(Funnel(steps=steps, window="365d")).to_dict()
    assert [step["customers"] for step in answer["steps"]] == [13_087, 7_367, 5_113, 5_015, 2_246]


@pytest.mark.parametrize("file", ["receipt.csv.gz", "receipt.xes.gz"])
def test_the_municipality_has_its_contact_channels(data: Data, tmp_path: Path, file: str) -> None:
    with imported(tmp_path, data("municipality_receipt_log") / file) as workspace:
        answer = workspace.run(Map()).to_dict()
    assert (answer["journeys"], answer["events"], answer["variants"]) == (1_434, 8_577, 116)
    channels = {channel["name"]: channel["customers"] for channel in answer["channels"]}
    assert channels == {"Internet": 1_250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1}


def test_ecom_has_its_published_funnel(data: Data, tmp_path: Path) -> None:
    with imported(tmp_path, data("ecom_eventstream") / "ecom.csv.gz") as workspace:
        answer = workspace.run(Funnel(steps=["catalog", "add_to_cart", "purchase"], window="400d")).to_dict()
    assert [step["customers"] for step in answer["steps"]] == [600, 511, 285]
