"""Where a question starts: its parameters fit the workspace before anybody has chosen any."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from footpath.analyses._analysis import Analysis
from footpath.shelf import items
from footpath.workspace import Workspace, start_of

SHELF = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
WAY = ("Ad Clicked", "Product Viewed", "Product Added", "Order Completed", "Delivery Rated")

Opened = Callable[[list[str]], Workspace]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """``opened(lines)``: a workspace with these events: customer,time,event,channel."""
    made: list[Workspace] = []

    def brought(lines: list[str]) -> Workspace:
        made.append(Workspace.create(tmp_path / "shop"))
        if lines:
            (tmp_path / "events.csv").write_text("\n".join(["customer,time,event,channel", *lines]))
            made[0].import_files([tmp_path / "events.csv"])
        return made[0]

    yield brought
    for workspace in made:
        workspace.close()


def lines(days: int = 20) -> list[str]:
    return [
        f"c{who},2026-01-{1 + (who * 7) % days:02d}T{8 + hour:02d}:00:00Z,{name},{'ads' if not hour else 'web'}"
        for who in range(30)
        for hour, name in enumerate(WAY[who % 2 : 2 + who % 4])
    ]


def start(workspace: Workspace, name: str) -> dict[str, Any]:
    return start_of(workspace, SHELF[name])


def test_a_funnel_goes_through_the_stages_to_the_outcome(opened: Opened) -> None:
    shop = opened(lines())
    for op in (
        {"do": "set_outcome", "name": "Bought", "match": [{"name": "Order Completed"}]},
        {"do": "accept"},
    ):
        shop.edit(op)
    definitions = shop.definitions()
    steps = start(shop, "funnel")["steps"]
    assert steps[-1] == {"match": [{"name": "Order Completed"}], "name": "Bought"}
    order = [stage.name for stage in definitions.stages]
    places = [order.index(step["stage"]) for step in steps[:-1]]
    assert places == sorted(places)
    assert len(places) >= 1
    answer = shop.run(SHELF["funnel"].model_validate(start(shop, "funnel"))).to_dict()
    assert answer["steps"][0]["customers"] > 0
    assert start(shop, "funnel")["window"] == definitions.horizon


def test_a_stage_of_the_outcome_alone_is_not_asked_for_twice(opened: Opened) -> None:
    shop = opened(lines())
    placed = next(t for t in shop.definitions().touchpoints for m in t.match if m.name == "Order Completed")
    shop.edit({"do": "add_stage", "name": "Paid"})
    paid = shop.definitions().stages[-1].id
    shop.edit({"do": "move_touchpoint", "touchpoint": placed.id, "stage": paid})
    shop.edit({"do": "set_match", "touchpoint": placed.id, "match": [{"name": "Order Completed"}]})
    shop.edit({"do": "set_outcome", "name": "Bought", "match": [{"name": "Order Completed"}]})
    assert "Paid" not in [step.get("stage") for step in start(shop, "funnel")["steps"]]


def test_without_stages_the_most_frequent_events_are_steps(opened: Opened) -> None:
    shop = opened(lines())
    for stage in shop.definitions().stages:
        shop.edit({"do": "remove_stage", "stage": stage.id})
    shop.edit({"do": "set_outcome", "name": "", "match": []})
    counted = Counter(line.split(",")[2] for line in lines())
    steps = start(shop, "funnel")["steps"]
    assert steps == [{"event": name} for name, _ in counted.most_common(3)]


def test_paths_go_forward_from_where_most_journeys_begin(opened: Opened) -> None:
    shop = opened(lines())
    begun = start(shop, "paths")
    moves = shop.run(SHELF["transitions"].model_validate({"by": "touchpoint"})).to_dict()["edges"]
    entries = {edge["to"]: edge["customers"] for edge in moves if edge["from"] == "START"}
    assert begun["by"] == "touchpoint"
    assert begun["start"] == {"touchpoint": max(entries, key=lambda name: entries[name])}


@pytest.mark.parametrize(("days", "unit"), [(20, "day"), (28, "day")])
def test_periods_fit_the_time_there_is(opened: Opened, days: int, unit: str) -> None:
    shop = opened(lines(days))
    assert start(shop, "retention")["unit"] == unit
    assert start(shop, "retention")["periods"] == 12
    assert start(shop, "trends") == {"unit": "day", "split": "stage"}


def test_attribution_explains_the_last_stage_where_there_is_no_outcome(opened: Opened) -> None:
    shop = opened(lines())
    shop.edit({"do": "set_outcome", "name": "", "match": []})
    stages = [stage.name for stage in shop.definitions().stages]
    assert start(shop, "attribution")["outcome"]["stage"] in stages
    shop.edit({"do": "set_outcome", "name": "Bought", "match": [{"name": "Order Completed"}]})
    shop.edit({"do": "set_touch", "name": "Ads", "match": [{"name": "Ad Clicked"}]})
    assert start(shop, "attribution") == {"by": "touch"}


@pytest.mark.parametrize("name", [name for name in SHELF if name != "map"])
def test_nothing_has_a_start_too(opened: Opened, name: str) -> None:
    shop = opened([])
    assert shop.run(SHELF[name].model_validate(start(shop, name))).to_dict()["n"] == 0
