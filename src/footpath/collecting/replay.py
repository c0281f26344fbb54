"""Replay: rejected rows read again, mended by a rule or by what has changed since; what becomes an event comes in."""

import csv
import io
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.origins import Origin
from footpath.collecting.reading import first_events
from footpath.collecting.recipes.document import Written, read_recipe
from footpath.collecting.recipes.expressions import columns_used
from footpath.collecting.recipes.model import Compute, Join, Table
from footpath.collecting.recipes.reading import RecipeReading
from footpath.records import tables
from footpath.store.ids import Ordinals
from footpath.store.settle import Beside, Settled, settle
from footpath.store.store import Store
from footpath.vocabulary.event import RAW_CHARACTERS, EventBatch, Rejection
from footpath.vocabulary.said import packed

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


@dataclass(frozen=True)
class _Row:
    id: int
    raw: str


@dataclass
class _Read:
    """Rows of one file read again: their events, who became one, and why the others did not."""

    batches: list[EventBatch]
    fixed: list[int]
    left: dict[int, Rejection]


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
    done, ordinals = Replayed(), Ordinals()
    total = _count(store, wanted)
    for file, rows in _rejected(store, wanted):
        origin = origins.get(file)
        if origin is None:
            raise Unreadable(f"It is not known how {file} was read. Import the file again: nothing comes in twice.")
        read = _read_again(origin, rows, wanted, timezone)
        done.rows += len(rows)
        done.fixed += len(read.fixed)
        done.left.update(one.reason for one in read.left.values())
        done.shown = done.shown or [batch for batch in read.batches if batch.events.num_rows][:_SHOWN]
        if dry:
            done.events += sum(batch.events.num_rows for batch in read.batches)
        else:
            _settle(store, wanted.source, read, ordinals, done)
        progress(done.rows, total)
    return done


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


def _rejected(store: Store, wanted: Wanted) -> Iterator[tuple[str, list[_Row]]]:
    """Rejected rows of one file, at most ``ROWS`` at a time, in their order."""
    table = tables.rejected
    with store.database.reading() as connection:
        files = connection.execute(sa.select(table.c.file).where(_chosen(wanted)).distinct()).scalars().all()
    for file in sorted(files):
        last = 0
        while True:
            query = (
                sa.select(table.c.id, table.c.raw)
                .where(_chosen(wanted), table.c.file == file, table.c.id > last)
                .order_by(table.c.id)
                .limit(ROWS)
            )
            with store.database.reading() as connection:
                rows = [_Row(*row) for row in connection.execute(query)]
            if not rows:
                break
            last = rows[-1].id
            yield file, rows


def _read_again(origin: Origin, rows: list[_Row], wanted: Wanted, timezone: str) -> _Read:
    with tempfile.TemporaryDirectory(prefix="footpath-replay-") as folder:
        path = Path(folder) / f"rejected{'.csv' if origin.separator else '.jsonl'}"
        at = _write(path, origin, rows)
        written = _mended(origin, wanted, path.name)
        reading = RecipeReading(written, [path, *wanted.paths], timezone)
        batches = list(reading.batches(origin.table))
    left = {one.line: one for batch in batches for one in batch.rejected}
    events = {line for batch in batches for line in batch.lines.to_pylist()}
    return _Read(
        batches,
        sorted(at[line] for line in events - left.keys() if line in at),
        {at[line]: one for line, one in left.items() if line in at},
    )


def _write(path: Path, origin: Origin, rows: list[_Row]) -> dict[int, int]:
    """The rows as a file of their format; returns the id of the row that begins on each line."""
    at: dict[int, int] = {}
    line = 1
    with path.open("w", encoding="utf-8", newline="") as file:
        if origin.separator is not None:
            head = io.StringIO()
            csv.writer(head, delimiter=origin.separator, lineterminator="\n").writerow(origin.columns)
            file.write(head.getvalue())
            line += head.getvalue().count("\n")
        for row in rows:
            if len(row.raw) >= RAW_CHARACTERS:
                continue  # only its beginning was kept
            at[line] = row.id
            file.write(row.raw + "\n")
            line += row.raw.count("\n") + 1
    return at


def _mended(origin: Origin, wanted: Wanted, file: str) -> Written:
    """The recipe of the import, over the file of rejected rows, with the rule as its first step."""
    written = read_recipe(origin.recipe, "the recipe of the import")
    recipe = written.recipe
    if "_row" in origin.recipe:
        raise Unreadable(
            "The recipe of this import counts rows (_row), and rejected rows alone do not. "
            "Import the file again with the mended recipe: nothing comes in twice."
        )
    table = recipe.tables[origin.table]
    joined = [step.join for step in table.steps if isinstance(step, Join)]
    if joined and not wanted.paths:
        raise Unreadable(f"The recipe joins other tables ({', '.join(joined)}). Name their files as well.")
    used = {name for text in wanted.rule.values() for name in columns_used(text)}
    changed: dict[str, Any] = {
        "file": file,
        "encoding": None,
        "header": None,
        "sheet": None,
        "separator": None if origin.separator is None else table.separator,
        "types": {name: how for name, how in table.types.items() if name not in used} | dict.fromkeys(used, "text"),
        "steps": [*([Compute(columns=wanted.rule)] if wanted.rule else []), *table.steps],
    }
    if origin.separator == " ":
        changed["separator"] = "spaces"
    mended: dict[str, Table] = {name: one for name, one in recipe.tables.items() if name in joined}
    mended[origin.table] = table.model_copy(update=changed)
    events = [rule for rule in recipe.events if rule.table == origin.table]
    return Written(recipe.model_copy(update={"tables": mended, "events": events}), {}, "the rule")


def _settle(store: Store, source: int, read: _Read, ordinals: Ordinals, done: Replayed) -> None:
    """All batches; with the last one the rows that became events leave the list, in the same transaction."""
    batches = [batch for batch in read.batches if batch.events.num_rows]
    for place, batch in enumerate(batches):
        last = place + 1 == len(batches)

        def beside(settled: Settled, last: bool = last) -> Beside:
            counts = sa.update(tables.source).where(tables.source.c.id == source)
            values = {
                "events": tables.source.c.events + settled.events,
                "skipped": tables.source.c.skipped + settled.skipped,
                "rejected": tables.source.c.rejected - (len(read.fixed) if last else 0),
            }
            return Beside([], [counts.values(**values), *(_leave(read) if last else [])], None)

        now = int(time.time() * 1000)
        settled = settle(store, source, now, batch.events, batch.properties, ordinals, beside)
        done.events += settled.events
        done.skipped += settled.skipped


def _leave(read: _Read) -> list[sa.Executable]:
    """Statements that take the fixed rows off the list, and tell anew why the others stay."""
    table = tables.rejected
    statements: list[sa.Executable] = [
        sa.delete(table).where(table.c.id.in_(read.fixed[start : start + 500]))
        for start in range(0, len(read.fixed), 500)
    ]
    for row, one in read.left.items():
        values = {"reason": one.reason, "detail": packed(one.detail)}
        statements.append(sa.update(table).where(table.c.id == row).values(**values))
    return statements


def told(done: Replayed) -> dict[str, Any]:
    """A replay as JSON-ready values (docs/json.md)."""
    return {
        "schema": 1,
        "rows": done.rows,
        "fixed": done.fixed,
        "events": done.events,
        "skipped": done.skipped,
        "left": dict(done.left),
        "shown": [event for batch in done.shown for event in first_events(batch)][:_SHOWN],
    }
