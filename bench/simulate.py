"""The made-up shop: how fast it is drawn, how fast it fills a workspace, how fast its truth is written.

``make bench``, or ``.venv/bin/python bench/simulate.py --customers 10000000``. The figures, with the machine they were
measured on, go to docs/benchmarks/simulate.json, by number of customers.
"""

import argparse
import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from footpath.workspace import Workspace
from machine import load, machine
from process import Run, run

ROOT = Path(__file__).resolve().parent.parent
TARGETS = {"events_per_s": 200_000, "million_customers_s": 120.0}

DRAW = """
import json, sys
from footpath.sample import simulate
print(json.dumps({"events": sum(len(batch.events) for batch in simulate(int(sys.argv[1])))}))
"""
TRUTH = """
import json, sys
from pathlib import Path
from footpath.sample.writing import write_truth
made = write_truth(Path(sys.argv[2]), customers=int(sys.argv[1]))
print(json.dumps({"events": 0, "effects_of": made.shop.effects_of}))
"""


def main() -> None:
    arguments = _arguments()
    folder = ROOT / ".bench" / "shop"
    shutil.rmtree(folder, ignore_errors=True)
    Workspace.create(folder / "workspace").close()
    customers = str(arguments.customers)
    footpath = str(Path(sys.executable).with_name("footpath"))
    commands = {
        "draw": [sys.executable, "-c", DRAW, customers],
        "fill_workspace": [
            footpath, "sample", "-w", str(folder / "workspace"), "--customers", customers, "--json",
        ],
        "write_truth": [sys.executable, "-c", TRUTH, customers, str(folder / "truth")],
    }  # fmt: skip
    figures: dict[str, Any] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
    }
    for name, command in commands.items():
        busy = load()
        figures[name] = {**_figures(run(command)), "load_before": busy}
        print(f"{name}: " + ", ".join(f"{key} {value:,}" for key, value in figures[name].items()), flush=True)
    shutil.rmtree(folder)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(arguments.out.read_text()) if arguments.out.is_file() else {}
    runs = {**known.get("customers", {}), customers: figures}
    arguments.out.write_text(json.dumps({"targets": TARGETS, "customers": runs}, indent=2) + "\n")


def _figures(done: Run) -> dict[str, Any]:
    """Wall clock of the whole command, start of Python included."""
    events = done.answer["events"]
    return {
        "seconds": round(done.seconds, 2),
        **({"events": events, "events_per_s": round(events / done.seconds)} if events else {}),
        "resident_bytes": done.resident_bytes,
        "private_bytes": done.private_bytes,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks" / "simulate.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
