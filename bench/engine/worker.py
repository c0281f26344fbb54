"""One side in a process of its own: questions come in as lines of JSON, answers go out with their seconds.

``python -m engine.worker SIDE ARGUMENTS``. Processor seconds are those of the whole process, all its threads. A process
for each side keeps memory and threads apart, and lets a side live in another environment.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Protocol

SIDES = {
    "footpath": ("engine.ours", "Ours"),
    "clickhouse": ("engine.clickhouse", "ClickHouse"),
    "duckdb": ("engine.duck", "Duck"),
    "polars": ("engine.frames", "Frames"),
    "floor": ("engine.floor", "Floor"),
    "pm4py": ("engine.mining", "Pm4py"),
    "retentioneering": ("engine.mining", "Retentioneering"),
}


class Side(Protocol):
    def ask(self, name: str, **scope: Any) -> Any: ...

    def compared(self, name: str, answer: Any) -> Any: ...


def main() -> None:
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    name, *arguments = sys.argv[1:]
    module, kind = SIDES[name]
    start = time.perf_counter()
    side: Side = getattr(importlib.import_module(module), kind)(*map(Path, arguments))
    print(json.dumps({"ready_s": time.perf_counter() - start}), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(_answered(side, json.loads(line))), file=out, flush=True)


def _answered(side: Side, wanted: dict[str, Any]) -> dict[str, Any]:
    """``{do, arguments, compare}``: what the side is to do, and whether the answer is sent in the common form."""
    act = getattr(side, wanted["do"])
    start, busy = time.perf_counter(), time.process_time()
    answer = act(*wanted["arguments"], **wanted.get("scope", {}))
    found: dict[str, Any] = {"wall_s": time.perf_counter() - start, "cpu_s": time.process_time() - busy}
    if wanted["do"] == "ask":
        return found | ({"answer": side.compared(wanted["arguments"][0], answer)} if wanted["compare"] else {})
    return found | {"answer": answer if wanted["compare"] else None}


if __name__ == "__main__":
    main()
