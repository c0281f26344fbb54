"""What is reported beside the comparison: the map, filters, breakdowns, fresh processes, cold disks, live events."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine import data, drawn
from engine.measure import asked, interleaved, median, rounded
from engine.ours import PERIOD, moment
from engine.questions import BEGIN_MS, QUESTIONS
from engine.sides import Process
from events import DAYS, START_MS
from footpath.records.database import Database
from footpath.store.manifest import read_manifest
from footpath.workspace.folder import RECORDS
from process import run

LIVE_END = moment(START_MS + (DAYS + 4) * 86_400_000)
SETTLED = 1_000  #: events of the settle whose new version is prepared


def maps(ours: Process, rounds: int) -> dict[str, Any]:
    """The whole map beside one funnel; ``anew``: over a period not asked for before, ``again``: after an edit."""
    runs = [ours.do("ask_map_anew", turn) for turn in range(rounds + 1)][1:]
    again = interleaved({"map": (ours, ("ask", "map")), "funnel": (ours, ("ask", "funnel"))}, rounds)
    anew = median(runs)
    by_funnel = {name: round(one["wall_s"] / again["funnel"]["wall_s"], 2) for name, one in
                 (("anew", anew), ("again", again["map"]))}  # fmt: skip
    return {"anew": anew, "again": again["map"], "by_funnel": by_funnel["anew"], "again_by_funnel": by_funnel["again"]}


def scopes(ours: Process, rounds: int) -> dict[str, Any]:
    """What a filter on one property and a breakdown by a dimension cost, and an audience."""
    found: dict[str, Any] = {}
    asks = {
        "plain": {},
        "filter": {"where": "device = phone"},
        "breakdown": {"breakdown": "device"},
        "audience": {"audience": "device = tv"},
    }
    for name in ("funnel", "transitions", "sessions"):
        found[name] = {word: asked(ours, rounds, "ask", name, **scope) for word, scope in asks.items()}
        for word in asks:
            found[name][word]["times"] = round(found[name][word]["wall_s"] / found[name]["plain"]["wall_s"], 2)
    return found


def fresh(workspace: Path, rounds: int) -> dict[str, Any]:
    """A process that begins with the question: the command by its wall clock, and each question in Python."""
    words = [word for step in drawn.STEPS for word in ("--step", f"t{step}")]
    dates = ["--from", PERIOD[0], "--to", PERIOD[1]]
    footpath = str(Path(sys.executable).with_name("footpath"))
    command = [footpath, "funnel", *words, *dates, "--window", "7d", "-w", str(workspace), "--json"]
    seconds = sorted(run(command).seconds for _ in range(rounds))
    found: dict[str, Any] = {"command": {"wall_s": rounded(seconds[len(seconds) // 2]), "runs": rounds}, "python": {}}
    for question in QUESTIONS:
        start = time.perf_counter()
        with Process("footpath", workspace) as ours:
            first = ours.do("ask", question.name)
            found["python"][question.name] = {
                "with_start_s": rounded(time.perf_counter() - start),
                "answer_s": rounded(first["wall_s"]),
            }
    return found


def cold(workspace: Path) -> dict[str, Any]:
    """The first answer of a fresh process when nothing of the store is in memory."""
    found: dict[str, Any] = {}
    for question in QUESTIONS:
        with Process("footpath", workspace) as ours:
            how = _forget(workspace)
            first = ours.do("ask", question.name)
            second = ours.do("ask", question.name)
        found[question.name] = {
            "first_s": rounded(first["wall_s"]),
            "second_s": rounded(second["wall_s"]),
            "forgotten_by": how,
        }
    return found


def live(folder: Path, source: Path, events: int, shares: Sequence[float], rounds: int) -> dict[str, Any]:
    """What events cost that are not merged into the base yet, and what preparing a new version costs."""
    workspace = data.live(folder, source, events)
    period = (moment(BEGIN_MS), LIVE_END)
    names = ("funnel", "transitions")
    customers = events // drawn.PER_CUSTOMER
    found: dict[str, Any] = {"states": []}
    with Process("footpath", workspace) as ours:
        warm = {name: asked(ours, rounds, "ask", name, period=period) for name in names}
        found["base"] = warm
        held, live_events, _ = _held(workspace)
        for number, share in enumerate(shares):
            more = drawn.later(round(events * share) - live_events, customers, 2 * number)
            took = ours.do("take_in", *_file(folder, more), compare=True)
            first = ours.do("ask", "funnel", period=period)
            state = {name: asked(ours, rounds, "ask", name, period=period) for name in names}
            ours.do("take_in", *_file(folder, drawn.later(SETTLED, customers, 2 * number + 1)), compare=True)
            settled = ours.do("ask", "funnel", period=period)
            now, live_events, spans = _held(workspace)
            grown = now / held
            found["states"].append(
                {
                    "live_share": round(live_events / held, 4),
                    "segments": spans,
                    "taken_in_s": rounded(took["wall_s"]),
                    "warm": state,
                    "first_s": rounded(first["wall_s"]),
                    "prepare_s": rounded(max(0.0, settled["wall_s"] - state["funnel"]["wall_s"])),
                    "cost": round(max(state[n]["cpu_s"] / warm[n]["cpu_s"] for n in names) / grown - 1, 4),
                    "memory": ours.memory(),
                }
            )
    return found


def _file(folder: Path, part: drawn.Part) -> tuple[str, dict[str, str]]:
    return str(data.import_file(folder / "live.parquet", part)), data.MAPPING


def _held(workspace: Path) -> tuple[int, int, int]:
    """Events, those not merged into the base, and the segments that hold them."""
    database = Database(f"sqlite:///{workspace / RECORDS}")
    try:
        manifest = read_manifest(database)
        return manifest.events, sum(row.events for row in manifest.spans), len(manifest.spans)
    finally:
        database.close()


def _forget(workspace: Path) -> str:
    """Drop what the system holds of files; where that is not allowed, what it holds of the store's."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
        return "drop_caches"
    except OSError:
        for path in workspace.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return "posix_fadvise"
