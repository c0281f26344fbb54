"""What is known of the properties of some kinds: how often each is given, its values, and examples."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from footpath.store.dictionaries import Dimension, text_of
from footpath.store.snapshot import Snapshot

MOST_DISTINCT = 1_000
_SAMPLE = 20_000  # events whose properties are read whole
_EXAMPLES = 5


@dataclass(frozen=True)
class PropertyFacts:
    """A property. ``filled``: events that give it, exact. ``distinct``: its values, exact unless ``more``: then at
    least so many. ``examples``: its most frequent values (of a sample, where it has no column of its own)."""

    name: str
    type: str
    kept: bool  # as a column, for break-downs and audiences; else in the log alone
    trait: bool
    filled: int
    distinct: int
    more: bool
    examples: list[str]


def property_facts(
    snapshot: Snapshot, group: npt.NDArray[np.uint8], cancelled: Callable[[], None]
) -> list[PropertyFacts]:
    """Properties of the kinds that ``group`` flags, the most often given first."""
    events = _Events(snapshot, group, cancelled)
    known = snapshot.dictionaries.dimensions.values()
    found = [fact for d in known if d.declared and (fact := _of_column(events, d))]
    logged = [d for d in known if not d.declared]
    if logged:
        found += _of_log(events, logged)
    return sorted(found, key=lambda fact: (-fact.filled, fact.name))


@dataclass(frozen=True)
class _Events:
    snapshot: Snapshot
    group: npt.NDArray[np.uint8]
    cancelled: Callable[[], None]

    def column(self, name: str) -> Iterator[npt.NDArray[np.unsignedinteger]]:
        """A column of the events of these kinds, block by block."""
        for block in self.snapshot.blocks(("kind", name)):
            self.cancelled()
            columns = block().columns
            yield columns[name][self.group[columns["kind"]] == 1]


def _of_column(events: _Events, dimension: Dimension) -> PropertyFacts | None:
    counts = np.zeros(len(dimension.values), np.int64)
    for codes in events.column(dimension.column):
        counts += np.bincount(codes, minlength=len(counts))
    counts[0] = 0
    used = np.flatnonzero(counts)
    if not len(used):
        return None
    most = used[np.argsort(-counts[used], kind="stable")][:_EXAMPLES]
    return PropertyFacts(
        dimension.name,
        dimension.type,
        True,
        dimension.trait,
        int(counts.sum()),
        min(len(used), MOST_DISTINCT),
        len(used) > MOST_DISTINCT,
        [dimension.values[code] for code in most],
    )


def _of_log(events: _Events, dimensions: list[Dimension]) -> list[PropertyFacts]:
    """Of properties without a column: given where their name stands in the row's JSON; values from a sample."""
    arrivals = np.sort(np.concatenate([np.empty(0, np.uint64), *events.column("arrival")]))
    filled: Counter[str] = Counter()
    values: dict[str, Counter[str]] = {d.name: Counter() for d in dimensions}
    read = 0
    for texts in _rows(events, arrivals):
        for dimension in dimensions:
            # The log writes objects without spaces and escapes quotes, so a name stands like this as a key alone.
            name = json.dumps(dimension.name, ensure_ascii=False)
            given = pc.or_(pc.match_substring(texts, "{" + name + ":"), pc.match_substring(texts, "," + name + ":"))
            filled[dimension.name] += pc.sum(given).as_py() or 0
        for text in texts.slice(0, max(0, _SAMPLE - read)).to_pylist():
            for name, value in json.loads(text).items():
                shown = text_of(value)
                if name in values and shown is not None:
                    values[name][shown] += 1
        read += len(texts)
    return [_from_sample(d, filled[d.name], values[d.name], read <= _SAMPLE) for d in dimensions if filled[d.name]]


def _from_sample(dimension: Dimension, filled: int, values: Counter[str], whole: bool) -> PropertyFacts:
    return PropertyFacts(
        dimension.name,
        dimension.type,
        False,
        dimension.trait,
        filled,
        min(len(values), MOST_DISTINCT),
        len(values) > MOST_DISTINCT or not whole,
        [value for value, _ in sorted(values.items(), key=lambda entry: (-entry[1], entry[0]))[:_EXAMPLES]],
    )


def _rows(events: _Events, arrivals: npt.NDArray[np.uint64]) -> Iterator[pa.Array]:
    """Properties of the events with these arrivals (ascending) as JSON, a row group of the log at a time."""
    for row in events.snapshot.manifest.log:
        wanted = arrivals[(arrivals >= row.first) & (arrivals < row.first + row.rows)].astype(np.int64) - row.first
        if not len(wanted):
            continue
        file = pq.ParquetFile(events.snapshot.store.path("log", row.file))
        base = 0
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            here = wanted[np.searchsorted(wanted, base) : np.searchsorted(wanted, base + count)]
            if len(here):
                events.cancelled()
                column = file.read_row_group(group, columns=["properties"])["properties"].combine_chunks()
                yield column.take(pa.array(here - base))
            base += count
