"""A real server under heavy questions: two at once, and one whose asker leaves."""

import http.client
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from engine.measure import rounded
from engine.ours import PERIOD

#: Heavy, and each in another way: many edges with their times, credits path by path, one path a customer.
HEAVY: dict[str, dict[str, Any]] = {
    "transitions": {"by": "name"},
    "attribution": {"by": "touchpoint", "lookback": "400d", "open_paths": "null"},
    "paths": {"by": "touchpoint", "window": "400d"},
}
PEEK_S = 0.02
IDLE_S = 0.1  #: so long without work, and it has stopped
LEAVES = (0.2, 0.5, 0.8)  #: parts of a question's time after which its asker leaves


def served(workspace: Path) -> dict[str, Any]:
    """``two_at_once``: seconds of two heavy questions, alone and together, of GET /api/status meanwhile, and the most
    memory. ``left``: seconds until the processor is free after the asker has left, of the slowest of some moments."""
    with _server(workspace) as (port, process):
        alone = {}
        for name in HEAVY:
            _ask(port, name)
            alone[name] = _ask(port, name)
        left = {name: rounded(max(_left(port, process, name, alone[name] * part) for part in LEAVES)) for name in HEAVY}
        return {
            "alone_s": {name: rounded(seconds) for name, seconds in alone.items()},
            "two_at_once": _together(port, process, ("transitions", "paths")),
            "left": left,
        }


@contextmanager
def _server(workspace: Path) -> Iterator[tuple[int, psutil.Process]]:
    command = [sys.executable, "-m", "footpath", "serve", "-w", str(workspace), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        if found is None:
            raise SystemExit("The server of the workspace did not start.")
        try:
            yield int(found[1]), psutil.Process(process.pid)
        finally:
            process.terminate()


def _sent(port: int, name: str) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    body = HEAVY[name] | {"period": dict(zip(("from", "to"), PERIOD, strict=True))}
    headers = {"X-Footpath": "1", "Content-Type": "application/json"}
    connection.request("POST", f"/api/{name}", json.dumps(body), headers)
    return connection


def _ask(port: int, name: str) -> float:
    start = time.perf_counter()
    connection = _sent(port, name)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{name} is answered with {answer.status}: {answer.read(300)!r}")
    answer.read()
    connection.close()
    return time.perf_counter() - start


def _left(port: int, process: psutil.Process, name: str, after_s: float) -> float:
    """Seconds from leaving until the last work for the question."""
    connection = _sent(port, name)
    time.sleep(after_s)
    connection.close()
    start = worked = time.perf_counter()
    busy = _busy(process)
    while time.perf_counter() - worked < IDLE_S:
        time.sleep(PEEK_S)
        now = _busy(process)
        if now > busy + 0.01:
            worked = time.perf_counter()
        busy = now
    return worked - start


def _busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _together(port: int, process: psutil.Process, names: tuple[str, ...]) -> dict[str, Any]:
    seconds: dict[str, float] = {}
    askers = [threading.Thread(target=lambda name=name: seconds.update({name: _ask(port, name)})) for name in names]
    before = process.memory_info().rss
    for asker in askers:
        asker.start()
    waits, most = [], before
    while any(asker.is_alive() for asker in askers):
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/api/status", headers={"X-Footpath": "1"})
        connection.getresponse().read()
        connection.close()
        waits.append(time.perf_counter() - start)
        most = max(most, process.memory_info().rss)
        time.sleep(PEEK_S)
    for asker in askers:
        asker.join()
    return {
        "seconds": {name: rounded(one) for name, one in seconds.items()},
        "status_median_s": rounded(statistics.median(waits)),
        "status_slowest_s": rounded(max(waits)),
        "resident_before_bytes": before,
        "resident_most_bytes": most,
    }
