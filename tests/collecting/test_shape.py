"""Shaping: events, properties and rejected rows; the same whatever the batches."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footpath.collecting.reading import open_file

CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "1",
            "-7",
            "0",
            "007",
            "2.5",
            "1e3",
            "true",
            "False",
            "NULL",
            "nan",
            "x",
            "9" * 25,
            "12 zł",
            "http://a/b/1",
        ]
    ),
    st.integers(-(10**19), 10**19).map(str),
    st.floats().map(str),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd\ufeff"), max_size=8),
)


def jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path, **more: Any) -> tuple[list[dict[str, Any]], list[tuple[int, str, str]]]:
    events: list[dict[str, Any]] = []
    rejected: list[tuple[int, str, str]] = []
    for batch in open_file(path, **more).batches():
        rows = zip(batch.events.to_pylist(), batch.properties.to_pylist(), batch.lines.to_pylist(), strict=True)
        for event, properties, line in rows:
            events.append({**event, "line": line, "properties": {k: v for k, v in properties.items() if v is not None}})
        rejected += [(one.line, one.reason, one.raw) for one in batch.rejected]
    return events, rejected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=25), batch_rows=st.integers(1, 9))
def test_any_split_gives_the_same_events(tmp_path: Path, rows: list[tuple[str, ...]], batch_rows: int) -> None:
    given_rows = [
        {"userId": who, "timestamp": f"2024-01-{i % 28 + 1:02}", "event": what, "url": where, "extra": more}
        for i, (who, what, where, more) in enumerate(rows)
    ]
    path = jsonl(tmp_path / "a.jsonl", [{"userId": "a", "timestamp": "2024-01-20", "event": "x"}, *given_rows])
    assert read(path, batch_rows=batch_rows) == read(path)


def test_types_are_kept_and_what_does_not_fit_is_kept_beside(tmp_path: Path) -> None:
    rows = [f"c{i},2024-01-20,x,{i},{i}.5,true,0{i}" for i in range(25_000)]
    rows += ["c,2024-01-20,x,many,n/a,maybe,7", "c,2024-01-20,x,1.5,3,False,8", "c,2024-01-20,x,007,1e2,NULL,9"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["customer,time,event,count,ratio,yes,zip", *rows]))
    events, rejected = read(path)
    assert rejected == []
    assert events[3]["properties"] == {"count": 3, "ratio": 3.5, "yes": True, "zip": "03"}
    last = [event["properties"] for event in events[-3:]]
    assert last == [
        {"count_text": "many", "ratio_text": "n/a", "yes_text": "maybe", "zip": "7"},
        {"count": 1.5, "ratio": 3.0, "yes": False, "zip": "8"},
        {"count_text": "007", "ratio": 100.0, "zip": "9"},
    ]


def test_rows_without_customer_time_or_name_are_kept_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "customer;time;event\nann;2024-01-20;x\n;2024-01-20;x\nNULL;;x\nbob;;x\nbob;2024-01-20; \n bob ;2024-01-20;y"
    )
    events, rejected = read(path)
    assert [(event["customer"], event["line"]) for event in events] == [("ann", 2), ("bob", 7)]
    assert rejected == [
        (3, "no_customer", ";2024-01-20;x"),
        (4, "no_customer", "NULL;;x"),
        (5, "no_time", "bob;;x"),
        (6, "no_name", "bob;2024-01-20; "),
    ]


def test_rejected_rows_of_other_formats_are_json(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl", [{"userId": "a", "event": "x", "timestamp": "2024-01-20"}, {"event": "ż", "n": {"m": 1}}]
    )
    _, rejected = read(path)
    assert (rejected[0][:2], json.loads(rejected[0][2])) == ((2, "no_customer"), {"event": "ż", "n.m": "1"})


def test_segment_messages_flatten(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        [
            {
                "type": "track", "event": "Order Completed", "userId": "u1", "anonymousId": "a1",
                "timestamp": "2024-01-20T10:00:00.5Z",
                "properties": {"revenue": 12.5, "products": [{"id": 1}], "gift": True},
                "context": {"page": {"url": "https://shop.example/orders/1234?utm=x", "path": "/orders/1234"}},
            },
            {"type": "page", "anonymousId": "a1", "timestamp": "2024-01-20T09:00:00+01:00", "properties": {}},
        ],
    )  # fmt: skip
    [order, page], rejected = read(path)
    assert rejected == []
    assert (order["customer"], order["name"], order["value"], order["time"]) == (
        "u1",
        "Order Completed",
        12.5,
        1_705_744_800_500,
    )
    assert order["surface"] == "/orders/:id"
    assert order["properties"]["properties.products"] == '[{"id": 1}]'
    assert order["properties"]["anonymousId"] == "a1"
    assert order["properties"]["properties.gift"] is True
    assert order["properties"]["context.page.url"] == "https://shop.example/orders/1234?utm=x"
    assert (page["customer"], page["name"], page["time"]) == ("a1", "page", 1_705_737_600_000)


@pytest.mark.parametrize(("answer", "score"), [("11", None), ("0", 0.0), ("", None), ("none", None)])
def test_answers_outside_the_scale_are_no_scores(tmp_path: Path, answer: str, score: float | None) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["customer,time,event,nps", *["a,2024-01-20,x,9"] * 30, f"b,2024-01-20,x,{answer}"]))
    events, _ = read(path)
    assert (events[-1]["score"], events[-1]["scale"]) == (score, "nps" if score is not None else None)
    assert (events[0]["score"], events[0]["scale"]) == (9.0, "nps")
