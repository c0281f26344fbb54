"""The collector at a real server: accepted is durable, refused says why, pages of others may send."""

import base64
import gzip
import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from tests.http.server_process import Server, refusal_of

from footpath.workspace import Workspace


@pytest.fixture
def key(server: Server) -> str:
    return str(server.post("/api/sources", name="Shop")["write_key"])


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """A client that is no page of ours: no header of the page, no session."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as made:
        yield made


def track(name: str = "Product Viewed", **more: Any) -> dict[str, Any]:
    return {"type": "track", "event": name, "userId": "ann", **more}


def basic(key: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}"}


def settled(server: Server, events: int, seconds: float = 30) -> Any:
    """The first source, once so many of its events are in."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        source = server.get("/api/sources")["sources"][0]
        if source["events"] + source["rejected"] + source["skipped"] >= events:
            return source
        time.sleep(0.05)
    raise AssertionError(f"{events} events did not come in within {seconds} s: {source}")


def test_an_event_is_on_the_map_soon_after(server: Server, client: httpx.Client, key: str) -> None:
    answer = client.post("/v1/track", json=track(), headers=basic(key))
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    settled(server, 1)
    until = time.monotonic() + 30

    def shown() -> list[int]:
        stages = server.post("/api/map")["answer"]["stages"]
        return [point["customers"] for stage in stages for point in stage["touchpoints"]]

    while not shown() and time.monotonic() < until:
        time.sleep(0.1)
    assert shown() == [1]


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/batch/", "/v1//b", "/v1/m"])
def test_paths_as_clients_write_them(server: Server, client: httpx.Client, key: str, path: str) -> None:
    assert client.post(path, json={"batch": [track()], "writeKey": key}).status_code == 200
    assert settled(server, 1)["events"] == 1


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json"])
def test_compressed_whatever_the_headers_say(server: Server, client: httpx.Client, key: str, content_type: str) -> None:
    body = gzip.compress(json.dumps({"batch": [track()], "writeKey": key}).encode())
    headers = {"Content-Type": content_type}
    assert client.post("/v1/batch", content=body, headers=headers).status_code == 200
    assert settled(server, 1)["events"] == 1


def test_refusals_say_why(server: Server, client: httpx.Client, key: str) -> None:
    def refused(body: bytes | None = None, headers: dict[str, str] | None = None, **more: Any) -> tuple[int, str]:
        content = json.dumps({"batch": [track()], **more}).encode() if body is None else body
        return refusal_of(client.post("/v1/batch", content=content, headers=headers or basic(key)))

    assert refused(headers=basic("f" * 32)) == (401, "unknown_key")
    assert refused(headers={"Authorization": "Basic ?"}) == (401, "unknown_key")
    assert refused(b"{") == (400, "not_taken")
    assert refused(b"[]") == (400, "not_taken")
    assert refused(b"{}") == (400, "not_taken")
    assert refused(b"\x1f\x8bxx") == (400, "bad_gzip")
    assert refused(gzip.compress(b"{}")[:-4]) == (400, "bad_gzip")
    assert refused(more="x" * 500_001) == (413, "too_large")
    assert refused(gzip.compress(b" " * (5 << 20))) == (413, "too_large")
    assert refused(batch=[track()] * 2_501) == (413, "too_many")
    assert server.get("/api/sources")["sources"][0]["events"] == 0


def test_settings_of_a_source_hold(server: Server, client: httpx.Client, key: str) -> None:
    number = server.get("/api/sources")["sources"][0]["id"]

    def send(**headers: str) -> httpx.Response:
        return client.post("/v1/track", json=track(), headers={**basic(key), **headers})

    def set_(**settings: Any) -> None:
        server.post(f"/api/sources/{number}", settings=settings)
        time.sleep(1.2)  # a collector goes by what it knew for a second

    set_(origins=["https://shop.example"])
    assert refusal_of(send(Origin="https://other.example")) == (403, "foreign_origin")
    assert send(Origin="https://shop.example").status_code == 200
    assert send().status_code == 200  # a server has no origin
    set_(events_per_second=2)
    answers = [send() for _ in range(4)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    limited = next(answer for answer in answers if answer.status_code == 429)
    assert int(limited.headers["Retry-After"]) >= 1
    set_(paused=True, events_per_second=None)
    paused = send()
    assert refusal_of(paused) == (503, "paused")
    assert paused.headers["Retry-After"]
    renewed = server.post(f"/api/sources/{number}", renew_key=True)["write_key"]
    time.sleep(1.2)
    assert refusal_of(send()) == (401, "unknown_key")
    assert renewed != key


def test_pages_of_other_sites_may_send(server: Server, client: httpx.Client, key: str) -> None:
    asked = client.options(
        "/v1/t",
        headers={
            "Origin": "https://shop.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "https://shop.example"
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert int(asked.headers["Access-Control-Max-Age"]) >= 600
    body = json.dumps({**track(), "writeKey": key})
    headers = {"Origin": "https://shop.example", "Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site"}
    sent = client.post("/v1/t", content=body, headers=headers)
    assert sent.status_code == 200
    assert sent.headers["Access-Control-Allow-Origin"] == "https://shop.example"
    assert "Access-Control-Allow-Credentials" not in sent.headers
    assert settled(server, 1)["events"] == 1


def test_settings_of_the_browser_library(server: Server, client: httpx.Client, key: str) -> None:
    answer = client.get(f"/v1/projects/{key}/settings")
    assert answer.json()["integrations"]["Segment.io"]["apiKey"] == key
    assert client.get(f"/v1/projects/{'0' * 32}/settings").status_code == 401


def test_what_was_accepted_survives(start: Callable[..., Server], workspace_folder: Path) -> None:
    server = start()
    key = server.post("/api/sources", name="Shop")["write_key"]
    sent = 0
    for n in range(40):
        batch = [track(messageId=f"{n}-{i}", userId=f"c{i}") for i in range(25)]
        assert server.client.post("/v1/batch", json={"batch": batch, "writeKey": key}).status_code == 200
        sent += len(batch)
    server.stop(signal.SIGKILL)
    with Workspace.open(workspace_folder) as workspace:
        source = workspace.sources.all()[0]
        assert (source["events"], source["skipped"], source["rejected"]) == (sent, 0, 0)
        assert workspace.verify()["problems"] == []


def test_a_full_disk_is_said_and_nothing_is_taken(start: Callable[..., Server]) -> None:
    server = start(disk_reserve_bytes=1 << 60)
    key = server.post("/api/sources", name="Shop")["write_key"]
    answer = server.client.post("/v1/track", json={**track(), "writeKey": key})
    assert refusal_of(answer) == (503, "disk_full")
    assert answer.headers["Retry-After"]
    assert server.get("/api/sources")["sources"][0]["events"] == 0


def test_nothing_personal_is_logged(server: Server, client: httpx.Client, key: str) -> None:
    client.post("/v1/track", json=track(userId="secret-person@example.com"), headers=basic(key))
    settled(server, 1)
    client.post("/v1/track", content=b"{secret-person", headers=basic(key))
    server.stop()
    assert not [line for line in server.logs if "secret-person" in line or key in line]
