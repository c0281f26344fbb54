"""Uploads: streamed to a folder that no request can name."""

import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from footpath.http.limits import Limits
from footpath.http.refusals import Refusal
from footpath.http.uploads import Uploads


@pytest.fixture(scope="module")
def server(shared_server: Any) -> Any:
    return shared_server


def files_of(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "uploads").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("orders.csv", "orders.csv"),
        ("../../../etc/cron.d/evil", "evil"),
        ("..\\..\\records.db", "records.db"),
        ("/etc/passwd", "passwd"),
        ("a/b/../../..", "upload"),
        ("ev\x00il\r\n.csv", "evil.csv"),
        ("訂單.csv", "訂單.csv"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(server: Any, name: str, kept: str) -> None:
    before = {path for path in server.root.parent.rglob("*") if "uploads" not in path.parts}
    upload = server.upload(name, b"content")
    assert [path for path in files_of(server.root) if upload in path] == [f"uploads/{upload}/{kept}"]
    after = {path for path in server.root.parent.rglob("*") if "uploads" not in path.parts}
    assert {path.name for path in after - before} <= {"records.db-wal", "records.db-shm"}


def test_a_large_file_arrives_byte_for_byte(server: Any) -> None:
    content = os.urandom(1 << 20) * 20 + b"end"
    upload = server.upload("large.bin", content)
    assert (server.root / "uploads" / upload / "large.bin").read_bytes() == content


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(start: Callable[..., Any], refused: Any) -> None:
    server = start(upload_bytes=1_000_000)

    def stream() -> Iterator[bytes]:
        for _ in range(30):
            yield b"x" * 100_000

    for content in (b"x" * 3_000_000, stream()):
        response = server.client.put("/api/uploads", params={"name": "a.csv"}, content=content)
        assert refused(response) == (413, "upload_too_large")
        assert "1 MB" in response.text
    assert files_of(server.root) == []
    assert list((server.root / "uploads").iterdir()) == []


def test_a_full_disk_is_foreseen(start: Callable[..., Any], refused: Any) -> None:
    server = start(disk_reserve_bytes=1 << 60)
    response = server.client.put("/api/uploads", params={"name": "a.csv"}, content=b"x")
    assert refused(response) == (507, "disk_full")
    assert list((server.root / "uploads").iterdir()) == []


def test_an_empty_file_and_a_missing_name_are_refused(server: Any, refused: Any) -> None:
    assert refused(server.client.put("/api/uploads", params={"name": "a.csv"}, content=b"")) == (422, "empty_file")
    assert refused(server.client.put("/api/uploads", content=b"x")) == (422, "not_valid")


def test_a_client_that_leaves_halfway_leaves_nothing(server: Any) -> None:
    before = set((server.root / "uploads").iterdir())
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = f"PUT /api/uploads?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX-Footpath: 1\r\n"
        connection.sendall(head.encode() + b"Content-Length: 1000000\r\n\r\n" + b"x" * 1000)
        time.sleep(0.3)
    until = time.monotonic() + 5
    while set((server.root / "uploads").iterdir()) != before and time.monotonic() < until:
        time.sleep(0.05)
    assert set((server.root / "uploads").iterdir()) == before


def test_old_and_half_uploads_are_swept(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads", Limits(disk_reserve_bytes=0))

    async def one() -> AsyncIterator[bytes]:
        yield b"x"

    with start_blocking_portal() as loop:
        fresh, old = (loop.call(uploads.receive, name, None, one()) for name in ("fresh.csv", "old.csv"))
    os.utime(old.path.parent, (0, 0))
    half = uploads.folder / ("f" * 32)
    half.mkdir()
    (half / ".part").write_bytes(b"x")
    (uploads.folder / "notes.txt").write_text("not ours")
    assert uploads.sweep() == 2
    assert uploads.find(fresh.id).name == "fresh.csv"
    assert (uploads.folder / "notes.txt").exists()
    for gone in (old.id, half.name, "notes.txt", "..", ""):
        with pytest.raises(Refusal):
            uploads.find(gone)
