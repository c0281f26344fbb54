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


def change_audience(database: Database, identity: int, name: str, rule: str) -> bool:
    """Change a saved audience; False where there is none."""
    with database.transaction() as connection:
        here = tables.audience.c.id == identity
        return connection.execute(sa.update(tables.audience).where(here).values(name=name, rule=rule)).rowcount == 1


def delete_audience(database: Database, identity: int) -> bool:
    """Delete a saved audience; False where there is none."""
    with database.transaction() as connection:
        return connection.execute(sa.delete(tables.audience).where(tables.audience.c.id == identity)).rowcount == 1


def save_audience(database: Database, name: str, rule: str) -> int:
    """Save a rule that was checked; returns its id."""
    with database.transaction() as connection:
        inserted = connection.execute(sa.insert(tables.audience).values(name=name, rule=rule, at=now()))
        return int(inserted.inserted_primary_key[0])  # type: ignore[index]
