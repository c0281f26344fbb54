"""Rows that did not come in, over HTTP: looked at, mended, replayed; and imports by a recipe."""

import time
from typing import Any

import pytest
from tests.http.server_process import answer_of, bring

ROWS = b"""customer_id,email,time,event
1,a@x,2026-01-01T08:00:00Z,View
,b@x,2026-01-01T09:00:00Z,View
,c@x,2026-01-01T10:00:00Z,Buy
,,2026-01-01T11:00:00Z,Buy
2,d@x,soon,Buy
"""


def _ended(server: Any, replay: str) -> Any:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = server.get(f"/api/replays/{replay}")
        if told["state"] not in ("waiting", "running"):
            return told
        time.sleep(0.05)
    raise AssertionError(f"{replay} did not end")


def test_rows_are_looked_at_mended_and_come_in(server: Any, refused: Any) -> None:
    number = bring(server, ROWS)["id"]
    listed = server.get(f"/api/imports/{number}/rejected?reason=no_customer")
    assert listed["rows"][0]["cells"][1] == {"column": "email", "text": "b@x"}
    row = server.get(f"/api/rejected/{listed['rows'][0]['id']}")
    assert (row["column"], row["columns"], row["obstacle"]) == (
        "customer_id",
        ["customer_id", "email", "time", "event"],
        None,
    )
    assert "customer: customer_id" in row["recipe"]

    rule = {"reason": "no_customer", "rule": {"customer_id": "email"}}
    dry = server.post(f"/api/imports/{number}/replay", dry=True, **rule)
    assert (dry["replay"], dry["state"], dry["result"]["rows"], dry["result"]["fixed"]) == (None, "done", 3, 2)
    assert dry["result"]["left"] == [
        {
            "reason": "no_customer",
            "n": 1,
            "sentence": "The row names no customer.",
            "said": [{"code": "row.no_customer", "values": {}}],
        }
    ]
    assert server.get("/api/status")["events"] == 1

    started = server.post(f"/api/imports/{number}/replay", **rule)
    done = _ended(server, started["replay"])
    assert (done["state"], done["rows"], done["total"], done["result"]["events"]) == ("done", 3, 3, 2)
    progress = server.get(f"/api/imports/{number}")
    assert (progress["events"], progress["customers"], progress["rejected"], progress["state"]) == (3, 3, 2, "done")
    assert refused(server.client.post(f"/api/replays/{started['replay']}/cancel", json={})) == (409, "replay_ended")
    by_id = server.post(f"/api/imports/{number}/replay", dry=True, rows=[int(row["id"])])
    assert by_id["result"]["rows"] == 0


def test_a_wrong_question_is_a_sentence(server: Any, refused: Any) -> None:
    number = bring(server, ROWS)["id"]
    replay = f"/api/imports/{number}/replay"
    for body, told in (
        ({"rule": {"customer_id": "mail"}, "dry": True}, (422, "unreadable")),
        ({"rule": {"customer_id": ""}}, (422, "not_valid")),
        ({"rule": {"customer_id": "x" * 10_001}}, (422, "not_valid")),
        ({"rows": [0]}, (422, "not_valid")),
        ({"uploads": ["f" * 32]}, (404, "no_such_upload")),
        ({"other": 1}, (422, "not_valid")),
    ):
        assert refused(server.client.post(replay, json=body)) == told
    assert refused(server.client.post("/api/imports/99/replay", json={})) == (404, "no_such_import")
    assert refused(server.client.get("/api/rejected/99")) == (404, "no_such_row")
    assert refused(server.client.get("/api/replays/replay-1-0123456789abcdef")) == (404, "no_such_replay")
    failed = _ended(server, server.post(replay, rule={"customer_id": "mail"})["replay"])
    assert failed["state"] == "failed"
    assert "The nearest are: email." in failed["error"]


def test_a_recipe_is_saved_and_reads_the_next_file(server: Any) -> None:
    first = server.upload("shop1.csv", ROWS)
    recipe = server.post(f"/api/uploads/{first}/recipe", mapping={"customer": "email"})["recipe"]
    assert "file: shop*.csv" in recipe
    second = server.upload("shop2.csv", ROWS.replace(b"soon", b"2026-01-02T08:00:00Z"))
    preview = server.post("/api/recipes/preview", recipe=recipe, uploads=[second])
    assert (preview["tables"][0]["files"], preview["rules"][0]["n"]) == (["shop2.csv"], 4)
    assert preview["tables"][0]["rejected_sample"][0]["said"] == [{"code": "row.no_customer", "values": {}}]
    started = server.post("/api/imports", recipe=recipe, uploads=[second])
    done = server.ended(started["import_id"])
    assert (done["state"], done["events"], done["rejected"]) == ("done", 4, 1)


JOINED = """
recipe: 1
name: Shop
tables:
  people: {file: people.csv}
  rows:
    file: rows.csv
    steps:
      - {join: people, on: email, columns: [country]}
events:
  - {from: rows, event: event, customer: customer_id, time: time}
"""


def test_a_recipe_of_several_tables_takes_several_uploads(server: Any) -> None:
    rows, people = server.upload("rows.csv", ROWS), server.upload("people.csv", b"email,country\nb@x,RO\na@x,PL\n")
    preview = server.post("/api/recipes/preview", recipe=JOINED, uploads=[rows, people])
    assert preview["recipe"] == "Shop"
    done = server.ended(server.post("/api/imports", recipe=JOINED, uploads=[rows, people])["import_id"])
    assert (done["name"], done["events"]) == ("Shop", 1)
    assert list((server.root / "uploads").iterdir()) == []

    rule = {"reason": "no_customer", "rule": {"customer_id": "email"}, "dry": True}
    refusal = server.client.post(f"/api/imports/{done['id']}/replay", json=rule).json()["error"]
    assert "(people)" in refusal["sentence"]
    again = server.upload("people.csv", b"email,country\nb@x,RO\nc@x,TW\n")
    told = server.post(f"/api/imports/{done['id']}/replay", uploads=[again], **rule)["result"]
    assert [event["properties"]["country"] for event in told["shown"]] == ["RO", "TW"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"recipe": "recipe: 1"}, (422, "not_valid")),
        ({"upload": "{upload}", "recipe": "recipe: 1"}, (422, "not_valid")),
        ({"uploads": ["{upload}"], "recipe": "recipe: 1\n"}, (422, "unreadable")),
        ({"uploads": ["{upload}"], "recipe": "[" * 1000}, (422, "unreadable")),
        ({"uploads": ["{upload}"], "recipe": "x" * 1_000_001}, (413, "too_large")),
        ({"uploads": ["{upload}"], "recipe": "recipe: 1", "mapping": {"time": "x"}}, (422, "not_valid")),
        ({}, (422, "not_valid")),
    ],
)
def test_a_wrong_import_by_recipe_enters_nothing(server: Any, refused: Any, body: Any, told: Any) -> None:
    upload = server.upload("rows.csv", ROWS)
    filled = {
        key: upload if value == "{upload}" else [upload] if value == ["{upload}"] else value
        for key, value in body.items()
    }
    assert refused(server.client.post("/api/imports", json=filled)) == told
    assert answer_of(server.client.get("/api/imports"))["imports"] == []
