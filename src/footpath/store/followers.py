"""Followers: who wants to know which customers changed, and how far each has read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from footpath.records import tables
from footpath.store.manifest import read_manifest
from footpath.store.store import Store


@dataclass(frozen=True)
class Change:
    """One settle and the codes of the customers that it changed (uint64, ascending)."""

    settle: int
    customers: npt.NDArray[np.uint64]


def follow(store: Store, name: str) -> None:
    """From the next settle on, keep for ``name`` which customers change. Following twice changes nothing."""
    with store.locked("writer"):
        cursor = read_manifest(store.database).state.settle
        with store.database.transaction() as connection:
            known = connection.execute(sa.select(tables.follower.c.name).where(tables.follower.c.name == name)).first()
            if known is None:
                connection.execute(sa.insert(tables.follower).values(name=name, cursor=cursor))


def changes(store: Store, name: str) -> Iterator[Change]:
    """The settles after the follower's cursor, in order. KeyError where nobody of this name follows."""
    with store.database.reading() as connection:
        cursor = connection.execute(
            sa.select(tables.follower.c.cursor).where(tables.follower.c.name == name)
        ).scalar_one_or_none()
        if cursor is None:
            raise KeyError(name)
        rows = connection.execute(
            sa.select(tables.change.c.settle, tables.change.c.file)
            .where(tables.change.c.settle > cursor)
            .order_by(tables.change.c.settle)
        ).all()
    for settle, file in rows:
        yield Change(settle, np.fromfile(store.path("change", file), np.uint64))


def passed(store: Store, name: str, settle: int) -> None:
    """The follower has dealt with everything up to ``settle``; lists that all have passed are forgotten."""
    with store.database.transaction() as connection:
        mine = tables.follower.c.name == name
        connection.execute(sa.update(tables.follower).where(mine).values(cursor=settle))
        slowest = connection.execute(sa.select(sa.func.min(tables.follower.c.cursor))).scalar_one()
        done = tables.change.c.settle <= slowest
        files = connection.execute(sa.select(tables.change.c.file).where(done)).scalars().all()
        connection.execute(sa.delete(tables.change).where(done))
    for file in files:
        store.path("change", file).unlink(missing_ok=True)


def unfollow(store: Store, name: str) -> None:
    """Stop keeping changes for ``name``."""
    with store.database.transaction() as connection:
        connection.execute(sa.delete(tables.follower).where(tables.follower.c.name == name))
        if connection.execute(sa.select(tables.follower.c.name)).first() is None:
            connection.execute(sa.delete(tables.change))
