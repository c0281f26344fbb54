"""Process-mining peers, in an environment of their own: ``.bench/peers-venv`` with what ``INSTALL`` names.

They get the events of the period already chosen and in memory; ours chooses them while it is asked.
"""

import subprocess
from pathlib import Path
from typing import Any

from engine.measure import asked, median, times
from engine.questions import BEGIN_MS, END_MS, differences
from engine.sides import BENCH, Process
from events import NAMES

ENVIRONMENT = BENCH.parent / ".bench" / "peers-venv"
INSTALL = ("pm4py", "retentioneering>=5", "pyarrow", "psutil")
ROUNDS = 3


def measured(folder: Path, ours: Process) -> dict[str, Any]:
    """The directly-follows graph of each peer beside ours; what could not be installed is said."""
    own = asked(ours, 2 * ROUNDS + 1, "ask", "directly_follows")
    expected = ours.do("ask", "directly_follows", compare=True)["answer"]
    found: dict[str, Any] = {"title": "Directly-follows graph", "sides": {"footpath": own}, "times": {}}
    for side in ("pm4py", "retentioneering"):
        if not _installed(side):
            found["sides"][side] = {"missing": f"{side} is not installed in {ENVIRONMENT.name}"}
            continue
        with Process(side, folder / "peers", python=ENVIRONMENT / "bin" / "python") as peer:
            runs = [peer.do("ask", "directly_follows", compare=True) for _ in range(ROUNDS)]
            memory = peer.memory()
        for run in runs:
            if said := differences(expected, run["answer"], 1e-9):
                raise SystemExit(f"{side} answers otherwise: " + "; ".join(said[:5]))
        found["sides"][side] = median(runs) | {"version": _version(side), **memory}
        found["times"][side] = times(found["sides"][side], own)
    return {"directly_follows": found}


class Pm4py:
    """Events as a data frame of cases, names and times; cases and names have to be text."""

    def __init__(self, files: Path) -> None:
        frame = _frame(files)
        self._frame = frame.assign(customer=frame["customer"].astype(str), event=frame["event"].astype(str))

    def ask(self, name: str) -> Any:
        import pm4py

        return pm4py.discover_dfg(self._frame, activity_key="event", timestamp_key="time", case_id_key="customer")

    def compared(self, name: str, answer: Any) -> dict[str, int]:
        follows, begins, ends = answer
        return {
            **{f"{a}>{b}": int(count) for (a, b), count in follows.items()},
            **{f"START>{a}": int(count) for a, count in begins.items()},
            **{f"{a}>END": int(count) for a, count in ends.items()},
        }


class Retentioneering:
    """Events as an event stream, made before the question."""

    def __init__(self, files: Path) -> None:
        from retentioneering import Eventstream

        schema = {"path_cols": ["customer"], "event_col": "event", "timestamp_col": "time"}
        self._stream = Eventstream(_frame(files), schema)

    def ask(self, name: str) -> Any:
        return self._stream.transition_graph_data(edge_weight="count")

    def compared(self, name: str, answer: Any) -> dict[str, int]:
        ends = {"path_start": "START", "path_end": "END"}
        found = {}
        for a, row in answer.iterrows():
            for b, count in row.items():
                if count:
                    found[f"{ends.get(a, a)}>{ends.get(b, b)}"] = int(count)
        return found


def _frame(files: Path) -> Any:
    """The events of the period in the order of (customer, time), as pandas holds them best: names as categories."""
    import pandas as pd

    columns = ["customer", "time", "kind"]
    frame = pd.concat([pd.read_parquet(path, columns=columns) for path in sorted(files.glob("*.parquet"))])
    frame = frame[(frame["time"] >= BEGIN_MS) & (frame["time"] < END_MS)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "customer": frame["customer"],
            "event": pd.Categorical.from_codes(frame["kind"], list(NAMES)),
            "time": pd.to_datetime(frame["time"], unit="ms", utc=True),
        }
    )


def _installed(side: str) -> bool:
    return _version(side) is not None


def _version(side: str) -> str | None:
    """Of the package in the peers' environment; None where it is not there."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        return None
    said = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
    done = subprocess.run([str(python), "-c", said, side], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None
