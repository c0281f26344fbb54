"""The SQL room over HTTP."""

import asyncio
import csv
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from footpath.http import sql as room
from footpath.http.app import create_app
from footpath.sql.journeys import _Piece
from footpath.workspace import Workspace

ENDLESS = "SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b WHERE a.range + b.range = 7"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sql") / "shop"
    with Workspace.create(root, timezone="Europe/Warsaw") as workspace:
        workspace.sample(customers=60)
    return root


@pytest.fixture(scope="module")
def client(folder: Path) -> Any:
    headers = {"X-Footpath": "1"}
    with TestClient(create_app(folder), base_url="http://127.0.0.1:8420", headers=headers) as made:
        yield made


def ask(client: Any, query: str, **more: Any) -> Any:
    return client.post("/api/sql", json={"query": query, **more})


def test_it_answers_with_the_first_rows(client: Any, folder: Path) -> None:
    answer = ask(client, "SELECT name, time, value FROM events", rows=3).json()
    assert answer["heads"] == ["name", "time", "value"]
    assert answer["types"] == ["VARCHAR", "TIMESTAMP WITH TIME ZONE", "DOUBLE"]
    assert len(answer["rows"]) == 3
    assert answer["more"] is True
    assert answer["schema"] == 1
    assert answer["snapshot"]["events"] == client.get("/api/status").json()["events"]


def test_a_page_is_never_more_than_it_can_show(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    long = ask(client, "SELECT repeat('ab', 3000) AS text, range(5000) AS list, 'short' AS short").json()["rows"][0]
    assert long["short"] == "short"
    assert long["text"] == "ab" * (room.CHARACTERS // 2) + "…"
    assert long["list"].startswith("[0, 1, 2")
    assert len(long["list"]) == room.CHARACTERS + 1
    all_of_them = ask(client, "SELECT range FROM range(2000)").json()
    assert (len(all_of_them["rows"]), all_of_them["more"]) == (room.ROWS, True)
    monkeypatch.setattr(room, "CELLS", 50)
    wide = ask(client, "SELECT range AS a, 1 AS b, 2 AS c, 3 AS d, 4 AS e FROM range(20)").json()
    assert (len(wide["rows"]), wide["more"]) == (10, True)


def test_what_is_wrong_is_a_refusal_with_its_place(client: Any) -> None:
    refused = ask(client, "SELECT nme\nFROM stages")
    assert refused.status_code == 422
    error = refused.json()["error"]
    assert (error["code"], error["where"]) == ("sql_error", "1:8")
    assert [part["code"] for part in error["said"]] == ["sql.at", "sql.no_column"]
    assert "Traceback" not in refused.text


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"query": "SELECT 1", "rows": 1001}, 422, "not_valid"),
        ({"query": "SELECT 1", "time_limit_s": 601}, 422, "not_valid"),
        ({"query": "SELECT 1", "time_limit_s": 0}, 422, "not_valid"),
        ({"query": "SELECT 1", "memory": "100GB"}, 422, "not_valid"),
        ({"query": "x" * 100_001}, 422, "not_valid"),
        ({"query": "x" * 1_100_000}, 413, "too_large"),
        ({"query": ENDLESS, "time_limit_s": 0.2}, 422, "sql_error"),
        ({"query": "COPY events TO 'x.csv'"}, 422, "sql_error"),
    ],
)
def test_limits_hold(client: Any, body: dict[str, Any], status: int, code: str) -> None:
    refused = client.post("/api/sql", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)


def test_a_foreign_page_cannot_ask(client: Any) -> None:
    for path in ("/api/sql", "/api/sql/export"):
        assert client.post(path, json={"query": "SELECT 1"}, headers={"X-Footpath": "0"}).status_code == 403


def test_a_file_holds_all_rows(client: Any) -> None:
    found = client.post("/api/sql/export", json={"query": "SELECT range AS n FROM range(2500)", "format": "csv"})
    assert found.headers["content-type"].startswith("text/csv")
    assert 'filename="footpath-sql-' in found.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert rows == [["n"], *([str(n)] for n in range(2500))]


def test_a_file_that_cannot_be_made_is_a_refusal(client: Any) -> None:
    refused = client.post("/api/sql/export", json={"query": "SELECT 'x'::INTEGER", "format": "xlsx"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "sql_error")


def test_the_tables_are_listed(client: Any) -> None:
    tables = client.get("/api/sql/tables").json()["tables"]
    assert [table["name"] for table in tables] == ["events", "customers", "kinds", "touchpoints", "stages", "log"]
    assert {"name": "time", "type": "TIMESTAMP WITH TIME ZONE"} in tables[0]["columns"]


async def _asks_and_leaves(app: Any, path: str, started: threading.Event) -> list[dict[str, Any]]:
    """Sends a question, and hangs up once it is being answered."""
    headers = {"host": "127.0.0.1:8420", "x-footpath": "1", "content-type": "application/json"}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8420),
    }  # fmt: skip
    query = "SELECT max(e.time), count(*) FROM events AS e, range(100000000) AS a, range(100000) AS b"
    asked = [{"type": "http.request", "body": json.dumps({"query": query}).encode(), "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if asked:
            return asked.pop()
        await asyncio.to_thread(started.wait, 30)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


@pytest.mark.parametrize("path", ["/api/sql", "/api/sql/export"])
def test_the_engine_stops_when_its_client_leaves(folder: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    started = threading.Event()
    column = _Piece.column

    def reading(self: _Piece, name: str) -> Any:
        started.set()
        return column(self, name)

    monkeypatch.setattr(_Piece, "column", reading)
    with ThreadPoolExecutor(1) as pool:  # a loop of its own: browser tests leave one running in the main thread
        sent = pool.submit(asyncio.run, _asks_and_leaves(create_app(folder), path, started)).result()
    assert started.is_set()
    assert sent[0]["status"] == 499
