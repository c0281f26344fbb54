"""Ten thousand small logs at once, for a peer that answers about all of them in one query."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from journeys_factory import E, cut, journeys

from footpath.analyses._analysis import Analysis, Frame
from footpath.vocabulary.kind import Kind

Log = list[list[E]]  #: its customers, each with events

chdb = pytest.importorskip("chdb", reason="chdb (ClickHouse) is not installed: the peer's figures are not compared.")


def logs_of(count: int, seed: int, times: Sequence[int], names: Sequence[str]) -> list[Log]:
    """Logs of one to three customers, each with up to eight events; few moments and names: ties and repeats abound."""
    draw = random.Random(seed)

    def customer() -> list[E]:
        return [E(draw.choice(times), draw.choice(names)) for _ in range(draw.randint(0, 8))]

    return [[customer() for _ in range(draw.randint(1, 3))] for _ in range(count)]


def written(logs: Sequence[Log], path: Path) -> Path:
    """The logs as one table: log, customer, time in ms, name."""
    rows = [
        (log, who, e.time, e.name) for log, people in enumerate(logs) for who, row in enumerate(people) for e in row
    ]
    log, customer, time, name = zip(*rows, strict=True)
    types = {"log": pa.uint32(), "c": pa.uint32(), "t": pa.int64(), "n": pa.string()}
    schema = pa.schema([pa.field(name, kind, nullable=False) for name, kind in types.items()])
    pq.write_table(pa.table([log, customer, time, name], schema=schema), path)
    return path


def asked(query: str) -> list[list[str]]:
    """The rows of a query to ClickHouse."""
    return [line.replace('"', "").split(",") for line in str(chdb.query(query, "CSV")).splitlines()]


def answers(analysis: Analysis, logs: Sequence[Log], kinds: list[Kind], frame: Frame) -> Iterator[dict[str, Any]]:
    """The answer of the analysis about each log alone."""
    block, low = journeys([events for people in logs for events in people], kinds), 0
    for people in logs:
        part = cut(block, low, low := low + len(people))
        yield analysis.answer(analysis.zero(frame) + analysis.fold(part, frame), frame)
