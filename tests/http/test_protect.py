"""The layers around the application, one by one, with an application that needs no workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

from footpath.http.limits import Limits
from footpath.http.protect import protect

WRITE = {"X-Footpath": "1"}


class Body(BaseModel):
    count: int


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI(redirect_slashes=False)

    @app.get("/api/read")
    def read() -> str:
        return "read"

    @app.post("/api/write")
    def write(body: Body) -> int:
        return body.count

    @app.post("/api/fail")
    def fail() -> None:
        raise RuntimeError("anna@example.com")

    @app.put("/api/uploads")
    async def upload(request: Request) -> int:
        return sum([len(chunk) async for chunk in request.stream()])

    protect(app, port=8420, limits=Limits(json_bytes=100, writes_burst=5, writes_per_second=0.01), static=tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:8420") as client:
        yield client


def code(response: object) -> tuple[int, str]:
    body = response.json()  # type: ignore[attr-defined]
    assert set(body) == {"error"}
    assert body["error"]["sentence"].endswith(".")
    return response.status_code, body["error"]["code"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost:8420", "LOCALHOST:8420", "[::1]:8420"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/read", headers={"Host": host}).json() == "read"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8420",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.:8420",
        "127.0.0.1:8420.evil.example",
        "",
    ],
)
def test_a_rebound_name_is_refused(client: TestClient, host: str) -> None:
    assert code(client.get("/api/read", headers={"Host": host})) == (421, "foreign_host")
    assert code(client.get("/", headers={"Host": host})) == (421, "foreign_host")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8420"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    headers = {**WRITE, "Origin": origin}
    assert code(client.post("/api/write", json={"count": 1}, headers=headers)) == (403, "foreign_origin")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_site_neither_writes_nor_reads(client: TestClient, site: str) -> None:
    headers = {**WRITE, "Sec-Fetch-Site": site}
    assert code(client.post("/api/write", json={"count": 1}, headers=headers)) == (403, "foreign_site")
    assert code(client.get("/api/read", headers=headers)) == (403, "foreign_site")
    assert client.get("/", headers=headers).status_code == 200


def test_a_write_needs_the_header(client: TestClient) -> None:
    assert code(client.post("/api/write", json={"count": 1})) == (403, "header_missing")
    own = {**WRITE, "Origin": "http://localhost:8420", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/write", json={"count": 1}, headers=own).json() == 1


def test_no_preflight_is_granted(client: TestClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Headers": "x-footpath"}
    response = client.options("/api/write", headers=headers)
    assert response.status_code == 403
    assert not any(name.startswith("access-control") for name in response.headers)


def test_bodies_are_bounded_and_json(client: TestClient) -> None:
    assert code(client.post("/api/write", content=b" " * 101, headers=WRITE)) == (413, "too_large")
    assert code(client.post("/api/write", content=iter([b" " * 60] * 2), headers=WRITE)) == (413, "too_large")
    form = {**WRITE, "Content-Type": "text/plain"}
    assert code(client.post("/api/write", content=b'{"count": 1}', headers=form)) == (415, "wrong_content_type")
    packed = {**WRITE, "Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert code(client.post("/api/write", content=b"x", headers=packed)) == (415, "wrong_encoding")


def test_an_upload_is_not_a_json_body(client: TestClient) -> None:
    assert client.put("/api/uploads", content=b"x" * 1000, headers=WRITE).json() == 1000


def test_invalid_requests_get_one_sentence(client: TestClient) -> None:
    response = client.post("/api/write", json={"count": "secret"}, headers=WRITE)
    assert code(response) == (422, "not_valid")
    assert response.json()["error"]["where"] == "body.count"
    assert "secret" not in response.text
    broken = client.post("/api/write", content=b"{", headers={**WRITE, "Content-Type": "application/json"})
    assert code(broken) == (422, "not_json")


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    assert code(client.get("/api/nothing")) == (404, "not_found")
    assert code(client.get("/api/write")) == (405, "method_not_allowed")
    assert client.get("/api/write").headers["allow"] == "POST"
    assert code(client.post("/journey", headers=WRITE)) == (405, "method_not_allowed")


def test_a_fault_has_a_number_and_no_traceback(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("ERROR", "footpath.http"):
        response = client.post("/api/fail", headers=WRITE)
    assert code(response) == (500, "fault")
    assert "anna" not in response.text
    assert "Traceback" not in response.text
    (record,) = [record for record in caplog.records if record.message == "fault"]
    assert record.fields["id"] in response.json()["error"]["sentence"]  # type: ignore[attr-defined]
    assert "anna" not in str(record.fields)  # type: ignore[attr-defined]


def test_too_many_writes_are_slowed_down(client: TestClient) -> None:
    for _ in range(5):
        assert client.post("/api/write", json={"count": 1}, headers=WRITE).status_code == 200
    response = client.post("/api/write", json={"count": 1}, headers=WRITE)
    assert code(response) == (429, "too_often")
    assert int(response.headers["retry-after"]) > 0
    assert client.get("/api/read").status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/read", "/api/nothing", "/nothing.js"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store" or path == "/"
