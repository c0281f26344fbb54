"""What was acknowledged survives: server and settler are killed again and again while a client sends."""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest
from tests.http.server_process import Server

from footpath.workspace import Workspace


class Sender:
    """A client that sends each batch until it is acknowledged, wherever the server is by then."""

    def __init__(self, key: str) -> None:
        self.port = 0
        self.sent: set[str] = set()
        self._key = key
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        batch = 0
        with httpx.Client(timeout=5) as client:
            while not self._stopped.is_set():
                ids = [f"{batch}-{i}" for i in range(20)]
                events = [_event(i, id_) for i, id_ in enumerate(ids)]
                while not self._send(client, {"batch": events, "writeKey": self._key}):
                    time.sleep(0.02)
                self.sent.update(ids)
                batch += 1

    def _send(self, client: httpx.Client, body: dict[str, Any]) -> bool:
        try:
            return client.post(f"http://127.0.0.1:{self.port}/v1/batch", json=body).status_code == 200
        except httpx.HTTPError:
            return False


def _event(number: int, id_: str) -> dict[str, Any]:
    told = {"type": "track", "event": "Seen", "userId": f"c{number % 7}"}
    return {**told, "messageId": id_, "properties": {"id": id_}}


def kill(server: Server, what: str) -> None:
    """End the server, or the process that settles for it, without a word."""
    if what == "server":
        settlers = psutil.Process(server.process.pid).children()
        server.stop(signal.SIGKILL)
        psutil.wait_procs(settlers, timeout=30)  # they end when they see that it is gone
    else:
        for settler in psutil.Process(server.process.pid).children():
            settler.send_signal(signal.SIGKILL)


def ids_in(workspace: Workspace) -> list[str]:
    found = [event["properties"]["id"] for n in range(7) for event in workspace.customer(f"c{n}")["events"]]
    return sorted(found)


def killed(root: Path, points: int, seed: int) -> None:
    Workspace.create(root).close()
    with Workspace.open(root) as workspace:
        source = workspace.sources.create("Shop")
    chance = random.Random(seed)
    sender = Sender(source["write_key"])
    server = Server(root)
    sender.port = server.port
    sender.start()
    try:
        for _ in range(points):
            time.sleep(chance.uniform(0.2, 2.5))
            what = chance.choice(["server", "settler"])
            kill(server, what)
            if what == "server":
                server = Server(root)
                sender.port = server.port
    finally:
        sender.stop()
        server.stop()
    with Workspace.open(root) as workspace:
        counts = workspace.sources.get(source["id"])
        assert counts["events"] == len(sender.sent) > 0
        assert counts["rejected"] == 0
        assert workspace.status()["events"] == len(sender.sent)
        if len(sender.sent) * 3 / 20 <= 2_000:  # of a customer so many are shown
            assert ids_in(workspace) == sorted(sender.sent)
        assert workspace.verify()["problems"] == []


def test_nothing_is_lost_or_doubled_when_processes_are_killed(tmp_path: Path) -> None:
    killed(tmp_path / "shop", points=4, seed=int(time.time()) % 1000)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_lost_or_doubled_however_often(tmp_path: Path, seed: int) -> None:
    killed(tmp_path / "shop", points=20, seed=seed)


def test_two_settlers_take_turns(tmp_path: Path) -> None:
    """One settles; when it ends without a word, the other takes over within a second or two."""
    root = tmp_path / "shop"
    Workspace.create(root).close()
    with Workspace.open(root) as workspace:
        source = workspace.sources.create("Shop")
    command = [sys.executable, "-m", "footpath", "settle", "-w", str(root)]
    settlers = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(2)]
    server = Server(root)
    try:
        for sent, victim in enumerate(settlers, 1):
            until = time.monotonic() + 60
            body = {"type": "track", "event": "Seen", "userId": "ann", "messageId": str(sent)}
            assert server.client.post("/v1/track", json={**body, "writeKey": source["write_key"]}).status_code == 200
            while server.get("/api/sources")["sources"][0]["events"] < sent and time.monotonic() < until:
                time.sleep(0.05)
            assert server.get("/api/sources")["sources"][0]["events"] == sent
            victim.kill()
            victim.wait()
    finally:
        for settler in settlers:
            settler.kill()
            settler.wait()
        server.stop()
    with Workspace.open(root) as workspace:
        assert workspace.status()["events"] == 2
        assert workspace.verify()["problems"] == []
