"""From a file to the map over HTTP: upload, preview, import, watch, undo, restart."""

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.http.server_process import SHOP, bring, long_file


@pytest.fixture(scope="module")
def filled(shared_server: Any) -> Any:
    """A server on a workspace that holds the shop. Tests that take it may ask, and change definitions, nothing else."""
    bring(shared_server)
    return shared_server


def test_from_a_file_to_the_map_and_back(server: Any, refused: Any) -> None:
    upload = server.upload("shop.csv", SHOP)
    preview = server.post(f"/api/uploads/{upload}/preview")
    roles = {column["name"]: column["role"] for column in preview["columns"]}
    assert (roles["customer"], roles["time"], roles["event"]) == ("customer", "time", "event")
    assert {role: preview["mapping"][role] for role in ("customer", "time", "event", "value")} == {
        "customer": "customer", "time": "time", "event": "event", "value": "value",
    }  # fmt: skip
    assert (preview["schema"], preview["period"]["timezone"]) == (1, "Europe/Warsaw")
    assert server.get("/api/status")["events"] == 0

    started = server.post("/api/imports", upload=upload)
    progress = server.ended(started["import_id"])
    assert (progress["state"], progress["events"], progress["customers"], progress["rejected"]) == ("done", 5, 2, 2)
    assert list((server.root / "uploads").iterdir()) == []
    result = progress["result"]
    assert (result["schema"], result["n"], result["events"], result["files"]) == (1, 5, 5, ["shop.csv"])
    assert result["period"]["from"] == "2026-01-01T09:00:00.000Z"
    assert result["snapshot"] == server.get("/api/status")["snapshot"]

    drawn = server.post("/api/map")
    assert drawn["compare"] is None
    assert (drawn["answer"]["journeys"], drawn["answer"]["events"]) == (2, 5)
    assert drawn["answer"]["schema"] == 1
    touchpoint = drawn["answer"]["stages"][0]["touchpoints"][0] if drawn["answer"]["stages"] else None
    if touchpoint:
        evidence = server.post("/api/map/evidence", touchpoint=touchpoint["id"])
        assert evidence["n"] == touchpoint["customers"]

    funnel = server.post("/api/funnel", steps=["Product Viewed", "Order Completed"], window="7d")
    assert [step["customers"] for step in funnel["steps"]] == [2, 1]
    moves = server.post("/api/transitions", by="name")
    assert {("START", "Ad Clicked"), ("START", "Product Viewed")} <= {(e["from"], e["to"]) for e in moves["edges"]}

    found = server.post("/api/customers/search", text="ann")
    assert [row["key"] for row in found["rows"]] == ["anna"]
    journey = server.get(f"/api/customers/{found['rows'][0]['id']}")
    assert [event["name"] for event in journey["events"]] == ["Ad Clicked", "Product Viewed", "Order Completed"]

    rejected = server.get(f"/api/imports/{progress['id']}/rejected")
    assert (rejected["total"], len(rejected["rows"])) == (2, 2)
    assert server.get("/api/rejected") == rejected
    assert server.get("/api/doctor")["ok"]

    undone = server.post(f"/api/imports/{progress['id']}/undo")
    assert undone["state"] == "undone"
    assert server.get("/api/status")["events"] == 0
    assert refused(server.client.post(f"/api/imports/{progress['id']}/undo", json={})) == (409, "undone")


def test_an_import_is_deleted_and_comes_in_again(server: Any, refused: Any) -> None:
    number = bring(server)["id"]
    assert server.client.delete(f"/api/imports/{number}").json() == {"id": number}
    assert server.get("/api/imports")["imports"] == []
    assert (server.get("/api/status")["events"], server.get("/api/rejected")["total"]) == (0, 0)
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/undo"), ("GET", "/rejected"), ("POST", "/replay")):
        answer = server.client.request(method, f"/api/imports/{number}{path}", json={})
        assert refused(answer) == (404, "no_such_import"), path
    again = bring(server)
    assert (again["events"], again["rejected"]) == (5, 2)
    assert again["id"] != number

    running = server.post("/api/imports", upload=server.upload("long.csv", long_file(600_000)))["import_id"]
    for busy in (running, again["id"]):
        assert refused(server.client.delete(f"/api/imports/{busy}")) == (409, "import_running")
    server.client.post(f"/api/imports/{running}/cancel", json={})
    server.ended(running)
    assert server.client.delete(f"/api/imports/{running}").status_code == 200
    assert [row["id"] for row in server.get("/api/imports")["imports"]] == [again["id"]]
    assert server.get("/api/status")["events"] == 5
    assert server.get("/api/doctor")["ok"]


def test_the_answer_is_the_workspaces_own(filled: Any) -> None:
    from footpath.analyses.funnel import Funnel
    from footpath.analyses.map import Map
    from footpath.workspace import Workspace

    with Workspace.open(filled.root) as workspace:
        assert filled.post("/api/map")["answer"] == workspace.run(Map()).to_dict()
        steps = ["Product Viewed", "Order Completed"]
        assert filled.post("/api/funnel", steps=steps) == workspace.run(Funnel(steps=steps)).to_dict()


def test_a_period_and_an_audience_narrow_and_compare(filled: Any) -> None:
    audience = filled.post("/api/audiences", name="App", rule="channel = app")["id"]
    assert filled.get("/api/audiences")["audiences"] == [{"id": audience, "name": "App", "rule": "channel = app"}]
    period = {"from": "2026-01-01T00:00:00+00:00", "to": "2026-01-02T00:00:00+00:00"}
    drawn = filled.post("/api/map", period=period, compare={"audience": audience})
    assert (drawn["answer"]["events"], drawn["compare"]["journeys"]) == (2, 1)


def test_edits_are_versions(filled: Any) -> None:
    before = filled.get("/api/definitions")
    after = filled.post("/api/definitions/edit", op={"do": "set_title", "title": "Our shop"})
    assert after["definitions"]["title"] == "Our shop"
    assert after["can_undo"]
    assert filled.post("/api/definitions/undo")["definitions"] == before["definitions"]
    assert filled.post("/api/definitions/redo")["definitions"]["title"] == "Our shop"
    assert filled.get("/api/definitions/history")["versions"]
    text = filled.get("/api/definitions/yaml")["yaml"]
    replaced = filled.client.put("/api/definitions/yaml", json={"yaml": text.replace("Our shop", "Their shop")})
    assert replaced.json()["definitions"]["title"] == "Their shop"


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"no,times,here\n1,2,3\n", b"\x1f\x8b broken gzip", b"PK\x03\x04 a zip", b"{" * 5000],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(filled: Any, content: bytes) -> None:
    upload = filled.upload("wrong.csv", content)
    preview = filled.client.post(f"/api/uploads/{upload}/preview", json={})
    assert preview.status_code in (200, 422), preview.text
    assert "fault" not in preview.text.split('"sentence"')[0]
    progress = filled.ended(filled.post("/api/imports", upload=upload)["import_id"])
    assert progress["state"] == "failed" or progress["events"] == 0
    assert "The log names it" not in (progress["error"] or "")
    assert filled.get("/api/status")["events"] == 5
    assert filled.get("/api/doctor")["ok"]


def test_what_came_in_survives_a_restart(start: Callable[..., Any]) -> None:
    first = start()
    done = bring(first)
    first.post("/api/definitions/edit", op={"do": "set_title", "title": "Our shop"})
    drawn = first.post("/api/map")
    first.stop()
    second = start()
    assert second.get(f"/api/imports/{done['id']}")["state"] == "done"
    assert second.get("/api/imports")["imports"][0]["events"] == 5
    assert second.post("/api/map") == drawn
    assert second.post("/api/definitions/undo")["definitions"]["title"] != "Our shop"


def test_a_killed_import_is_told_after_the_restart_and_can_be_repeated(start: Callable[..., Any]) -> None:
    content = long_file(600_000)
    first = start()
    started = first.post("/api/imports", upload=first.upload("long.csv", content))
    time.sleep(0.2)
    first.stop(signal.SIGKILL)

    second = start()
    told = second.get(f"/api/imports/{started['import_id']}")
    assert told["state"] in ("interrupted", "done")
    assert second.get("/api/doctor")["ok"]
    again = bring(second, content, "long.csv")
    assert again["state"] == "done"
    assert second.get("/api/status")["events"] == 600_000


def test_a_running_import_can_be_cancelled_and_stopping_waits_for_it(start: Callable[..., Any]) -> None:
    server = start()
    upload = server.upload("long.csv", long_file(900_000))
    number = server.post("/api/imports", upload=upload)["import_id"]
    cancelled = server.client.post(f"/api/imports/{number}/cancel", json={})
    if cancelled.status_code == 200:
        assert server.ended(number)["state"] in ("cancelled", "done")
    assert server.get("/api/doctor")["ok"]
    assert server.stop() == 0


@pytest.mark.parametrize(
    "question",
    [
        {"answer": "map"},
        {"answer": "funnel", "steps": ["Product Viewed", "Order Completed"]},
        {"answer": "transitions"},
        {"answer": "rejected"},
    ],
)
def test_answers_are_exported(filled: Any, question: dict[str, Any]) -> None:
    table = filled.client.post("/api/export", json=question)
    assert table.status_code == 200, table.text
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"].startswith(f'attachment; filename="footpath-{question["answer"]}-')
    lines = table.content.decode("utf-8-sig").splitlines()
    assert len(lines) > 1
    document = filled.client.post("/api/export", json={**question, "format": "json"})
    assert document.json()["schema"] == 1


def test_formulas_do_not_reach_a_spreadsheet(server: Any) -> None:
    bring(server, b"customer,time,event\nanna,2026-01-01T09:00:00Z,=1+1\nanna,2026-01-02T09:00:00Z,@SUM(A1)\n")
    table = server.client.post("/api/export", json={"answer": "transitions"}).text
    assert "'=1+1" in table
    assert ",=1+1" not in table
    assert "\n=1+1" not in table
