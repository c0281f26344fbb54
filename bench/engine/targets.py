"""What is to be reached, and whether it is: a target that is missed says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Where the slowest run of a side took more than so many times its fastest, something else ran on the machine: what
#: such a question shows is neither reached nor missed.
STEADY = 2.0
EVERY = ("clickhouse", "duckdb", "polars")


@dataclass(frozen=True)
class Target:
    """``at_least`` times as fast as the fastest of ``against``; ``aim`` is hoped for."""

    question: str
    against: tuple[str, ...]
    at_least: float
    aim: float | None = None


FASTER = (
    Target("funnel", ("clickhouse",), 6, 12),
    Target("funnel", ("duckdb",), 30, 50),
    Target("transitions", ("clickhouse",), 40, 70),
    Target("transitions", ("duckdb",), 30, 55),
    Target("transitions", ("polars",), 3, 6),
    Target("retention", EVERY, 7, 12),
    Target("paths", ("clickhouse",), 18, 40),
    Target("paths", ("polars",), 2, 5),
    Target("markov", ("clickhouse",), 12, 25),
    Target("markov", ("polars",), 2, 4),
    Target("sessions", EVERY, 15, 25),
    Target("directly_follows", ("pm4py",), 150),
    Target("directly_follows", ("retentioneering",), 150),
)
#: At most so many times the scan of the columns read.
FLOOR = {"sessions": 5, "transitions": 5, "retention": 5, "funnel": 5, "paths": 25, "markov": 25}
#: At most, each in its own unit.
LIMITS = {
    "map_by_funnel": 10.0,
    "resident_bytes": float(4 << 30),
    "fresh_s": 1.5,
    "live_cost": 0.10,
    "prepare_s": 0.1,
    "growth": 1.15,
    "left_s": 0.2,
}


def verdicts(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a target: what, against, measured, at least or at most, aim, reached (None: disturbed). Only of what was
    measured."""
    rows = [row for target in FASTER if (row := _faster(figures, target))]
    for name, most in FLOOR.items():
        found = figures["questions"].get(name)
        if found:
            row = _at_most(f"{name}: times the memory scan", found["floor"]["times"], most)
            rows.append(row | ({"reached": None} if disturbed(found) else {}))
    extras = {
        "map_by_funnel": ("the whole map: times one funnel", ("map", "by_funnel")),
        "resident_bytes": ("resident memory, bytes", ("memory", "resident_bytes")),
        "fresh_s": ("first answer of a fresh process, s", ("fresh", "command", "wall_s")),
        "growth": ("growth, to what linear growth gives", ("growth", "worst")),
    }
    for name, (what, way) in extras.items():
        value: Any = figures
        for step in way:
            value = value.get(step) if value else None
        if value is not None:
            rows.append(_at_most(what, value, LIMITS[name]))
    for name, seconds in figures.get("serving", {}).get("left", {}).items():
        rows.append(_at_most(f"{name} left: the processor is free after, s", seconds, LIMITS["left_s"]))
    for state in figures.get("live", {}).get("states", []):
        said = f"{state['live_share']:.1%} live"
        rows.append(_at_most(f"{said}: cost of an event more", state["cost"], LIMITS["live_cost"]))
        rows.append(_at_most(f"{said}: preparing a version, s", state["prepare_s"], LIMITS["prepare_s"]))
    return rows


def _faster(figures: Mapping[str, Any], target: Target) -> dict[str, Any] | None:
    found = figures["questions"].get(target.question) or figures.get("mining", {}).get(target.question)
    times = {side: found["times"][side]["cpu"] for side in target.against if found and side in found["times"]}
    if not times:
        return None
    against = min(times, key=times.__getitem__)
    return {
        "what": f"{target.question}: times as fast",
        "against": against if len(target.against) == 1 else f"best of {', '.join(target.against)}: {against}",
        "measured": times[against],
        "at_least": target.at_least,
        "aim": target.aim,
        "reached": None if disturbed(found) else times[against] >= target.at_least,
    }


def disturbed(question: Mapping[str, Any]) -> bool:
    """Whether runs of one side differ too much to be judged."""
    ranges = [side["wall_range_s"] for side in question["sides"].values() if "wall_range_s" in side]
    return any(slowest > STEADY * fastest for fastest, slowest in ranges)


def _at_most(what: str, measured: float, most: float) -> dict[str, Any]:
    return {"what": what, "measured": measured, "at_most": most, "reached": measured <= most}
