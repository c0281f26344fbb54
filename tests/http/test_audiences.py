"""Audiences: counted before they are saved, changed, deleted; a wrong rule is refused with its place."""

from typing import Any

import pytest

SHOP = b"""customer,time,event,channel
anna,2026-01-01T09:00:00Z,Product Viewed,web
ben,2026-01-03T09:00:00Z,Product Viewed,app
cleo,2026-01-03T09:30:00Z,Product Added,app
"""


@pytest.fixture(scope="module")
def filled(shared_server: Any) -> Any:
    started = shared_server.post("/api/imports", upload=shared_server.upload("shop.csv", SHOP))
    shared_server.ended(started["import_id"])
    return shared_server


def test_an_audience_is_counted_saved_changed_and_deleted(filled: Any, refused: Any) -> None:
    assert filled.post("/api/audiences/count", rule="channel = app") == {"customers": 2, "of": 3}
    assert filled.get("/api/audiences")["audiences"] == []
    number = filled.post("/api/audiences", name="App", rule="channel = app")["id"]

    changed = filled.client.put(f"/api/audiences/{number}", json={"name": "Web", "rule": "channel = web"})
    assert changed.json() == {"id": number}
    assert filled.get("/api/audiences")["audiences"] == [{"id": number, "name": "Web", "rule": "channel = web"}]
    assert filled.post("/api/map", audience=number)["answer"]["journeys"] == 1

    assert filled.client.delete(f"/api/audiences/{number}").json() == {"id": number}
    assert filled.get("/api/audiences")["audiences"] == []
    gone = (404, "no_such_audience")
    assert refused(filled.client.delete(f"/api/audiences/{number}")) == gone
    assert refused(filled.client.put(f"/api/audiences/{number}", json={"name": "A", "rule": "channel = web"})) == gone


@pytest.mark.parametrize("rule", ["channel =", "size = large", '"app'])
def test_a_wrong_rule_is_refused_before_it_is_saved(filled: Any, refused: Any, rule: str) -> None:
    number = filled.post("/api/audiences", name="App", rule="channel = app")["id"]
    wrong = (422, "audience_error")
    assert refused(filled.client.post("/api/audiences/count", json={"rule": rule})) == wrong
    assert refused(filled.client.put(f"/api/audiences/{number}", json={"name": "App", "rule": rule})) == wrong
    assert [row["rule"] for row in filled.get("/api/audiences")["audiences"] if row["id"] == number] == [
        "channel = app"
    ]
    filled.client.delete(f"/api/audiences/{number}")


def test_the_place_of_a_fault_is_marked(filled: Any) -> None:
    fault = filled.client.post("/api/audiences/count", json={"rule": "channel = app and )"}).json()["error"]
    line, caret = fault["where"].splitlines()
    assert line[caret.index("^")] == ")"


def test_a_version_is_restored_as_a_new_one(filled: Any, refused: Any) -> None:
    before = filled.get("/api/definitions")["definitions"]
    filled.post("/api/definitions/edit", op={"do": "set_title", "title": "Our shop"})
    filled.post("/api/definitions/edit", op={"do": "set_title", "title": "Their shop"})
    versions = filled.get("/api/definitions/history")["versions"]
    assert [row["current"] for row in versions] == [True, False, False]

    restored = filled.post("/api/definitions/restore", version=versions[-1]["id"])
    assert restored["definitions"] == before
    newest = filled.get("/api/definitions/history")["versions"][0]
    assert (newest["what"], newest["current"]) == (f"restored version {versions[-1]['id']}", True)
    assert filled.post("/api/definitions/undo")["definitions"]["title"] == "Their shop"
    assert refused(filled.client.post("/api/definitions/restore", json={"version": 10**6})) == (404, "no_such_version")


def test_a_stage_and_a_touchpoint_name_their_customers(filled: Any, refused: Any) -> None:
    stage = next(stage for stage in filled.post("/api/map")["answer"]["stages"] if stage["touchpoints"])
    touchpoint = stage["touchpoints"][0]
    for place in (stage, touchpoint):
        found = filled.post("/api/map/customers", place=place["id"])
        assert found["n"] == len(found["customers"]) == place["customers"]
    before = {"from": "2025-01-01T00:00:00Z", "to": "2025-01-02T00:00:00Z"}
    assert filled.post("/api/map/customers", place=stage["id"], period=before) == {
        "n": 0,
        "unit": "customers",
        "customers": [],
    }
    assert refused(filled.client.post("/api/map/customers", json={"place": "none"})) == (404, "no_such_place")
