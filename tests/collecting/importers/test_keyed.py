"""A warehouse's export of web events: parameters in lists of keys become columns, from JSON lines and from Parquet."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.collecting.importers._keyed import keyed, keyed_columns
from footpath.collecting.reading import open_file


def _value(**given: Any) -> dict[str, Any]:
    return {"string_value": None, "int_value": None, "float_value": None, "double_value": None} | given


EVENTS: list[dict[str, Any]] = [
    {
        "event_date": "20240301",
        "event_timestamp": 1_709_287_200_000_000 + number * 60_000_000,
        "event_name": name,
        "event_params": [
            {"key": "page_location", "value": _value(string_value=f"https://shop.example/{name}")},
            {"key": "ga_session_id", "value": _value(int_value=7 + number)},
            *([{"key": "value", "value": _value(double_value=9.5)}] if name == "purchase" else []),
        ],
        "user_pseudo_id": f"{number % 2}.17",
        "device": {"category": "mobile", "web_info": {"browser": "Firefox"}},
    }
    for number, name in enumerate(["page_view", "add_to_cart", "purchase", "page_view"])
]


def _written(path: Path, suffix: str) -> Path:
    file = path / f"events{suffix}"
    if suffix == ".jsonl":
        file.write_text("".join(json.dumps(event) + "\n" for event in EVENTS))
    else:
        pq.write_table(pa.Table.from_pylist(EVENTS), file)
    return file


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_an_export_comes_in_as_it_is(tmp_path: Path, suffix: str) -> None:
    reading = open_file(_written(tmp_path, suffix))
    assert reading.recognition.questions == []
    (batch,) = reading.batches()
    events, properties = batch.events.to_pylist(), batch.properties.to_pylist()
    assert [event["customer"] for event in events] == ["0.17", "1.17", "0.17", "1.17"]
    assert [event["name"] for event in events] == [event["event_name"] for event in EVENTS]
    assert [event["time"] for event in events] == [event["event_timestamp"] // 1000 for event in EVENTS]
    assert [more["event_params.ga_session_id"] for more in properties] == [7, 8, 9, 10]
    assert properties[0]["event_params.page_location"] == "https://shop.example/page_view"
    assert properties[0]["device.web_info.browser"] == "Firefox"


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b", "ą"]),
                st.sampled_from(["string_value", "int_value", "double_value"]),
                st.integers(0, 9),
            ),
            unique_by=lambda pair: pair[0],
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_parquet_and_json_tell_the_same(rows: list[list[tuple[str, str, int]]]) -> None:
    lists = [
        [{"key": key, "value": _value(**{kind: str(n) if kind == "string_value" else n})} for key, kind, n in row]
        for row in rows
    ]
    fields = [("string_value", pa.string()), ("int_value", pa.int64()), ("float_value", pa.float64())]
    value = pa.struct([*fields, ("double_value", pa.float64())])
    kind = pa.list_(pa.struct([("key", pa.string()), ("value", value)]))
    columns = keyed_columns("p", pa.chunked_array([pa.array(lists, kind)]))
    assert columns is not None
    for place, items in enumerate(lists):
        found = {name.removeprefix("p."): column[place].as_py() for name, column in columns.items()}
        told = {key: float(text) for key, text in found.items() if text is not None}
        assert told == {key: float(text) for key, text in (keyed(items) or {}).items()}


@pytest.mark.parametrize(
    "items", [[], [1], ["a"], [{"key": "a"}], [{"key": "a", "value": 3}], [{"id": 1, "name": "x"}]]
)
def test_other_lists_stay_what_they_are(items: list[Any]) -> None:
    assert keyed(items) is None
