"""Saved audiences: a name and a rule in the records."""

from typing import Any

import sqlalchemy as sa

from footpath.collecting.sources import now
from footpath.records import tables
from footpath.records.database import Database


def saved_audiences(database: Database) -> list[dict[str, Any]]:
    """Every saved audience by name: id, name, rule."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(tables.audience).order_by(tables.audience.c.name)).mappings()
        return [{"id": row["id"], "name": row["name"], "rule": row["rule"]} for row in rows]


def save_audience(database: Database, name: str, rule: str) -> int:
    """Save a rule that was checked; returns its id."""
    with database.transaction() as connection:
        inserted = connection.execute(sa.insert(tables.audience).values(name=name, rule=rule, at=now()))
        return int(inserted.inserted_primary_key[0])  # type: ignore[index]
