"""Any order of arrival, any split into files and any repetition give the same store.

Events of one customer at the same millisecond stand in the order of their arrival: there the order of rows is data.
Rows that are alike in every cell are told apart within one import only: a twin in another file that is imported on its
own is taken for the same event that comes again. A property's type goes by the rows that are looked at first: what it
says is compared, not whether it is a number or a text.
"""

import csv
import json
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.plain_answers import in_any_order

import footpath
from footpath.store.log import read_log
from footpath.workspace import Workspace

HEAD = ["customer", "time", "event", "channel", "value", "note"]
ROW = st.tuples(
    st.sampled_from(["a", "b", "ć", "42"]),
    st.integers(0, 40),
    st.sampled_from(["Product Viewed", "Product Added", "Order Completed", "Żal"]),
    st.sampled_from(["web", "store", ""]),
    st.sampled_from(["", "1.5", "-2"]),
    st.sampled_from(["", "x", "0"]),
)


def _distinct_moments(rows: list[tuple[Any, ...]]) -> list[list[str]]:
    """One event of a customer at a time, save twins that are alike in every cell."""
    kept: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    for row in rows:
        there = kept.setdefault((row[0], row[1]), [])
        if not there or there[0] == row:
            there.append(row)
    return [
        [row[0], f"2026-03-{1 + row[1] // 24:02}T{row[1] % 24:02}:00:00Z", *row[2:]]
        for one in kept.values()
        for row in one
    ]


def _written(folder: Path, parts: list[list[list[str]]]) -> list[Path]:
    files = []
    for number, rows in enumerate(parts):
        path = folder / f"part{number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEAD, *rows])
        files.append(path)
    return files


def _mapping() -> dict[str, str]:
    return {"customer": "customer", "time": "time", "event": "event", "channel": "channel", "value": "value"}


def _told(workspace: Workspace, names: list[str]) -> Any:
    """All that can be asked, and the events themselves, whatever the codes of kinds, which go by arrival."""
    store = workspace._store
    events: Counter[str] = Counter()
    for row in store.snapshot().manifest.log:
        table = read_log(store.path("log", row.file)).drop_columns(["received"])
        for event in table.to_pylist():
            properties = {name: str(value) for name, value in json.loads(event["properties"]).items()}
            events[json.dumps(event | {"properties": properties}, sort_keys=True, default=bytes.hex)] += 1
    questions: list[Any] = [
        footpath.Map(),
        footpath.Transitions(by="name"),
        footpath.Funnel(steps=[names[0], names[-1]]),
    ]
    answers = [workspace.run(question).to_dict() for question in questions]
    for answer in answers:
        answer.pop("snapshot")
    return events, [in_any_order(answer, frozenset(["code", "title"])) for answer in answers]


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(ROW, min_size=1, max_size=30).map(_distinct_moments),
    seed=st.integers(0, 99),
    cuts=st.lists(st.integers(0, 30), max_size=3),
)
def test_one_import_in_any_order_and_split(
    tmp_path_factory: Any, rows: list[list[str]], seed: int, cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    names = sorted({row[2] for row in rows})
    shuffled = random.Random(seed).sample(rows, len(rows))
    edges = [0, *sorted(cut % (len(rows) + 1) for cut in cuts), len(rows)]
    parts = [part for low, high in pairwise(edges) if (part := shuffled[low:high])]
    with Workspace.create(folder / "one") as one, Workspace.create(folder / "other") as other:
        one.import_files(_written(folder, [rows]), mapping=_mapping())
        other.import_files(_written(folder, parts), mapping=_mapping())
        definitions = one.export_definitions()
        other.import_definitions(definitions)
        assert _told(other, names) == _told(one, names)
        again = other.import_files(_written(folder, [rows]), mapping=_mapping())
        assert (again.events, again.skipped) == (0, len(rows))
        other.import_definitions(definitions)
        assert _told(other, names) == _told(one, names)
        other.rebuild()
        assert _told(other, names) == _told(one, names)
        assert other.verify()["problems"] == []
