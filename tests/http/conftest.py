"""A real server on a fresh workspace, in a process of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from tests.http.server_process import Server, refusal_of

from footpath.workspace import Workspace


@pytest.fixture
def workspace_folder(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    Workspace.create(root, timezone="Europe/Warsaw", currency="PLN").close()
    return root


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for tests that write nothing."""
    root = tmp_path_factory.mktemp("shared") / "shop"
    Workspace.create(root).close()
    server = Server(root)
    yield server
    server.stop()


@pytest.fixture
def start(workspace_folder: Path) -> Iterator[Callable[..., Server]]:
    """``start(**limits)``: a server on the workspace; several may follow each other. All are stopped at the end."""
    servers: list[Server] = []

    def started(**limits: Any) -> Server:
        servers.append(Server(workspace_folder, **limits))
        return servers[-1]

    yield started
    for server in servers:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def server(start: Callable[..., Server]) -> Server:
    return start()


@pytest.fixture
def refused() -> Callable[[httpx.Response], tuple[int, str]]:
    return refusal_of
