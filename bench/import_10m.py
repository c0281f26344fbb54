"""Import of 10 M events from Parquet and from CSV, and the map's redraw after an edit.

``make bench``, or ``.venv/bin/python bench/import_10m.py --events 1000000``. The figures, with the machine they
were measured on, go to docs/benchmarks/import.json; the made-up files are kept in .bench.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import events
from footpath.analyses.map import Map
from footpath.workspace import Workspace
from machine import load, machine
from process import Run, run

ROOT = Path(__file__).resolve().parent.parent
MAPPING = "customer=customer,time=time,event=event,channel=channel,value=value"
TARGETS = {"events_per_s": 400_000, "resident_bytes": 2 * 2**30, "redraw_s": 1.0}
EDITS = 10


def main() -> None:
    arguments = _arguments()
    files = events.files(ROOT / ".bench", arguments.events)
    figures: dict[str, Any] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "events": arguments.events,
        "machine": machine(),
        "targets": TARGETS,
        "import": {},
    }
    workspace = ROOT / ".bench" / "workspace"
    for suffix, file in files.items():
        busy = load()
        figures["import"][suffix] = {**_import(file, workspace, arguments.events), "load_before": busy}
        _say(suffix, figures["import"][suffix])
    figures["redraw"] = _redraw(workspace)
    _say("redraw", figures["redraw"])
    shutil.rmtree(workspace)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(figures, indent=2) + "\n")


def _import(file: Path, workspace: Path, count: int) -> dict[str, Any]:
    """Events a second by the wall clock of the whole command, start of Python included."""
    shutil.rmtree(workspace, ignore_errors=True)
    footpath = str(Path(sys.executable).with_name("footpath"))
    Workspace.create(workspace).close()
    done: Run = run([footpath, "import", str(file), "-w", str(workspace), "--map", MAPPING, "--json"])
    if done.answer["events"] != count:
        raise SystemExit(f"{file.name} holds {count:,} events, but {done.answer['events']:,} came in.")
    return {
        "file_bytes": file.stat().st_size,
        "seconds": round(done.seconds, 2),
        "seconds_said": done.answer["seconds"],
        "events_per_s": round(count / done.seconds),
        "resident_bytes": done.resident_bytes,
        "private_bytes": done.private_bytes,
    }


def _redraw(path: Path) -> dict[str, Any]:
    """Edit of a touchpoint's stage, then the whole map again: seconds of each."""
    workspace = Workspace.open(path)
    definitions = workspace.definitions()
    touchpoint = next(each for each in definitions.touchpoints if each.stage)
    stages = [stage.id for stage in definitions.stages]

    def redraw(stage: str | None = None) -> None:
        if stage:
            workspace.edit({"do": "move_touchpoint", "touchpoint": touchpoint.id, "stage": stage})
        workspace.run(Map()).to_dict()

    first = _seconds(redraw)
    edits = [_seconds(partial(redraw, stages[number % len(stages)])) for number in range(EDITS)]
    workspace.close()
    return {"first_s": first, "median_s": statistics.median(edits), "worst_s": max(edits), "edits": EDITS}


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return round(time.perf_counter() - start, 4)


def _say(name: str, figures: dict[str, Any]) -> None:
    print(f"{name}: " + ", ".join(f"{key} {value:,}" for key, value in figures.items()), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks" / "import.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
