"""What real clients sent, byte for byte, at a running server; then what stands in the store."""

import json
import os
import socket
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from tests.http.server_process import Server

from footpath.records import tables
from footpath.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
NAMES = {"identify": "Identified", "page": "Page Viewed", "screen": "Screen Viewed"}
NAMES |= {"group": "Group Joined", "alias": "Keys Joined"}
NAMES |= {"$set": "Identified", "$groupidentify": "Group Joined", "$create_alias": "Keys Joined"}


@pytest.fixture
def captures() -> Path:
    folder = (Path(os.environ.get("FOOTPATH_DATA") or ROOT / "../shared/data") / "../captures").resolve()
    if folder.is_dir():
        return folder
    sentence = f"The requests of real clients are not in {folder}. Set FOOTPATH_DATA to the folder beside it."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def answered(port: int, request: bytes) -> int:
    """The status that a server answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        return int(connection.recv(65_536).split(b" ", 2)[1])


def said(twin: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of a captured request, by its decoded twin."""
    body = twin["body"]
    if twin["method"] != "POST":
        return []
    return [{**event, "sent": body.get("sentAt") or body.get("sent_at")} for event in body.get("batch", [body])]


def with_keys(root: Path, *write_keys: str) -> list[int]:
    """A workspace whose sources have the keys that the requests were captured with."""
    numbers = []
    with Workspace.create(root) as workspace:
        for write_key in write_keys:
            numbers.append(workspace.sources.create(write_key)["id"])
            here = tables.live_source.c.source == numbers[-1]
            with workspace._store.database.transaction() as connection:
                connection.execute(sa.update(tables.live_source).where(here).values(write_key=write_key))
    return numbers


def moment_ms(text: str) -> float:
    return datetime.fromisoformat(text).timestamp() * 1000


def test_requests_of_real_clients(captures: Path, tmp_path: Path) -> None:
    files = sorted(captures.glob("*.http"))
    assert files
    twins = [json.loads(file.with_suffix(".json").read_text(encoding="utf-8")) for file in files]
    events = [event for twin in twins for event in said(twin)]
    unique = {event.get("messageId", event.get("uuid")): event for event in reversed(events)}  # the first of each
    root = tmp_path / "shop"
    numbers = with_keys(root, "wk_test", "phc_test")
    server = Server(root)
    began = time.time() * 1000
    try:
        for file, twin in zip(files, twins, strict=True):
            status = answered(server.port, file.read_bytes())
            assert status == (204 if twin["method"] == "OPTIONS" else 200), file.name
    finally:
        server.stop()
    ended = time.time() * 1000
    with Workspace.open(root) as workspace:
        assert workspace.verify()["problems"] == []
        sources = [workspace.sources.get(number) for number in numbers]
        assert sum(source["rejected"] for source in sources) == 0
        assert sum(source["events"] for source in sources) == len(unique)
        assert sum(source["skipped"] for source in sources) == len(events) - len(unique)
        found = workspace.customer("user-1")["events"]
        for key in ("email:ada@example.com", "anonymous:anon-1"):
            assert workspace.customer(key)["events"] == found
    named = [event.get("event") for event in unique.values() if event.get("type", "track") == "track"]
    orders = [event for event in found if event["name"] == "Order Completed"]
    assert len(orders) == named.count("Order Completed") > 0
    for event in unique.values():
        if event.get("event") == "Order Completed":
            told = {name: value for name, value in event["properties"].items() if name[0] != "$"}
            assert [order for order in orders if told.items() <= order["properties"].items()], event
    wanted = {NAMES.get(event.get("type") or event["event"], event.get("event")) for event in unique.values()}
    assert wanted - {event["name"] for event in found} == set()
    kept = {round(moment_ms(event["time"])) for event in found if event["name"] == "Order Completed"}
    for event in unique.values():
        if event.get("event") == "Order Completed" and event.get("sent"):
            ago = moment_ms(event["sent"]) - moment_ms(event["timestamp"])
            assert [at for at in kept if began - ago - 2 <= at <= ended - ago + 2], event
