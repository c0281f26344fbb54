"""The records of the ledger: keys and links as rows, asked for by the keys they name."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database

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
        return {unsigned(row["code"]): row for row in self._among(_KEYS, _KEYS.c.cluster, clusters)}

    def keys(self, keys: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The rows of these keys, of those that are linked."""
        return {unsigned(row["code"]): row for row in self._among(_KEYS, _KEYS.c.code, map(signed, keys))}

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """These keys as they are written, of those that are linked."""
        return {key: row["written"] for key, row in self.keys(keys).items()}

    def links(self, keys: Iterable[int]) -> list[dict[str, Any]]:
        """Every link that names one of these keys."""
        wanted = [*map(signed, keys)]
        found = [row for end in (_LINKS.c.a, _LINKS.c.b) for row in self._among(_LINKS, end, wanted)]
        return [*{row["id"]: row for row in found}.values()]

    def recorded(self, pairs: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Which of these links are in the records."""
        wanted = {*pairs}
        rows = self._among(_LINKS, _LINKS.c.a, {signed(a) for a, _, _ in wanted})
        there = ((unsigned(row["a"]), unsigned(row["b"]), row["rule"]) for row in rows)
        return [pair for pair in there if pair in wanted]

    def _among(self, table: sa.Table, column: sa.Column[Any], values: Iterable[int]) -> list[dict[str, Any]]:
        """Rows of which ``column`` is one of these. They go as one parameter: a query of many is slow to make."""
        given = json.dumps(sorted({*values}))
        if given == "[]":
            return []
        with self._database.reading() as connection:
            each = sa.func.json_each if connection.dialect.name == "sqlite" else sa.func.json_array_elements_text
            parameter = sa.bindparam("given", given, sa.Text())
            if connection.dialect.name == "sqlite":
                wanted = sa.select(sa.cast(sa.column("value"), sa.BigInteger)).select_from(each(parameter))
            else:
                listed = each(sa.cast(parameter, sa.JSON)).table_valued("value")
                wanted = sa.select(sa.cast(listed.c.value, sa.BigInteger))
            rows = connection.execute(sa.select(table).where(column.in_(wanted)))
            names = [*rows.keys()]
            return [dict(zip(names, row, strict=True)) for row in rows]


def signed(code: int) -> int:
    """A code as the database keeps it: its integers have a sign."""
    return code - (1 << 64) if code >= 1 << 63 else code


def unsigned(code: int) -> int:
    return code + (1 << 64) if code < 0 else code
