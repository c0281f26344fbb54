"""Replay: rejected rows read again, mended by a rule or by what has changed since; what becomes an event comes in."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import sqlalchemy as sa

from footpath.collecting._columns import as_text, flat
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.mending import Kept, makes_several, puts_together
from footpath.collecting.origins import Origin
from footpath.collecting.reading import first_events
from footpath.collecting.rereading import Reread, read_again
from footpath.records import tables
from footpath.store.hashing import customer_codes
from footpath.store.ids import Ordinals
from footpath.store.log import read_log
from footpath.store.settle import Beside, Settled, settle
from footpath.store.store import Store
from footpath.vocabulary.event import EventBatch, why
from footpath.vocabulary.said import packed, parts_of, say

ROWS = 50_000
_SHOWN = 10


@dataclass(frozen=True)
class Wanted:
    """Which rows of an import, and the rule that mends them: the new value of a column as an SQL expression."""

    source: int
    reason: str | None = None
    ids: Sequence[int] | None = None
    rule: dict[str, str] = field(default_factory=dict)
    paths: Sequence[Path] = ()  # files of the tables that the recipe joins


@dataclass
class Replayed:
    """``rows`` read again, of which ``fixed`` became ``events`` (``skipped``: were here already); the others stay."""

    rows: int = 0
    fixed: int = 0
    events: int = 0
    skipped: int = 0
    left: Counter[str] = field(default_factory=Counter)
    shown: list[EventBatch] = field(default_factory=list)


def replay(
    store: Store,
    wanted: Wanted,
    origins: dict[str, Origin],
    timezone: str,
    *,
    dry: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Replayed:
    """Read the rejected rows again and settle what became events; ``dry``: only say what would.

    The events belong to the import that the rows came with. Unreadable where the rule or the recipe does not fit.
    """
    done, total = Replayed(), _count(store, wanted)
    seeded, plain = _ordinals(store, wanted.source), Ordinals()
    for file, rows in _rejected(store, wanted, origins):
        origin = origins.get(file)
        if origin is None:
            raise Unreadable(say("replay.unknown", file=file))
        read = read_again(origin, rows, wanted.rule, wanted.paths, timezone)
        done.rows += len(rows)
        done.fixed += len(read.fixed)
        done.left.update(one.reason for one in read.left.values())
        done.shown = done.shown or [batch for batch in read.events if batch.events.num_rows][:_SHOWN]
        if dry:
            done.events += sum(batch.events.num_rows for batch in read.events)
        else:
            # Read as it is, a row of several events repeats those that it had: they are known by their content.
            again = not wanted.rule and makes_several(origin)
            _settle(store, wanted, read, plain if again else seeded, done)
        progress(done.rows, total)
    if done.events and not dry:
        _count_customers(store, wanted.source)
    return done


def _ordinals(store: Store, source: int) -> Ordinals:
    """Twins of a row that came in with the same import are further events, as they would have been at once."""
    return Ordinals([store.run(row.file) for row in store.snapshot().manifest.ids if row.source == source])


def _chosen(wanted: Wanted) -> sa.ColumnElement[bool]:
    table = tables.rejected
    parts = [table.c.source == wanted.source]
    if wanted.reason is not None:
        parts.append(table.c.reason == wanted.reason)
    if wanted.ids is not None:
        parts.append(table.c.id.in_(wanted.ids))
    return sa.and_(*parts)


def _count(store: Store, wanted: Wanted) -> int:
    with store.database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).where(_chosen(wanted))).scalar_one())


def _rejected(store: Store, wanted: Wanted, origins: dict[str, Origin]) -> Iterator[tuple[str, list[Kept]]]:
    """Rejected rows of one file, at most ``ROWS`` at a time, in their order; all at once where rows become one."""
    table = tables.rejected
    with store.database.reading() as connection:
        files = connection.execute(sa.select(table.c.file).where(_chosen(wanted)).distinct()).scalars().all()
    for file in sorted(files):
        last, whole = 0, file in origins and puts_together(origins[file])
        while True:
            query = (
                sa.select(table.c.id, table.c.raw, table.c.reason)
                .where(_chosen(wanted), table.c.file == file, table.c.id > last)
                .order_by(table.c.id)
                .limit(None if whole else ROWS)
            )
            with store.database.reading() as connection:
                rows = [Kept(*row) for row in connection.execute(query)]
            if not rows:
                break
            last = rows[-1].id
            yield file, rows


def _settle(store: Store, wanted: Wanted, read: Reread, ordinals: Ordinals, done: Replayed) -> None:
    """What the rows became, as one batch: in its transaction they leave the list."""
    statements = [] if wanted.rule else _told_anew(read)
    found = [batch for batch in read.events if batch.events.num_rows]

    def beside(events: int, skipped: int) -> list[sa.Executable]:
        counts = sa.update(tables.source).where(tables.source.c.id == wanted.source)
        values = {
            "events": tables.source.c.events + events,
            "skipped": tables.source.c.skipped + skipped,
            "rejected": tables.source.c.rejected - len(read.fixed),
        }
        return [counts.values(**values), *_leave(read), *statements]

    if not found:
        with store.database.transaction() as connection:
            for statement in beside(0, 0):
                connection.execute(statement)
        return

    heights = [batch.events.num_rows for batch in found]
    events = _together([batch.events for batch in found], heights)
    properties = _together([batch.properties for batch in found], heights)
    now = int(time.time() * 1000)

    def commit(settled: Settled) -> Beside:
        return Beside([], beside(settled.events, settled.skipped), None)

    settled = settle(store, wanted.source, now, events, properties, ordinals, commit)
    done.events += settled.events
    done.skipped += settled.skipped


def _together(parts: list[pa.Table], heights: list[int]) -> pa.Table:
    """Tables one after another; a column that is not of one type in all of them becomes text."""
    if len(parts) == 1:
        return parts[0]
    kinds: dict[str, set[pa.DataType]] = {}
    for part in parts:
        for one in part.schema:
            kinds.setdefault(one.name, set()).add(one.type)
    columns = {
        name: pa.chunked_array(
            [_column(part, name, found, height) for part, height in zip(parts, heights, strict=True)]
        )
        for name, found in kinds.items()
    }
    return pa.table(columns).unify_dictionaries()


def _column(part: pa.Table, name: str, kinds: set[pa.DataType], height: int) -> pa.Array:
    kind = next(iter(kinds)) if len(kinds) == 1 else pa.large_string()
    if name not in part.column_names:
        return pa.nulls(height, kind)
    return flat(part[name]) if len(kinds) == 1 else as_text(part[name])


def _count_customers(store: Store, source: int) -> None:
    """The customers of the import, those that came with its mended rows too."""
    files = [store.path("log", row.file) for row in store.snapshot().manifest.log if row.source == source]
    codes = [
        np.unique(store.whose.customers(customer_codes(read_log(file, ["customer"])["customer"]))) for file in files
    ]
    count = len(np.unique(np.concatenate(codes))) if codes else 0
    table = tables.source
    more = sa.update(table).where(table.c.id == source, table.c.customers < count).values(customers=count)
    with store.database.transaction() as connection:
        connection.execute(more)


def _leave(read: Reread) -> list[sa.Executable]:
    """Statements that take the mended rows off the list."""
    table = tables.rejected
    return [
        sa.delete(table).where(table.c.id.in_(read.fixed[start : start + 500]))
        for start in range(0, len(read.fixed), 500)
    ]


def _told_anew(read: Reread) -> list[sa.Executable]:
    """Statements that tell why the others stay. (What a row lacks under a rule is not what it lacks by itself.)"""
    table = tables.rejected
    return [
        sa.update(table).where(table.c.id == row).values(reason=one.reason, detail=packed(one.detail))
        for row, one in read.left.items()
        if one.line
    ]


def told(done: Replayed) -> dict[str, Any]:
    """A replay as JSON-ready values (docs/json.md)."""
    left = [(reason, n, why(reason)) for reason, n in done.left.most_common()]
    return {
        "schema": 1,
        "rows": done.rows,
        "fixed": done.fixed,
        "events": done.events,
        "skipped": done.skipped,
        "left": [
            {"reason": reason, "n": n, "sentence": str(sentence), "said": parts_of(sentence)}
            for reason, n, sentence in left
        ],
        "shown": [event for batch in done.shown for event in first_events(batch)][:_SHOWN],
    }
