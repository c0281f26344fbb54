"""Sources: each import or client that brought events, its state and its counts."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database
from footpath.vocabulary.event import REASONS


def begin_source(database: Database, name: str, mapping: dict[str, Any]) -> int:
    """Enter a source that starts to bring events; returns its id."""
    with database.transaction() as connection:
        inserted = connection.execute(
            sa.insert(tables.source).values(
                name=name, state="running", mapping=json.dumps(mapping), started=now(), seconds=0.0
            )
        )
        return int(inserted.inserted_primary_key[0])  # type: ignore[index]


def end_source(database: Database, source: int, state: str, **values: Any) -> None:
    """The source has ended: ``done``, ``cancelled``, ``failed`` (with ``error``) or ``undone``."""
    with database.transaction() as connection:
        connection.execute(sa.update(tables.source).where(tables.source.c.id == source).values(state=state, **values))


def sources(database: Database) -> list[dict[str, Any]]:
    """Every source, the newest first."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(tables.source).order_by(tables.source.c.id.desc())).mappings()
        return [{**row, "mapping": json.loads(row["mapping"])} for row in rows]


def one_source(database: Database, source: int) -> dict[str, Any] | None:
    """One source, or None."""
    return next((row for row in sources(database) if row["id"] == source), None)


def mark_interrupted(database: Database) -> None:
    """Sources that say "running" when nobody runs them: their process ended. What they settled is whole."""
    with database.transaction() as connection:
        running = tables.source.c.state == "running"
        connection.execute(
            sa.update(tables.source)
            .where(running)
            .values(state="interrupted", error="Interrupted. Import the same file again: what is here is not doubled.")
        )


def rejected_rows(database: Database, source: int | None, limit: int, offset: int) -> dict[str, Any]:
    """Rows that were not taken, with the count of each reason."""
    chosen = sa.true() if source is None else tables.rejected.c.source == source
    with database.reading() as connection:
        by_reason: dict[str, int] = dict(
            connection.execute(
                sa.select(tables.rejected.c.reason, sa.func.count()).where(chosen).group_by(tables.rejected.c.reason)
            ).all()
        )
        rows = connection.execute(
            sa.select(tables.rejected).where(chosen).order_by(tables.rejected.c.id).limit(limit).offset(offset)
        ).mappings()
        return {
            "total": sum(by_reason.values()),
            "by_reason": by_reason,
            "rows": [
                {
                    "import_id": row["source"],
                    "file": row["file"],
                    "line": row["line"],
                    "reason": row["reason"],
                    "sentence": " ".join(filter(None, (REASONS.get(row["reason"], row["reason"]), row["detail"]))),
                    "raw": row["raw"],
                }
                for row in rows
            ],
        }


def now() -> str:
    """The time as records write it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
