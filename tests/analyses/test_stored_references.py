"""Figures that other tools gave for public data: pm4py, Retentioneering, ChannelAttribution."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import footpath
from footpath.workspace import Workspace

Data = Callable[[str], Path]
LOGS = {
    "bpi2012_loan_application": "bpic2012.xes.gz",
    "municipality_receipt_log": "receipt.xes.gz",
    "process_mining_running_example": "running-example.xes",
    "road_traffic_fines_100": "roadtraffic100traces.xes.gz",
}
RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
PARTS = {"all_events": None, "complete_events_only": "`lifecycle:transition` = COMPLETE"}
LONGEST = 20  #: steps of the longest paths that are listed whole


def imported(data: Data, folder: str, root: Path) -> Workspace:
    workspace = Workspace.create(root / "ws")
    workspace.import_files(data(folder) / LOGS[folder])
    return workspace


@pytest.mark.parametrize("folder", LOGS)
def test_pm4py_finds_the_same_graph_and_variants(data: Data, tmp_path: Path, folder: str) -> None:
    """Of all events, and of those of one stage of their life cycle: the filter is ours, the figures are pm4py's."""
    published = json.loads((data(folder) / "reference_pm4py.json").read_text())
    seen = 0
    with imported(data, folder, tmp_path) as workspace:
        for part, where in PARTS.items():
            if part not in published:
                continue
            expected, seen = published[part], seen + 1
            moves = workspace.run(footpath.Transitions(), where=where).to_dict()
            edges = {(e["from"], e["to"]): e["count"] for e in moves["edges"]}
            inner = {edge: count for edge, count in edges.items() if edge[0] != "START" and edge[1] != "END"}
            assert (moves["n"], len(inner)) == (expected["cases"], expected["dfg_edges"])
            listed = {(a, b): count for a, b, count in expected["dfg"]}
            assert {edge: inner[edge] for edge in listed} == listed
            assert {b: count for (a, b), count in edges.items() if a == "START"} == expected["start_activities"]
            assert {a: count for (a, b), count in edges.items() if b == "END"} == expected["end_activities"]
            nodes = {node["name"]: (node["customers"], node["events"]) for node in moves["nodes"]}
            assert nodes == {
                name: (expected["cases_per_activity"][name], count)
                for name, count in expected["activity_counts"].items()
            }
            drawn = workspace.run(footpath.Map(), where=where).to_dict()
            assert (drawn["journeys"], drawn["events"], drawn["variants"]) == (
                expected["cases"], expected["events"], expected["variants"],
            )  # fmt: skip
            asked = footpath.Paths(window="10000d", depth=LONGEST, limit=100_000)
            whole = {
                tuple(p["path"]): p["ended"] + p["open"] for p in workspace.run(asked, where=where).to_dict()["paths"]
            }
            variants = {tuple(text.split(" > ")): count for text, count in expected["top_variants"]}
            short = {path: count for path, count in variants.items() if len(path) <= LONGEST}
            assert short
            assert {path: whole[path] for path in short} == short
    assert seen == len(PARTS.keys() & published.keys())


@pytest.fixture(scope="module")
def shop(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Workspace.create(tmp_path_factory.mktemp("ecom") / "ws") as workspace:
        workspace.import_files(data("ecom_eventstream") / "ecom.csv.gz")
        yield workspace


@pytest.fixture
def retentioneering(data: Data) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data("ecom_eventstream") / "reference_retentioneering.json").read_text())
    return found


def test_retentioneering_counts_the_same_moves(shop: Workspace, retentioneering: dict[str, Any]) -> None:
    counts, bounds = retentioneering["transition_counts"], {"path_start": "START", "path_end": "END"}
    expected = {
        (bounds.get(a, a), bounds.get(b, b)): count
        for a, row in zip(counts["index"], counts["data"], strict=True)
        for b, count in zip(counts["columns"], row, strict=True)
        if count
    }
    found = {(e["from"], e["to"]): e["count"] for e in shop.run(footpath.Transitions()).to_dict()["edges"]}
    assert found == expected


def test_retentioneering_counts_the_same_funnels(shop: Workspace, retentioneering: dict[str, Any]) -> None:
    assert len(retentioneering["funnels"]) == 2
    for funnel in retentioneering["funnels"]:
        steps = shop.run(footpath.Funnel(steps=funnel["steps"], window="3650d")).to_dict()["steps"]
        assert [step["customers"] for step in steps] == [row["unique_paths"] for row in funnel["result"]]


@pytest.fixture(scope="module")
def marketing(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = data("channel_attribution_pathdata")
    with Workspace.create(tmp_path_factory.mktemp("marketing") / "ws") as workspace:
        workspace.import_files(folder, recipe=RECIPES / "channel_attribution_pathdata.yaml")
        yield workspace


def attribution(workspace: Workspace, **more: Any) -> dict[str, dict[str, Any]]:
    asked = footpath.Attribution(outcome="Conversion", lookback="365d", open_paths="null", **more)
    return {row["name"]: row for row in workspace.run(asked).to_dict()["rows"]}


def test_channel_attribution_gives_the_same_credit_and_value(marketing: Workspace, data: Data) -> None:
    published = json.loads((data("channel_attribution_pathdata") / "reference_results.json").read_text())
    rows = attribution(marketing)
    assert len(rows) == len(published["heuristic_models"]) == 12
    for expected in published["heuristic_models"]:
        row = rows[expected["channel_name"]]
        for model, word in (("first", "first_touch"), ("last", "last_touch"), ("linear", "linear_touch")):
            assert row["credit"][model] == pytest.approx(expected[f"{word}_conversions"], abs=2e-4), model
            assert row["credit_value"][model] == pytest.approx(expected[f"{word}_value"], abs=2e-3), model
    exact = published["exact_order1"]
    assert {name: row["removal"] for name, row in rows.items()} == pytest.approx(exact["removal_effects"], abs=1e-6)
    credit = {name: row["credit"]["markov"] for name, row in rows.items()}
    assert credit == pytest.approx(exact["attributed_conversions"], abs=1e-3)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_channel_attribution_draws_the_same_chains(marketing: Workspace, data: Data, order: int) -> None:
    """Theirs is drawn by chance (about half a per cent), ours is solved."""
    published = json.loads((data("channel_attribution_pathdata") / "reference_results.json").read_text())
    rows = attribution(marketing, order=order)
    drawn = published["markov"][f"order_{order}"]
    for expected in drawn["result"]:
        found = rows[expected["channel_name"]]["credit"]["markov"]
        assert found == pytest.approx(expected["total_conversions"], rel=0.02, abs=20)
    for expected in drawn["removal_effects"]:
        found = rows[expected["channel_name"]]["removal"]
        assert found == pytest.approx(expected["removal_effects_conversion"], rel=0.03, abs=0.002)
