"""Public files in, published figures out, through the whole road: file, store, analysis."""

from collections.abc import Callable
from pathlib import Path

import pytest

from footpath.analyses.funnel import Funnel
from footpath.analyses.map import Map
from footpath.workspace import Workspace

Data = Callable[[str], Path]


def imported(tmp_path: Path, file: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace")
    workspace.import_files(file)
    return workspace


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
