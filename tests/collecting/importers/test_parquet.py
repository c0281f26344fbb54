"""Parquet: every type of column arrives as something an event can hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from footpath.collecting.reading import open_file

AT = datetime(2024, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "moments",
    [
        pa.array([AT], pa.timestamp("us", "UTC")),
        pa.array([AT], pa.timestamp("ns", "Asia/Taipei")),
        pa.array([datetime(2024, 7, 1, 12)], pa.timestamp("ms")),
        pa.array([1_719_828_000], pa.int64()),
        pa.array([1_719_828_000_000.0], pa.float64()),
        pa.array(["2024-07-01 12:00"], pa.string()),
        pa.array(["2024-07-01T10:00Z"]).dictionary_encode(),
    ],
    ids=["zoned", "ns", "local", "epoch", "float", "text", "dictionary"],
)
def test_times(tmp_path: Path, moments: pa.Array) -> None:
    pq.write_table(pa.table({"user_id": [7], "timestamp": moments, "event": ["x"]}), tmp_path / "a.parquet")
    [batch] = open_file(tmp_path / "a.parquet", timezone="Europe/Warsaw").batches()
    assert batch.events["time"].to_pylist() == [int(AT.timestamp() * 1000)]


def test_types(tmp_path: Path) -> None:
    columns = {
        "user_id": pa.array([17850.0, None, 3.0]),
        "timestamp": pa.array([AT] * 3, pa.timestamp("us", "UTC")),
        "event": pa.array(["a", "b", "a"]).dictionary_encode(),
        "amount": pa.array([Decimal("1.50"), None, Decimal("2.25")]),
        "where": pa.array([{"page": {"url": "/p/1"}}, {"page": None}, {"page": {"url": "/p/2"}}]),
        "tags": pa.array([["a", "b"], None, []]),
        "flag": pa.array([True, None, False]),
        "ratio": pa.array([0.5, None, float("nan")]),
        "day": pa.array([date(2024, 7, 1), None, None]),
        "raw": pa.array([b"\xff", None, b"ok"]),
        "big": pa.array([2**64 - 1, None, 1], pa.uint64()),
        "none": pa.nulls(3),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    reading = open_file(tmp_path / "a.parquet")
    preview = reading.preview()
    assert (preview.rows, preview.rows_exact) == (3, True)
    [batch] = reading.batches()
    assert batch.events["customer"].to_pylist() == ["17850", "3"]
    assert batch.events["value"].to_pylist() == [1.5, 2.25]
    assert batch.events["surface"].to_pylist() == ["/p/:id", "/p/:id"]
    assert [(one.line, one.reason) for one in batch.rejected] == [(2, "no_customer")]
    assert {k: v for k, v in batch.properties.to_pylist()[0].items() if v is not None} == {
        "where.page.url": "/p/1", "tags": '["a", "b"]', "flag": True, "ratio": 0.5, "day": "2024-07-01",
        "raw": "ff", "big": str(2**64 - 1),
    }  # fmt: skip
    assert {k: v for k, v in batch.properties.to_pylist()[1].items() if v is not None} == {
        "where.page.url": "/p/2", "tags": "[]", "flag": False, "raw": "6f6b", "big": "1",
    }  # fmt: skip
