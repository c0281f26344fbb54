"""The collector under load: what a real server accepts, durably, while what it accepted is settled, and how soon it is
seen. ``make bench``, or ``PYTHONPATH=bench .venv/bin/python -m collect``; figures go to docs/benchmarks/collector.json.

The load generator runs on the same machine. Every accepted event is counted again at the end: none lost, none doubled.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil

from footpath.store.hashing import customer_code
from footpath.workspace import Workspace
from machine import load, machine

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = ROOT / "bench"
#: Name: events of a request, seconds, connections, events a second (0: as many as are answered).
PHASES = {
    "live": (50, 60, 8, 5_000),
    "sustained": (100, 60, 16, 62_000),
    "most": (100, 20, 16, 0),
    "single": (1, 20, 32, 0),
}
TARGETS = {
    "sustained: events a second": ("sustained", "events_per_s", 60_000, True),
    "sustained: p99, ms": ("sustained", "p99_ms", 150, False),
    "single: events a second": ("single", "events_per_s", 5_000, True),
    "live: accepted to seen, p95, s": ("live", "seen_p95_s", 2.0, False),
}
_DRAINS_WITHIN_S = 600


def main() -> None:
    arguments = _arguments()
    folder = ROOT / ".bench" / "collect"
    shutil.rmtree(folder, ignore_errors=True)
    with Workspace.create(folder) as workspace:
        if arguments.customers:
            workspace.sample(customers=arguments.customers)
        before = workspace.status()["events"]
        source = workspace.sources.create("Load", batch_events=100_000, batch_bytes=20 << 20)
    figures: dict[str, Any] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "load_before": load(),
        "events_before": before,
    }
    server = Server(folder)
    accepted = 0
    try:
        for name in arguments.phases:
            figures[name] = _phase(server, source["write_key"], name)
            accepted += figures[name]["accepted"] + figures[name].get("probes", 0)
            print(f"{name}: {json.dumps(figures[name])}", flush=True)
    finally:
        server.stop()
    with Workspace.open(folder) as workspace:
        counts = workspace.sources.get(source["id"])
        figures["counted"] = {"accepted": accepted, "in_journeys": counts["events"], "skipped": counts["skipped"]}
        assert counts["events"] == accepted, figures["counted"]
        assert counts["rejected"] == counts["skipped"] == 0, counts
        assert workspace.status()["events"] == before + accepted
    figures["targets"] = _verdicts(figures)
    arguments.out.write_text(json.dumps(figures, indent=1) + "\n")
    for one in figures["targets"]:
        print(("reached   " if one["reached"] else "MISSED    ") + f"{one['what']}: {one['measured']}, {one['target']}")
    shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=740_000, help="of the shop that is there before")
    parser.add_argument("--phases", nargs="+", choices=PHASES, default=[*PHASES])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks" / "collector.json")
    return parser.parse_args()


class Server:
    """``footpath serve`` on a free port, with its settler."""

    def __init__(self, folder: Path) -> None:
        command = [str(Path(sys.executable).with_name("footpath")), "serve", "-w", str(folder), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        self.port = int(said.split("127.0.0.1:")[1].split()[0])
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)

    def seconds(self) -> dict[str, float]:
        """Processor seconds of the server and of its settler so far, and memory."""
        own = psutil.Process(self.process.pid)
        children = own.children()
        return {
            "server_cpu_s": sum(own.cpu_times()[:2]),
            "settler_cpu_s": sum(sum(child.cpu_times()[:2]) for child in children),
            "server_mb": round(own.memory_info().rss / 1e6),
            "settler_mb": round(sum(child.memory_info().rss for child in children) / 1e6),
        }

    def settled(self) -> int:
        """Events of the source that are in journeys."""
        return int(self.client.get("/api/sources").json()["sources"][0]["events"])

    def stop(self) -> None:
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)


def _phase(server: Server, key: str, name: str) -> dict[str, Any]:
    batch, seconds, connections, rate = PHASES[name]
    arguments = [server.port, key, batch, seconds, connections, rate, f"{name}-{time.time_ns()}"]
    before, settled = server.seconds(), server.settled()
    command = [sys.executable, "-m", "collect.load", *map(str, arguments)]
    generator = subprocess.Popen(command, cwd=BENCH, stdout=subprocess.PIPE, text=True)
    probes = Probes(server, key) if name == "live" else None
    told, _ = generator.communicate()
    if probes is not None:
        probes.stop()
    figures: dict[str, Any] = json.loads(told)
    waiting = figures["accepted"] - (server.settled() - settled)
    began = time.perf_counter()
    extra = 0 if probes is None else len(probes.sent)
    while server.settled() - settled < figures["accepted"] + extra and time.perf_counter() - began < _DRAINS_WITHIN_S:
        time.sleep(0.2)
    figures |= {"waiting_at_the_end": max(0, waiting), "settled_after_s": round(time.perf_counter() - began, 1)}
    after = server.seconds()
    figures |= {what: round(after[what] - before[what], 1) for what in after if what.endswith("_s")}
    figures |= {what: after[what] for what in after if what.endswith("_mb")}
    return figures | ({} if probes is None else probes.figures())


class Probes:
    """Customers who come in one after another: how long until each stands in the store."""

    def __init__(self, server: Server, key: str) -> None:
        self.sent: list[str] = []
        self._seen: list[float] = []
        self._server, self._key = server, key
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def figures(self) -> dict[str, Any]:
        ordered = sorted(self._seen)
        return {
            "probes": len(ordered),
            "seen_p50_s": round(ordered[len(ordered) // 2], 2),
            "seen_p95_s": round(ordered[int(len(ordered) * 0.95)], 2),
            "seen_worst_s": round(ordered[-1], 2),
        }

    def _run(self) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{self._server.port}", timeout=60) as client:
            while not self._stopped.wait(0.3):
                who = f"probe-{time.time_ns()}"
                body = {"type": "track", "event": "Probe", "userId": who, "writeKey": self._key}
                began = time.perf_counter()
                client.post("/v1/track", json=body).raise_for_status()
                self.sent.append(who)
                while client.get(f"/api/customers/{customer_code(who):016x}").status_code != 200:
                    time.sleep(0.02)
                self._seen.append(time.perf_counter() - began)


def _verdicts(figures: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for what, (phase, name, wanted, at_least) in TARGETS.items():
        if phase in figures:
            measured = figures[phase][name]
            reached = measured >= wanted if at_least else measured <= wanted
            target = f"at {'least' if at_least else 'most'} {wanted:,}"
            found.append({"what": what, "measured": measured, "target": target, "reached": reached})
    return found


if __name__ == "__main__":
    main()
