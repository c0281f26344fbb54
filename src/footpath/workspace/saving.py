"""Saved audiences: a name and a rule in the records, and lists of customers that rules can ask for."""

from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from footpath.audiences.lists import with_lists
from footpath.audiences.rule import parse
from footpath.audiences.terms import Rule
from footpath.collecting.sources import now
from footpath.records import tables
from footpath.records.database import Database
from footpath.workspace.folder import WorkspaceError

Codes = npt.NDArray[np.uint64]


def saved_audiences(database: Database) -> list[dict[str, Any]]:
    """Every saved audience by name: id, name, rule."""
    with database.reading() as connection:
        rows = connection.execute(sa.select(tables.audience).order_by(tables.audience.c.name)).mappings()
        return [{"id": row["id"], "name": row["name"], "rule": row["rule"]} for row in rows]


def change_audience(database: Database, identity: int, name: str, rule: str) -> None:
    """Change a saved audience. WorkspaceError where there is none."""
    _carry_out(database, identity, sa.update(tables.audience).values(name=name, rule=rule))


def delete_audience(database: Database, identity: int) -> None:
    """Delete a saved audience. WorkspaceError where there is none."""
    _carry_out(database, identity, sa.delete(tables.audience))


def _carry_out(database: Database, identity: int, change: sa.Update | sa.Delete) -> None:
    with database.transaction() as connection:
        if connection.execute(change.where(tables.audience.c.id == identity)).rowcount != 1:
            raise WorkspaceError(f"There is no audience {identity} (any more).")


def save_audience(database: Database, name: str, rule: str) -> int:
    """Save a rule that was checked; returns its id."""
    with database.transaction() as connection:
        inserted = connection.execute(sa.insert(tables.audience).values(name=name, rule=rule, at=now()))
        return int(inserted.inserted_primary_key[0])  # type: ignore[index]


def rule_of(database: Database, text: str) -> Rule:
    """The rule that a text says, with the customers of the lists it names. AudienceError where it cannot be read."""

    def codes_of(name: str) -> bytes | None:
        with database.reading() as connection:
            wanted = sa.select(tables.customer_list.c.codes).where(tables.customer_list.c.name == name)
            return connection.execute(wanted).scalar()

    return with_lists(parse(text), codes_of)


def save_list(database: Database, name: str, codes: Codes) -> None:
    """Save customers, by their codes in any order, as the list ``name``; one that is there is replaced."""
    kept = np.unique(codes).astype("<u8").tobytes()
    with database.transaction() as connection:
        connection.execute(sa.delete(tables.customer_list).where(tables.customer_list.c.name == name))
        connection.execute(sa.insert(tables.customer_list).values(name=name, codes=kept, at=now()))


def saved_lists(database: Database) -> list[dict[str, Any]]:
    """Every list by name: name, customers, at."""
    lists = tables.customer_list.c
    wanted = sa.select(lists.name, sa.func.length(lists.codes), lists.at).order_by(lists.name)
    with database.reading() as connection:
        return [{"name": name, "customers": size // 8, "at": at} for name, size, at in connection.execute(wanted)]


def delete_list(database: Database, name: str) -> bool:
    """Delete a list; False where there is none."""
    with database.transaction() as connection:
        here = tables.customer_list.c.name == name
        return connection.execute(sa.delete(tables.customer_list).where(here)).rowcount == 1
