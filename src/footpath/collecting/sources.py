"""Sources: each import or client that brought events, its state and its counts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from footpath.collecting.mending import cells_of, column_of_reason, joins_of, obstacle_of
from footpath.collecting.origins import Origin, read_origins
from footpath.records import tables
from footpath.records.database import Database
from footpath.vocabulary.event import RAW_CHARACTERS, why
from footpath.vocabulary.said import packed, parts_of, say, sentence_of, unpacked


def enter_source(database: Database, name: str) -> int:
    """Enter a source that waits for its turn; returns its id."""
    with database.transaction() as connection:
        inserted = connection.execute(
            sa.insert(tables.source).values(name=name, state="waiting", mapping="{}", started=now(), seconds=0.0)
        )
        return int(inserted.inserted_primary_key[0])  # type: ignore[index]


def begin_source(database: Database, name: str, mapping: dict[str, Any], source: int | None = None) -> int:
    """A source starts to bring events: the one entered as ``source``, else a new one. Returns its id."""
    number = enter_source(database, name) if source is None else source
    end_source(database, number, "running", name=name, mapping=json.dumps(mapping), started=now())
    return number


#: So much of a rejected row's text is shown.
_SHOWN = 4_000
UNENDED = ("waiting", "running")
#: Of a source that was deleted only the number is left; it is listed no more.
DELETED = "deleted"
LIVE = "live"  #: clients send to it, with a write key


def end_source(database: Database, source: int, state: str, **values: Any) -> None:
    """The source is in another state: ``running``, or ended as ``done``, ``cancelled``, ``failed`` or ``undone``."""
    if values.get("error"):
        values["error"] = packed(values["error"])
    with database.transaction() as connection:
        connection.execute(sa.update(tables.source).where(tables.source.c.id == source).values(state=state, **values))


def sources(database: Database) -> list[dict[str, Any]]:
    """Every import that was not deleted, the newest first. (Clients send to live sources: ``live_sources``.)"""
    listed = sa.select(tables.source).where(tables.source.c.state.not_in((DELETED, LIVE)))
    with database.reading() as connection:
        rows = connection.execute(listed.order_by(tables.source.c.id.desc())).mappings()
        return [_source_row(row) for row in rows]


def _source_row(row: sa.RowMapping) -> dict[str, Any]:
    error = unpacked(row["error"] or "")
    mapping = json.loads(row["mapping"])
    return {**row, "mapping": mapping, "error": str(error) or None, "said": parts_of(error)}


def one_source(database: Database, source: int) -> dict[str, Any] | None:
    """One source, or None where there is none (any more)."""
    return next((row for row in sources(database) if row["id"] == source), None)


def fail_waiting(database: Database, source: int, error: str) -> None:
    """A source that never began has failed."""
    waiting = sa.and_(tables.source.c.id == source, tables.source.c.state == "waiting")
    with database.transaction() as connection:
        connection.execute(sa.update(tables.source).where(waiting).values(state="failed", error=packed(error)))


@contextmanager
def entered(database: Database, source: int | None) -> Iterator[None]:
    """What goes wrong before an entered source begins is its end, so that it never waits for ever."""
    try:
        yield
    except BaseException as error:
        if source is not None:
            fail_waiting(database, source, sentence_of(error) or type(error).__name__)
        raise


def unended(database: Database) -> bool:
    """Whether a source waits or runs, by its own word."""
    return any(row["state"] in UNENDED for row in sources(database))


def mark_interrupted(database: Database) -> None:
    """Sources that say "running" or "waiting" when nobody runs them: their process ended. What is settled is whole."""
    with database.transaction() as connection:
        running = tables.source.c.state.in_(UNENDED)
        connection.execute(
            sa.update(tables.source)
            .where(running)
            .values(state="interrupted", error=packed(say("workspace.interrupted")))
        )


def rejected_rows(
    database: Database, source: int | None, limit: int, offset: int, reason: str | None = None
) -> dict[str, Any]:
    """Rows that were not taken, with the count of each reason; ``reason``: only rows of this one.

    Over all sources, the same row of the same file counts once, however often the file was imported.
    """
    table = tables.rejected
    if source is None:
        same = (table.c.file, table.c.line, table.c.reason, table.c.raw)
        chosen: sa.ColumnElement[bool] = table.c.id.in_(sa.select(sa.func.min(table.c.id)).group_by(*same))
    else:
        chosen = table.c.source == source
    shown = chosen if reason is None else sa.and_(chosen, table.c.reason == reason)
    with database.reading() as connection:
        by_reason: dict[str, int] = dict(
            connection.execute(sa.select(table.c.reason, sa.func.count()).where(chosen).group_by(table.c.reason)).all()
        )
        rows = connection.execute(
            sa.select(table).where(shown).order_by(table.c.id).limit(limit).offset(offset)
        ).mappings()
        found = [dict(row) for row in rows]
    origins = _origins(database, {row["source"] for row in found})
    return {
        "total": sum(by_reason.values()),
        "by_reason": by_reason,
        "rows": [_rejected_row(row, origins[row["source"]].get(row["file"])) for row in found],
    }


def rejected_row(database: Database, number: int) -> dict[str, Any] | None:
    """One row that was not taken: its cells, how its file was read, and what hinders reading it again. None: gone."""
    table = tables.rejected
    with database.reading() as connection:
        row = connection.execute(sa.select(table).where(table.c.id == number)).mappings().first()
    if row is None:
        return None
    origin = _origins(database, {row["source"]})[row["source"]].get(row["file"])
    told = _rejected_row(dict(row), origin)
    obstacle: str = say("replay.unknown", file=row["file"]) if origin is None else obstacle_of(origin)
    if not obstacle and told["cells"] is None:
        cut = len(row["raw"]) >= RAW_CHARACTERS
        obstacle = say("row.cut") if cut else why(row["reason"])
    return told | {
        "column": None if origin is None else column_of_reason(origin, row["reason"]),
        "columns": [] if origin is None else origin.columns,
        "joins": [] if origin is None else joins_of(origin),
        "recipe": None if origin is None else origin.recipe,
        "table": None if origin is None else origin.table,
        "obstacle": str(obstacle) or None,
        "obstacle_said": parts_of(obstacle),
    }


def _origins(database: Database, numbers: set[int]) -> dict[int, dict[str, Origin]]:
    with database.reading() as connection:
        query = sa.select(tables.source.c.id, tables.source.c.mapping).where(tables.source.c.id.in_(numbers))
        return {number: read_origins(json.loads(mapping)) for number, mapping in connection.execute(query)}


def _rejected_row(row: dict[str, Any], origin: Origin | None) -> dict[str, Any]:
    sentence = why(row["reason"], unpacked(row["detail"]))
    plain = {name: row[name] for name in ("id", "file", "line", "reason")}
    cells = cells_of(origin, row["raw"]) if origin else None
    return {
        "import_id": row["source"],
        **plain,
        "raw": row["raw"][:_SHOWN],
        "cells": None
        if cells is None or origin is None
        else [{"column": name, "text": _text(cell)} for name, cell in zip(origin.columns, cells, strict=True)],
        "sentence": str(sentence),
        "said": parts_of(sentence),
    }


def _text(cell: Any) -> str | None:
    if cell is None:
        return None
    return (cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False))[:_SHOWN]


def now() -> str:
    """The time as records write it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
