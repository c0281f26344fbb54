"""Promises that every importer keeps: a new file on the shelf is held to them unseen.

A new importer needs one thing here: how to write a few events in its format (``WRITERS``).
"""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.event_files import WRITERS, Row

from footpath.collecting.importers import pick, shelf
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.reading import open_file
from footpath.vocabulary.event import EVENTS, REASONS

MAPPING = {"customer": "customer", "time": "time", "event": "event", "channel": "channel", "value": "amount"}
ROWS: list[Row] = [
    {
        "customer": f"c{i % 5}",
        "time": f"2024-03-{i % 28 + 1:02}T10:{i % 60:02}:00Z",
        "event": ("Page Viewed", "Zażółć", "下單")[i % 3],
        "channel": ("web", "app")[i % 2],
        "amount": i * 1.5,
        "items": i,
        "note": None if i % 4 else f'a "quoted", {i}',
    }
    for i in range(60)
]


#: Where a format has its own word for a column.
MAPPINGS = {"ocel": MAPPING | {"customer": "object:customer", "ignore": "id"}}


@pytest.fixture(params=sorted(shelf()))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def written(name: str, tmp_path: Path) -> Path:
    assert name in WRITERS, f"Say in WRITERS how to write events as {name}, so that its promises can be tested."
    path = tmp_path / f"events{shelf()[name].suffixes[0]}"
    path.write_bytes(WRITERS[name](ROWS))
    return path


def mapping_of(path: Path) -> dict[str, str]:
    return MAPPINGS.get(pick(path).name, MAPPING)


def events_of(path: Path, **more: Any) -> list[Row]:
    found = []
    for batch in open_file(path, mapping=mapping_of(path), **more).batches():
        assert batch.events.schema == EVENTS
        assert batch.events.num_rows == batch.properties.num_rows == len(batch.lines)
        assert all(one.reason in REASONS for one in batch.rejected)
        assert batch.rejected == []
        for event, properties in zip(batch.events.to_pylist(), batch.properties.to_pylist(), strict=True):
            found.append({**event, "properties": {k: v for k, v in properties.items() if v is not None}})
    return found


def test_says_what_it_is(name: str) -> None:
    importer = shelf()[name]
    assert type(importer).__doc__
    assert importer.suffixes
    assert all(suffix.startswith(".") for suffix in importer.suffixes)


def test_recognises_its_own_by_content(name: str, written: Path, tmp_path: Path) -> None:
    unnamed = tmp_path / "upload"
    unnamed.write_bytes(written.read_bytes())
    assert pick(unnamed).name == name


def test_reads_every_event(written: Path) -> None:
    events = events_of(written)
    assert len(events) == len(ROWS)
    assert [event["customer"] for event in events] == [row["customer"] for row in ROWS]
    assert [event["name"] for event in events] == [row["event"] for row in ROWS]
    assert [event["value"] for event in events] == [row["amount"] for row in ROWS]
    assert events[0]["time"] == 1_709_287_200_000
    assert events[4]["properties"] == {"items": 4, "note": 'a "quoted", 4'}


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda data: pa.compress(data, "zstd", asbytes=True)], ids=["gzip", "zstd"]
)
@pytest.mark.parametrize("suffix", ["", ".gz", ".bin"])
def test_packed_is_the_same(written: Path, pack: Callable[[bytes], bytes], suffix: str) -> None:
    packed = written.with_name("packed" + written.suffix + suffix)
    packed.write_bytes(pack(written.read_bytes()))
    assert events_of(packed) == events_of(written)


@pytest.mark.parametrize("batch_rows", [1, 7, 59, 60, 1000])
def test_any_split_gives_the_same_events(written: Path, batch_rows: int) -> None:
    assert events_of(written, batch_rows=batch_rows) == events_of(written)


def test_progress_grows_to_the_size_of_the_file(written: Path) -> None:
    reading = open_file(written, mapping=mapping_of(written), batch_rows=10)
    steps = [reading.bytes_read for _ in reading.batches()]
    assert steps == sorted(steps)
    assert reading.bytes_read == reading.bytes_total == written.stat().st_size


def test_preview_is_json_and_promises_what_is_imported(written: Path) -> None:
    reading = open_file(written, mapping=mapping_of(written))
    preview = json.loads(json.dumps(reading.preview().to_dict()))
    assert preview["questions"] == []
    assert preview["rows"] == len(ROWS)
    assert len(preview["events"]) == 10
    roles = {column["name"]: column["role"] for column in preview["columns"]}
    said = {role: column for role, column in mapping_of(written).items() if role in MAPPING}
    assert {role: roles[column] for role, column in said.items()} == {role: role for role in said}
    assert [event["name"] for event in preview["events"]] == [row["event"] for row in ROWS[:10]]


def test_stops_in_the_middle_without_leftovers(written: Path) -> None:
    batches = open_file(written, mapping=mapping_of(written), batch_rows=1).batches()
    next(batches)
    batches.close()  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_gives_a_sentence_never_a_traceback(written: Path, data: st.DataObject) -> None:
    sound = written.read_bytes()
    damaged = bytearray(sound[: data.draw(st.integers(0, len(sound)), label="cut")])
    for _ in range(data.draw(st.integers(0, 4), label="hits")):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = written.with_name("damaged" + written.suffix)
    path.write_bytes(bytes(damaged))
    try:
        reading = open_file(path)
        reading.preview().to_dict()
        for batch in reading.batches():
            assert batch.events.schema == EVENTS
            assert all(one.reason in REASONS for one in batch.rejected)
    except Unreadable as fault:
        sentence = str(fault)
    else:
        return
    assert len(sentence) > 20
    assert sentence.rstrip()[-1] in ".)"
