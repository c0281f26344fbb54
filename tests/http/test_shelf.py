"""The shelf over HTTP: what there is to ask, where to start, and the table beside an answer."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from tests.http.server_process import bring

from footpath.analyses._analysis import Analysis
from footpath.shelf import items

SHELF = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
ASKED = [name for name in SHELF if name != "map"]
EVERY = pytest.mark.parametrize("name", ASKED)

WAY = (
    (8, "Ad Clicked", "ads", ""),
    (9, "Product Viewed", "web", ""),
    (10, "Product Added", "web", ""),
    (11, "Order Completed", "web", "20"),
)
LINES = [
    f"c{who},2026-01-{1 + who % 20:02d}T{hour:02d}:00:00Z,{name},{channel},{('PL', 'RO')[who % 2]},{value}"
    for who in range(40)
    for hour, name, channel, value in WAY[: 2 + who % 3]
]
SHOP = "\n".join(["customer,time,event,channel,country,value", *LINES]).encode()


@pytest.fixture(scope="module")
def filled(shared_server: Any) -> Any:
    bring(shared_server, SHOP)
    return shared_server


def test_the_shelf_says_what_there_is_to_ask(filled: Any) -> None:
    shelf = {row["name"]: row for row in filled.get("/api/analyses")["analyses"]}
    assert sorted(shelf) == sorted(ASKED)
    for name, row in shelf.items():
        assert row["heads"] == list(SHELF[name].heads)
        assert row["counted"] == dict(SHELF[name].counted)
        assert row["summary"].endswith(".")
        assert set(row["parameters"]["properties"]) == set(SHELF[name].model_fields)
        assert all(field.get("description") for field in row["parameters"]["properties"].values())


@EVERY
def test_every_question_starts_with_an_answer(filled: Any, name: str) -> None:
    parameters = filled.get(f"/api/analyses/{name}/start")["parameters"]
    SHELF[name].model_validate(parameters)
    answer = filled.post(f"/api/{name}", **parameters, rows=1000)
    if name not in ("scores", "feeling"):  # nobody gave a score
        assert answer["n"] > 0
        assert answer["table"]["rows"]


@EVERY
def test_the_table_beside_an_answer_is_the_one_that_is_exported(filled: Any, name: str) -> None:
    parameters = filled.get(f"/api/analyses/{name}/start")["parameters"]
    for scope in ({}, {"breakdown": "country"}, {"compare": {"where": "channel = web"}}):
        table = filled.post(f"/api/{name}", **parameters, **scope, rows=100_000)["table"]
        file = filled.client.post("/api/export", json={"answer": name, **parameters, **scope}).content
        head, *rows = csv.reader(file.decode("utf-8-sig").splitlines())
        assert head == table["heads"]
        assert len(rows) == table["total"] == len(table["rows"])
        assert set(table["keys"]) <= set(head)
    assert "table" not in filled.post(f"/api/{name}", **parameters)
    few = filled.post(f"/api/{name}", **parameters, rows=1)["table"]
    assert len(few["rows"]) == min(1, few["total"])


@EVERY
def test_groups_and_the_other_side_stand_in_every_answer(filled: Any, name: str) -> None:
    parameters = filled.get(f"/api/analyses/{name}/start")["parameters"]
    groups = filled.post(f"/api/{name}", **parameters, breakdown="country")["breakdown"]["groups"]
    assert {group["value"] for group in groups} == {"PL", "RO"}
    assert all(group["answer"]["definition"] for group in groups)
    compared = filled.post(f"/api/{name}", **parameters, compare={"where": "channel = web"})
    assert compared["other"]["where"] == "channel = web"
    assert isinstance(compared["difference"], list)
    assert "breakdown" not in compared


def test_the_map_and_what_is_not_there_have_no_start(filled: Any, refused: Callable[..., tuple[int, str]]) -> None:
    for name in ("map", "nonsense"):
        assert refused(filled.client.get(f"/api/analyses/{name}/start")) == (404, "no_such_analysis")
