"""The records of the ledger: keys and links as rows, asked for by the keys they name."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database

_MANY = 500  #: parameters of one query
_KEYS, _LINKS = tables.identity_key, tables.identity_link


class Rows:
    """Reads keys and links of a workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def around(self, keys: set[int], *, apart: bool) -> dict[int, dict[str, Any]]:
        """The known keys of the clusters of these. ``apart``: links go, so that what was crowded may be so no more;
        then also those of their neighbours."""
        if apart:
            keys = keys | {unsigned(row[end]) for row in self.links(keys) for end in ("a", "b")}
        clusters = {row["cluster"] for row in self.keys(keys).values()}
        found: dict[int, dict[str, Any]] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(clusters)):
                for row in connection.execute(sa.select(_KEYS).where(_KEYS.c.cluster.in_(some))).mappings():
                    found[unsigned(row["code"])] = dict(row)
        return found

    def keys(self, keys: set[int]) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(map(signed, keys))):
                for row in connection.execute(sa.select(_KEYS).where(_KEYS.c.code.in_(some))).mappings():
                    found[unsigned(row["code"])] = dict(row)
        return found

    def texts(self, keys: set[int]) -> dict[int, str]:
        return {key: row["written"] for key, row in self.keys(keys).items()}

    def links(self, keys: set[int]) -> list[dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        with self._database.reading() as connection:
            for some in _parts(sorted(map(signed, keys))):
                for end in (_LINKS.c.a, _LINKS.c.b):
                    for row in connection.execute(sa.select(_LINKS).where(end.in_(some))).mappings():
                        found[row["id"]] = dict(row)
        return [*found.values()]

    def recorded(self, pairs: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Which of these links are in the records."""
        wanted = {*pairs}
        found = []
        with self._database.reading() as connection:
            for some in _parts(sorted({signed(a) for a, _, _ in wanted})):
                chosen = sa.select(_LINKS.c.a, _LINKS.c.b, _LINKS.c.rule).where(_LINKS.c.a.in_(some))
                for a, b, rule in connection.execute(chosen):
                    if (pair := (unsigned(a), unsigned(b), rule)) in wanted:
                        found.append(pair)
        return found


def _parts(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))


def signed(code: int) -> int:
    """A code as the database keeps it: its integers have a sign."""
    return code - (1 << 64) if code >= 1 << 63 else code


def unsigned(code: int) -> int:
    return code + (1 << 64) if code < 0 else code
