"""The guard as a real server keeps it: rebinding, foreign pages, hostile requests on the raw socket."""

import socket
from typing import Any

import pytest


@pytest.fixture(scope="module")
def server(shared_server: Any) -> Any:
    return shared_server


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "host", [b"evil.example", b"evil.example:%d", b"127.0.0.1", b"localhost.:%d", b"127.0.0.1:%d@evil"]
)
def test_rebinding_is_refused(server: Any, host: bytes) -> None:
    host = host.replace(b"%d", str(server.port).encode())
    answer = raw(server.port, b"GET /api/status HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    assert status(answer) == 421
    assert b"foreign_host" in answer


def test_two_hosts_or_none_are_refused(server: Any) -> None:
    own = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    two = raw(server.port, b"GET /api/status HTTP/1.1\r\n" + own + b"Host: evil\r\nConnection: close\r\n\r\n")
    none = raw(server.port, b"GET /api/status HTTP/1.0\r\n\r\n")
    assert status(two) in (400, 421)
    assert status(none) in (400, 421)


def test_an_absolute_target_does_not_pass_for_the_host(server: Any) -> None:
    target = f"GET http://127.0.0.1:{server.port}/api/status HTTP/1.1\r\n".encode()
    assert status(raw(server.port, target + b"Host: evil.example\r\nConnection: close\r\n\r\n")) == 421


def test_a_form_of_a_foreign_page_changes_nothing(server: Any, refused: Any) -> None:
    form = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"}
    body = b'{"op": {"do": "set_title", "title": "owned"}}'
    address = "/api/definitions/edit"
    assert refused(server.client.post(address, content=body, headers=form)) == (403, "foreign_origin")
    del form["Origin"]
    assert refused(server.client.post(address, content=body, headers=form)) == (403, "foreign_site")
    without = {"X-Footpath": ""}
    assert refused(server.client.post(address, json={}, headers=without)) == (403, "header_missing")
    assert server.get("/api/definitions")["definitions"]["title"] == ""


def test_a_websocket_is_refused(server: Any) -> None:
    answer = raw(
        server.port,
        b"GET /api/status HTTP/1.1\r\nHost: evil\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        + f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode(),
    )
    assert status(answer) == 421


def test_a_large_body_is_refused_with_a_sentence(server: Any, refused: Any) -> None:
    announced = server.client.post("/api/map", content=b" " * 5_000_000, headers={"Content-Type": "application/json"})
    assert refused(announced) == (413, "too_large")
    streamed = server.client.post(
        "/api/map", content=(b" " * 100_000 for _ in range(50)), headers={"Content-Type": "application/json"}
    )
    assert refused(streamed) == (413, "too_large")


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("GET", "/api/nothing", None, (404, "not_found")),
        ("GET", "/api/map", None, (405, "method_not_allowed")),
        ("POST", "/api/map", {"periode": {}}, (422, "not_valid")),
        ("POST", "/api/map", {"audience": "7"}, (404, "no_such_audience")),
        ("POST", "/api/map", {"period": {"from": "2026-01-01", "to": "2026-02-01"}}, (422, "not_valid")),
        (
            "POST",
            "/api/map",
            {"period": {"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}},
            (422, "not_valid"),
        ),
        ("POST", "/api/map/evidence", {"touchpoint": "none"}, (404, "no_such_touchpoint")),
        ("POST", "/api/funnel", {"steps": ["a"]}, (422, "not_valid")),
        ("POST", "/api/funnel", {"steps": ["a", "b"]}, (422, "unknown_step")),
        ("POST", "/api/definitions/edit", {"op": {"do": "format_disk"}}, (422, "not_valid")),
        (
            "POST",
            "/api/definitions/edit",
            {"op": {"do": "rename_stage", "stage": "none", "name": "A"}},
            (422, "definition_error"),
        ),
        ("PUT", "/api/definitions/yaml", {"yaml": "stages: ["}, (422, "definition_error")),
        ("GET", "/api/customers/00000000000000aa", None, (404, "no_such_customer")),
        ("GET", "/api/customers/anna@example.com", None, (422, "not_valid")),
        ("POST", "/api/imports", {"upload": "../../records.db"}, (404, "no_such_upload")),
        ("POST", "/api/imports", {"upload": "0" * 32}, (404, "no_such_upload")),
        ("GET", "/api/imports/99", None, (404, "no_such_import")),
        ("POST", "/api/imports/99/undo", None, (404, "no_such_import")),
        ("POST", "/api/imports/99/cancel", None, (409, "not_running")),
        ("DELETE", "/api/imports/99", None, (404, "no_such_import")),
        ("POST", "/api/audiences", {"name": "x", "rule": "((("}, (422, "audience_error")),
        ("GET", "/api/rejected?limit=100000", None, (422, "not_valid")),
        ("POST", "/api/export", {"answer": "everything"}, (422, "not_valid")),
    ],
)
def test_every_refusal_has_the_same_shape(
    server: Any, refused: Any, method: str, path: str, body: Any, expected: tuple[int, str]
) -> None:
    assert refused(server.client.request(method, path, json=body)) == expected


def test_openapi_is_complete(server: Any) -> None:
    api = server.get("/api/openapi.json")
    for path, methods in api["paths"].items():
        for method, route in methods.items():
            answer = next(answer for code, answer in route["responses"].items() if code.startswith("2"))
            assert answer.get("content"), (method, path)
            assert answer["content"]["application/json"]["schema"], (method, path)
            assert route.get("description") or route.get("summary"), (method, path)
            assert "4XX" in route["responses"], (method, path)
    assert server.client.get("/api/docs").status_code == 404
