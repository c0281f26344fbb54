"""The check of a question before it runs: one statement that reads, of tables that are there.

What may stand in a question is listed and all else refused, so that what a later DuckDB adds is refused until somebody
has looked at it. The engine is locked besides (engine.py): neither alone has to hold.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from footpath.sql.faults import SqlError, located
from footpath.vocabulary.said import say

#: Parts of a query that read: its nodes, what it reads from, and how rows are ordered and cut.
_READING = {
    *("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"),
    *("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EMPTY", "EXPRESSION_LIST", "SHOW_REF", "PIVOT"),
    *("ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"),
    *("ASCENDING", "DESCENDING", "ORDER_DEFAULT"),
}
#: Functions that make rows out of their arguments alone.
_ROWS = {"generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest"}
#: Functions that look at, or change, more than their arguments.
_BESIDE = {
    *("current_setting", "currval", "getenv", "getvariable", "nextval"),
    *("pg_get_viewdef", "pg_sleep", "sleep_ms", "write_log"),
}
_NOWHERE = (1 << 64) - 1
_EXPLAIN = re.compile(
    r"((?:\s|--[^\n]*\n|/\*.*?\*/)*)explain\b(\s+analyze\b)?(\s*\((?!\s*(?:select|with|from|values)\b)[^)]*\))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Checked:
    """A question that may run, and which tables it reads. ``plain``: the same without EXPLAIN, place for place."""

    text: str
    plain: str
    tables: frozenset[str]


def check(connection: duckdb.DuckDBPyConnection, text: str, tables: Collection[str]) -> Checked:
    """The question, if it is one statement that only reads these tables; else SqlError. Nothing runs."""
    explained = _EXPLAIN.match(text)
    # Blanks, so that every place in the text stays where it is.
    asked = re.sub(r"\S", " ", explained[0]) + text[explained.end() :] if explained else text
    written = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [asked]).fetchall()[0][0]
    try:
        return Checked(text, asked, frozenset(_read_tables(json.loads(written), text, tables)))
    except RecursionError:
        raise SqlError(say("sql.too_deep")) from None


def _read_tables(parsed: dict[str, Any], text: str, tables: Collection[str]) -> Iterator[str]:
    if parsed["error"]:
        if parsed["error_type"] == "parser":
            at = int(parsed["position"]) if "position" in parsed else None
            raise located(text, at, say("sql.engine", message=str(parsed["error_message"])))
        raise SqlError(say("sql.only_reads"))
    if not parsed["statements"]:
        raise SqlError(say("sql.empty"))
    if len(parsed["statements"]) > 1:
        raise SqlError(say("sql.one_statement"))
    yield from _Walk(text, tables).read(parsed["statements"][0]["node"], frozenset())


@dataclass(frozen=True)
class _Walk:
    text: str
    tables: Collection[str]

    def read(self, part: Any, named: frozenset[str]) -> Iterator[str]:
        """The tables that a part of the tree reads. ``named``: what WITH has given a name around it."""
        if isinstance(part, list):
            for one in part:
                yield from self.read(one, named)
        if not isinstance(part, dict):
            return
        if "cte_map" in part:
            named |= {entry["key"].casefold() for entry in part["cte_map"]["map"]}
        if part.get("type") == "RECURSIVE_CTE_NODE":
            named |= {part["cte_name"].casefold()}
        yield from self._looked_at(part, named)
        for one in part.values():
            yield from self.read(one, named)

    def _looked_at(self, part: dict[str, Any], named: frozenset[str]) -> Iterator[str]:
        kind, place = part.get("type"), part.get("query_location")
        if part.get("class") == "FUNCTION" and str(part["function_name"]).casefold() in _BESIDE:
            raise self._refused(str(part["function_name"]), place)
        if "class" in part or not isinstance(kind, str):
            return
        if kind not in _READING:
            raise SqlError(say("sql.only_reads"))
        if kind == "TABLE_FUNCTION" and str(part["function"].get("function_name")).casefold() not in _ROWS:
            raise self._refused(str(part["function"].get("function_name")), place)
        if kind == "SHOW_REF" and part["query"] is None and part["table_name"].strip('"') != "tables":
            raise SqlError(say("sql.only_reads"))
        if kind == "BASE_TABLE":
            path = [str(step).casefold() for step in part["qualified_name"]["path"]]
            if path[-1] in self.tables and path[:-1] in ([], ["main"]):
                if len(path) > 1 or path[0] not in named:
                    yield path[-1]
            elif len(path) > 1 or path[0] not in named:
                name = ".".join(map(str, part["qualified_name"]["path"]))
                raise self._at(place, say("sql.no_table", name=name, known=list(self.tables)))

    def _refused(self, name: str, place: Any) -> SqlError:
        return self._at(place, say("sql.refused", name=name))

    def _at(self, place: Any, sentence: str) -> SqlError:
        return located(self.text, place if isinstance(place, int) and place != _NOWHERE else None, sentence)
