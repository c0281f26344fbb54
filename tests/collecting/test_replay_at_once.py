"""Rows that are mended afterwards are as rows that were right at once.

Events of one customer at the same millisecond stand in the order of their arrival: there the order of rows is data, and
only twins that are alike in every cell are tried.
"""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import footpath
from footpath.store.log import read_log
from footpath.workspace import Workspace

HEAD = ["customer", "mail", "time", "event", "note"]
ROW = st.tuples(
    st.sampled_from(["a", "b", "ć"]),
    st.booleans(),
    st.integers(0, 9),
    st.sampled_from(["View", "Buy"]),
    st.sampled_from(["", "1", "007", "x", "2.5", "true"]),
)


def _distinct_moments(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    first: dict[tuple[str, int], tuple[Any, ...]] = {}
    return [row for row in rows if first.setdefault((row[0], row[2]), row[3:]) == row[3:]]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=14).map(_distinct_moments))
@example(rows=[("a", False, 1, "View", "007"), ("a", True, 1, "View", "007"), ("b", True, 2, "Buy", "1")])
def test_mended_rows_are_as_rows_that_were_right_at_once(tmp_path_factory: Any, rows: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("mended")
    told = [(key, wrong, f"2026-03-01T0{hour}:00:00Z", name, note) for key, wrong, hour, name, note in rows]
    right = [[key, key, *rest] for key, _, *rest in told]
    wrong = [["" if out else key, key, *rest] for key, out, *rest in told]
    with Workspace.create(folder / "one") as one, Workspace.create(folder / "other") as other:
        _bring(one, folder, right)
        number = _bring(other, folder, wrong)
        other.replay(number, reason="no_customer", rule={"customer": "mail"})
        assert other.rejected()["total"] == 0
        assert _events(other) == _events(one)
        other.import_definitions(one.export_definitions())
        for question in (footpath.Map(), footpath.Transitions(by="name")):
            assert _answer(other, question) == _answer(one, question)
        _bring(other, folder, right)
        assert _events(other) == _events(one)


def _bring(ws: Workspace, folder: Path, rows: list[list[str]]) -> int:
    path = folder / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return ws.import_files(path, mapping={"customer": "customer", "time": "time", "event": "event"}).import_id


def _events(ws: Workspace) -> Counter[str]:
    events: Counter[str] = Counter()
    for row in ws._store.snapshot().manifest.log:
        table = read_log(ws._store.path("log", row.file)).drop_columns(["received"])
        events.update(json.dumps(event, sort_keys=True, default=bytes.hex) for event in table.to_pylist())
    return events


def _answer(ws: Workspace, question: Any) -> Any:
    return _plain(ws.run(question).to_dict() | {"snapshot": None})


def _plain(answer: Any) -> Any:
    """Whatever the codes of kinds, which go by arrival."""
    if isinstance(answer, dict):
        return {key: _plain(value) for key, value in answer.items() if key not in ("code", "title")}
    if isinstance(answer, list):
        return sorted((_plain(value) for value in answer), key=lambda value: json.dumps(value, sort_keys=True))
    return round(answer, 9) if isinstance(answer, float) else answer
