"""The engine's benchmark: ``make bench`` for 10 M events, ``make bench SIZE=100M`` for the whole.

``PYTHONPATH=bench .venv/bin/python -m engine --size 1M --out /tmp/engine.json`` for a first look. Figures and the
machine go to docs/benchmarks/engine.json, by size, with what is reached of the targets.
"""

import argparse
import importlib.metadata
import json
import shutil
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine import data, mining, reports
from engine.draw import draw
from engine.measure import best, interleaved, times
from engine.questions import QUESTIONS, Question
from engine.serving import served
from engine.sides import Process
from engine.targets import verdicts
from machine import load, machine

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = {"1M": 1_000_000, "10M": 10_000_000, "100M": 100_000_000}
PEERS = ("clickhouse", "duckdb", "polars")


def main() -> None:
    arguments = _arguments()
    events = SIZES[arguments.size]
    folder = ROOT / ".bench" / "engine" / arguments.size
    made = _prepared(folder, events)
    if arguments.prepare:
        return
    figures = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine() | {name: importlib.metadata.version(name) for name in ("chdb", "duckdb", "polars")},
        "load_before": load(),
        **made,
        **_measured(folder, events, arguments.rounds),
        "load_after": load(),
    }
    _store(arguments.out, arguments.size, figures)
    draw(arguments.out)
    if not arguments.keep:
        shutil.rmtree(folder)


def _prepared(folder: Path, events: int) -> dict[str, Any]:
    """Workspace and the peers' tables, made once: seconds of making say nothing of speed, and are not reported."""
    for what, make in (("workspace", data.workspace), ("peers' files", data.peer_files)):
        start = time.perf_counter()
        make(folder, events)
        print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)
    for side in ("clickhouse", "duckdb"):
        with _peer(side, folder) as process:
            print(f"{side}: {process.ready_s:.1f} s", flush=True)
    kept = {name: _bytes(folder / name) for name in ("workspace", "clickhouse", "duckdb", "peers")}
    return {"disk_bytes": kept}


def _measured(folder: Path, events: int, rounds: int) -> dict[str, Any]:
    workspace = folder / "workspace"
    with Process("footpath", workspace) as ours:
        found: dict[str, Any] = {"questions": {}}
        with ExitStack() as stack:
            peers = {name: stack.enter_context(_peer(name, folder)) for name in PEERS}
            count = ours.do("ask", "sessions", compare=True, period=None)["answer"]
            found |= {"events": count["events"], "customers": count["customers"]}
            floor = stack.enter_context(Process("floor", count["events"]))
            for question in QUESTIONS:
                found["questions"][question.name] = _question(question, ours, peers, floor, rounds)
            found["peers_memory"] = {name: peer.memory() for name, peer in peers.items()}
        found["map"] = reports.maps(ours, rounds)
        _say("map", found["map"])
        found["memory"] = ours.memory()
        found["scopes"] = reports.scopes(ours, rounds)
        _say("scopes", found["scopes"])
        if events <= SIZES["10M"]:
            found["mining"] = mining.measured(folder, ours)
            _say("mining", found["mining"])
    found["fresh"] = reports.fresh(workspace, min(rounds, 5))
    _say("fresh", found["fresh"])
    found["cold"] = reports.cold(workspace)
    _say("cold", found["cold"])
    found["serving"] = served(workspace)
    _say("serving", found["serving"])
    shares = (0.02, 0.07) if events <= SIZES["10M"] else (0.02, 0.045)  # five million are always merged
    found["live"] = reports.live(folder, workspace, found["events"], shares, rounds)
    _say("live", found["live"])
    return found


def _question(
    question: Question, ours: Process, peers: dict[str, Process], floor: Process, rounds: int
) -> dict[str, Any]:
    """Every side once a round, after the answers were compared and each peer's best formulation was found."""
    expected = ours.do("ask", question.name, compare=True)["answer"]
    chosen, tried = {}, {}
    for name, peer in peers.items():
        chosen[name], tried[name] = best(peer, question, expected)
    turns = {
        "footpath": (ours, ("ask", question.name)),
        **{name: (peer, ("ask", chosen[name])) for name, peer in peers.items()},
        "floor": (floor, ("ask", str(question.bytes_an_event))),
    }
    found = interleaved(turns, rounds)
    scan = found.pop("floor")
    own = found["footpath"]
    scanned = {"cpu_s": scan["cpu_s"], "wall_s": scan["wall_s"], "bytes_an_event": question.bytes_an_event}
    row = {
        "title": question.title,
        "asks": question.asks,
        "sides": {name: one | ({"formulation": chosen[name], "tried": tried[name]} if name in tried else {})
                  for name, one in found.items()},
        "times": {name: times(one, own) for name, one in found.items() if name != "footpath"},
        "floor": scanned | {"times": round(own["cpu_s"] / scan["cpu_s"], 2)},
    }  # fmt: skip
    _say(question.name, {"cpu": {name: one["cpu_s"] for name, one in found.items()}, "times": row["times"]})
    _say(question.name, {"floor": row["floor"]})
    return row


def _peer(side: str, folder: Path) -> Process:
    files = folder / "peers"
    return Process(side, files) if side == "polars" else Process(side, folder / side, files)


def _store(path: Path, size: str, figures: dict[str, Any]) -> None:
    """The figures beside those of other sizes; growth where both are there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(path.read_text()) if path.is_file() else {}
    sizes = {**known.get("sizes", {}), size: figures}
    if size == "100M" and "10M" in sizes:
        figures["growth"] = _growth(sizes["10M"], figures)
    for one in sizes.values():
        one["targets"] = verdicts(one)
    path.write_text(json.dumps({"sizes": sizes}, indent=2) + "\n")
    for row in figures["targets"]:
        bound = f"at least {row['at_least']}" if "at_least" in row else f"at most {row['at_most']}"
        against = f" ({row['against']})" if "against" in row else ""
        verdict = {True: "reached", False: "MISSED", None: "disturbed"}[row["reached"]]
        print(f"{verdict:9} {row['what']}{against}: {row['measured']}, {bound}")


def _growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, Any]:
    """Processor seconds to what linear growth gives: 1 is linear."""
    more = large["events"] / small["events"]
    found = {
        name: round(
            large["questions"][name]["sides"]["footpath"]["cpu_s"]
            / small["questions"][name]["sides"]["footpath"]["cpu_s"]
            / more,
            3,
        )
        for name in large["questions"]
    }
    return {"of": found, "worst": max(found.values())}


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _say(name: str, figures: dict[str, Any]) -> None:
    print(f"{name}: {json.dumps(figures)}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="engine", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="10M")
    parser.add_argument("--rounds", type=int, default=7, help="measured runs of each side and question")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks" / "engine.json")
    parser.add_argument("--prepare", action="store_true", help="only make the data and the peers' tables")
    parser.add_argument("--keep", action="store_true", help="keep the data for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
