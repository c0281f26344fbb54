"""Mutated requests at a running server: no fault, and what was acknowledged is in the store, or set aside."""

import base64
import random
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from tests.collecting.protocols.examples import EXAMPLES, KEY, Example, mutated
from tests.http.server_process import Server

from footpath.collecting.protocols._protocol import Request
from footpath.collecting.receive import protocols
from footpath.workspace import Workspace


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "shop"
    Workspace.create(root).close()
    server = Server(root)
    yield server
    server.stop()


def keyed(example: Example, key: str) -> Request:
    """The request of an example with a write key of the server's."""
    request = example.request()
    return Request(
        request.method,
        request.path,
        {name: value.replace(KEY, key) for name, value in request.query.items()},
        {name: value.replace(KEY, key) for name, value in request.headers.items()},
        request.body.replace(KEY.encode(), key.encode()),
    )


def sent(server: Server, client: httpx.Client, name: str, number: int) -> None:
    key = server.post("/api/sources", name="Shop")["write_key"]
    with_key = [Example(one.path, one.request().body, one.headers, one.query) for one in EXAMPLES[name]]
    protocol = protocols()[name]
    seeded = random.Random(zlib.crc32(name.encode()))
    acknowledged = accepted = 0
    for _ in range(number):
        whole = seeded.choice(EXAMPLES[name] if seeded.random() < 0.8 else with_key)
        request = keyed(mutated(whole, seeded), key)
        headers = {title: value for title, value in request.headers.items() if title != "authorization"}
        if "authorization" in request.headers:
            headers["authorization"] = _authorized(request.headers["authorization"], key)
        answer = client.post(request.path, params=dict(request.query), headers=headers, content=request.body)
        assert answer.status_code < 500, (answer.text, request)
        if answer.is_success:
            body = request.body
            if body[:2] == b"\x1f\x8b":
                body = zlib.decompressobj(31).decompress(body)
            envelope = protocol.open(Request("POST", request.path, request.query, headers, body))
            acknowledged += envelope.events
            accepted += 1
    assert accepted > number / 20
    assert _settled(server, acknowledged) == acknowledged
    assert not [line for line in server.logs if '"fault"' in line or "Traceback" in line]


def _authorized(given: str, key: str) -> str:
    return f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}" if given.startswith("Basic") else given


def _settled(server: Server, wanted: int, seconds: float = 120) -> int:
    """Events that came in or were set aside: once there are as many as wanted, else at the end of the time."""
    until = time.monotonic() + seconds
    while True:
        source = server.get("/api/sources")["sources"][0]
        found = int(source["events"] + source["rejected"] + source["skipped"])
        if found >= wanted or time.monotonic() > until:
            return found
        time.sleep(0.2)


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as made:
        yield made


@pytest.mark.parametrize("name", sorted(protocols()))
def test_mutated_requests(server: Server, client: httpx.Client, name: str) -> None:
    sent(server, client, name, 300)


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", sorted(protocols()))
def test_ten_thousand_mutated_requests(server: Server, client: httpx.Client, name: str) -> None:
    sent(server, client, name, 10_000)
