"""Footpath's side: every question through the public interface, with the period and the look-up of touchpoints."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine import drawn
from engine.questions import BEGIN_MS, COHORTS, DEPTH, END_MS, LISTED, PERIODS
from events import CHANNELS
from footpath.analyses._analysis import Analysis
from footpath.analyses.attribution import Attribution
from footpath.analyses.funnel import Funnel
from footpath.analyses.map import Map
from footpath.analyses.paths import Paths
from footpath.analyses.retention import Retention
from footpath.analyses.sessions import Sessions
from footpath.analyses.transitions import Transitions
from footpath.workspace import Workspace

#: The look-back is longer than the period, and paths without an outcome are null at its end: then a path is the
#: touches since the outcome before, which is what is asked of the peers.
ANALYSES: dict[str, Analysis] = {
    "funnel": Funnel(steps=[f"t{step}" for step in drawn.STEPS], window="7d"),
    "transitions": Transitions(by="touchpoint", measures="counts"),
    "retention": Retention(unit="week", periods=PERIODS),
    "paths": Paths(by="touchpoint", depth=DEPTH, window="400d", limit=LISTED),
    "markov": Attribution(by="channel", lookback="400d", open_paths="null", models=["markov"]),
    "sessions": Sessions(gap="30m", by="touchpoint"),
    "map": Map(),
    "directly_follows": Transitions(by="name", measures="counts"),
}
Row = dict[str, Any]


def moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")


PERIOD = (moment(BEGIN_MS), moment(END_MS))


class Ours:
    def __init__(self, folder: Path) -> None:
        self._workspace = Workspace.open(folder)

    def ask(self, name: str, **scope: Any) -> Row:
        return self._workspace.run(ANALYSES[name], **({"period": PERIOD} | scope)).to_dict()

    def ask_map_anew(self, turn: int) -> Row:
        """Over a period of another millisecond: nothing of it is kept from before."""
        return self._workspace.run(Map(), period=(moment(BEGIN_MS), moment(END_MS - turn))).to_dict()

    def compared(self, name: str, answer: Row) -> Any:
        return _COMPARED[name](answer)

    def take_in(self, path: Path, mapping: dict[str, str]) -> Row:
        done = self._workspace.import_files(path, mapping=mapping)
        return {"events": done.events, "seconds": done.seconds}


def _place(name: str | None) -> int:
    return int(name.rsplit(" ", 1)[1]) if name else 0


def _transitions(answer: Row) -> Any:
    ends = ("START", "END")
    return {
        f"{_place(edge['from'])}>{_place(edge['to'])}": [edge["count"], edge["mean_s"]]
        for edge in answer["edges"]
        if edge["from"] not in ends and edge["to"] not in ends
    }


def _retention(answer: Row) -> Any:
    rows = answer["cohorts"][:COHORTS]
    return {
        str(place): [row["size"], *(cell["returned"] for cell in row["cells"][1:])] for place, row in enumerate(rows)
    }


def _paths(answer: Row) -> Any:
    from engine import shapes

    rows = [([_place(name) for name in row["path"]], row["customers"]) for row in answer["paths"]]
    return shapes.paths(rows, len(rows) + answer["rest"]["paths"], answer["n"])


def _markov(answer: Row) -> Any:
    return {str(CHANNELS.index(row["name"]) + 1): row["credit"]["markov"] for row in answer["rows"]}


def _sessions(answer: Row) -> Any:
    return {
        "sessions": answer["sessions"],
        "customers": answer["n"],
        "events": answer["events"],
        "bounces": answer["bounce"]["sessions"],
        "mean_s": answer["session_time"]["mean_s"],
        "places": {str(_place(row["name"])): [row["begins"], row["ends"]] for row in answer["places"]},
    }


_COMPARED: dict[str, Callable[[Row], Any]] = {
    "funnel": lambda answer: [step["customers"] for step in answer["steps"]],
    "transitions": _transitions,
    "retention": _retention,
    "paths": _paths,
    "markov": _markov,
    "sessions": _sessions,
    "directly_follows": lambda answer: {f"{edge['from']}>{edge['to']}": edge["count"] for edge in answer["edges"]},
}
