"""The server process: where it listens, how it starts, how it stops."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footpath.http.server import ServeError, bind, serve
from footpath.workspace import WorkspaceError


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "example.com", ""])
def test_only_the_loopback_address(host: str) -> None:
    with pytest.raises(ServeError, match="this machine only"):
        bind(0, host)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_is_a_port(port: int) -> None:
    with pytest.raises(ServeError, match="not a port"):
        bind(port)


def test_a_taken_port_gives_the_next_free_one() -> None:
    with bind(0) as first:
        port = first.getsockname()[1]
        with bind(port) as second:
            assert port < second.getsockname()[1] <= port + 100


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="not a Footpath workspace"):
        serve(tmp_path, 0, say=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_the_limit_from_the_environment_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTPATH_UPLOAD_LIMIT", "lots")
    with pytest.raises(ServeError, match="whole number of bytes"):
        serve(tmp_path, 0, say=lambda _: None)


def test_it_says_which_port_it_took_instead(workspace_folder: Path) -> None:
    imports = "import sys; from pathlib import Path; from footpath.http.server import serve; "
    code = imports + "serve(Path(sys.argv[1]), int(sys.argv[2]))"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-E", "-c", code, str(workspace_folder), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(f"Port {port} is taken; using ")
            assert process.stdout.readline().startswith("Footpath is at http://127.0.0.1:")
            process.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_without_fuss(server: Any, number: int) -> None:
    assert server.get("/api/status")["events"] == 0
    assert server.stop(number) == 0


def test_it_listens_on_no_other_address(shared_server: Any) -> None:
    for address in {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
        if not str(address).startswith("127."):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((str(address), shared_server.port), timeout=2)


def test_logs_are_json_lines_without_anything_personal(start: Callable[..., Any]) -> None:
    server = start()
    server.post("/api/customers/search", text="anna@example.com")
    server.client.get("/api/customers/00000000000000aa", params={"secret": "anna"})
    server.upload("anna-secret.csv", b"a,b\n1,2\n")
    server.stop()
    lines = [json.loads(line) for line in server.logs]
    assert {"request"} <= {line["event"] for line in lines}
    assert {"/api/customers/search", "/api/customers/{customer}", "/api/uploads"} <= {
        line.get("route") for line in lines
    }
    assert "anna" not in "".join(server.logs)
    assert "00000000000000aa" not in "".join(server.logs)
