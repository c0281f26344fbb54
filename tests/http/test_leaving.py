"""A client that goes away: its question is not answered to the end."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from footpath.http.app import create_app
from footpath.workspace import Cancelled, Workspace


async def _asks_and_leaves(app: Any, started: threading.Event) -> list[dict[str, Any]]:
    """Sends a question, and hangs up once it is being answered."""
    body = json.dumps({"by": "name"}).encode()
    headers = {"host": "127.0.0.1:8420", "x-footpath": "1", "content-type": "application/json"}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/api/transitions", "raw_path": b"/api/transitions", "query_string": b"", "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8420),
    }  # fmt: skip
    asked = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if asked:
            return asked.pop()
        await asyncio.to_thread(started.wait, 5)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def test_an_analysis_is_cancelled_when_its_client_leaves(
    workspace_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, seen = threading.Event(), threading.Event()

    def run(self: Workspace, analysis: Any, *, cancelled: Any = lambda: False, **_: Any) -> Any:
        started.set()
        until = time.monotonic() + 5
        while time.monotonic() < until:
            if cancelled():
                seen.set()
                raise Cancelled("Cancelled.")
            time.sleep(0.01)
        raise AssertionError("nobody said that the client left")

    monkeypatch.setattr(Workspace, "run", run)
    with ThreadPoolExecutor(1) as pool:  # a loop of its own: browser tests leave one running in the main thread
        sent = pool.submit(asyncio.run, _asks_and_leaves(create_app(workspace_folder), started)).result()
    assert seen.is_set()
    assert sent[0]["status"] == 499


def test_the_engine_stops_at_the_next_block(workspace_folder: Path) -> None:
    from footpath.analyses.map import Map

    with Workspace.open(workspace_folder) as workspace:
        workspace.sample(customers=50)
        with pytest.raises(Cancelled):
            workspace.run(Map(), cancelled=lambda: True)
