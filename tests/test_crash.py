"""kill -9 at random moments of an import and of a settle: nothing is lost, nothing doubled, and every check passes."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from footpath.workspace import Workspace

ROWS = 40_000
SMALL = """
import sys, threading
from functools import partial
from pathlib import Path
from footpath.collecting import imports
from footpath.store import compact
from footpath.workspace import workspace as module
compact.ROUND_NEVER_BELOW, compact.EVENTS_A_RANGE, compact.LARGEST_RANGE = 4_000, 6_000, 12_000
imports.SPANS_BEFORE_A_ROUND = 4
module.open_file = partial(module.open_file, batch_rows=1_500)
"""
IMPORT = (
    SMALL
    + """
print("ready", flush=True)
module.Workspace.open(sys.argv[1]).import_files(sys.argv[2])
print("done", flush=True)
"""
)
COLLECT = (
    SMALL
    + """
from footpath.collecting.inbox import Inbox
from footpath.collecting.receive import receive, settle_inbox
workspace = module.Workspace.open(sys.argv[1])
inbox = Inbox(Path(sys.argv[1]) / "inbox.db")
def settle():
    while True:
        settle_inbox(workspace._store, inbox, workspace._ledger)
threading.Thread(target=settle, daemon=True).start()
print("ready", flush=True)
for n in range(10_000):
    customers = [f"c{(n * 7 + i) % 50}" for i in range(20)]
    receive(inbox, 0, [{"customer": c, "time": n * 20 + i, "name": "Seen"} for i, c in enumerate(customers)])
    print(n + 1, flush=True)
"""
)


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of events with twins, late arrivals and many batches."""
    path = tmp_path_factory.mktemp("events") / "events.csv"
    chance = random.Random(5)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["customer_id", "occurred_at", "event", "channel", "device"])
        for i in range(ROWS):
            moment = f"2026-0{chance.randint(1, 9)}-{chance.randint(10, 28)} 1{chance.randint(0, 9)}:00:00"
            row = [f"c{chance.randint(0, 900)}", moment, f"Event {chance.randint(0, 9)}", "web", chance.choice("ab")]
            rows.writerows([row] * (2 if i % 1000 == 0 else 1))
    return path


def _run(code: str, *arguments: object) -> "subprocess.Popen[str]":
    source = str(Path(__file__).resolve().parent.parent / "src")
    environment = os.environ | {"PYTHONPATH": source}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _kill(child: "subprocess.Popen[str]", after: float) -> str:
    """Kill the child after some seconds; what it had printed by then."""
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    printed, _ = child.communicate()
    return printed


def _seconds_of_an_import(root: Path, events: Path) -> float:
    Workspace.create(root).close()
    child = _run(IMPORT, root, events)
    began = time.perf_counter()
    assert child.communicate()[0] == "done\n"
    return time.perf_counter() - began


def _import_is_killed(root: Path, events: Path, points: int) -> None:
    expected = ROWS + len(range(0, ROWS, 1000))
    whole = _seconds_of_an_import(root / "whole", events)
    for point in range(points):
        folder = root / f"killed{point}"
        Workspace.create(folder).close()
        _kill(_run(IMPORT, folder, events), random.Random(point).uniform(0, whole))
        with Workspace.open(folder) as workspace:
            assert workspace.verify()["problems"] == [], f"point {point}: after the kill"
            kept = workspace.status()["events"]
            result = workspace.import_files(events)
            assert result.skipped == kept, f"point {point}: what was kept is known again"
            assert workspace.status()["events"] == expected, f"point {point}: nothing lost, nothing doubled"
            assert workspace.verify()["problems"] == [], f"point {point}: after importing again"


def _settle_is_killed(root: Path, points: int) -> None:
    for point in range(points):
        folder = root / f"settled{point}"
        Workspace.create(folder).close()
        printed = _kill(_run(COLLECT, folder), random.Random(point).uniform(0.2, 2.5))
        acknowledged = [int(line) for line in printed.split("\n")[:-1]]
        with Workspace.open(folder) as workspace:
            events = workspace.status()["events"]
            sent = 20 * (acknowledged[-1] if acknowledged else 0)
            assert events in (sent, sent + 20), f"point {point}: {events} events of {sent} acknowledged"
            assert workspace.verify()["problems"] == [], f"point {point}"


def test_an_import_survives_kill_9(tmp_path: Path, events: Path) -> None:
    _import_is_killed(tmp_path, events, 4)


def test_a_settle_survives_kill_9(tmp_path: Path) -> None:
    _settle_is_killed(tmp_path, 4)


@pytest.mark.nightly
@pytest.mark.timeout(3_000)
def test_an_import_survives_kill_9_at_50_points(tmp_path: Path, events: Path) -> None:
    _import_is_killed(tmp_path, events, 50)


@pytest.mark.nightly
@pytest.mark.timeout(3_000)
def test_a_settle_survives_kill_9_at_50_points(tmp_path: Path) -> None:
    _settle_is_killed(tmp_path, 50)
