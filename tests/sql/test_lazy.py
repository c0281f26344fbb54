"""Only what a question touches is made, and a filter means the same wherever it is applied."""

from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.sql import journeys
from footpath.sql.lazy import LazyTable
from footpath.store.snapshot import Kept
from footpath.workspace import Workspace


@pytest.fixture(scope="module")
def everything(workspace: Workspace) -> pa.Table:
    return workspace.sql("SELECT * FROM events").table


def columns_read(workspace: Workspace, query: str) -> set[str]:
    read: set[str] = set()
    column = Kept.column

    def watched(self: Kept, part: Any, merged: Any, name: str) -> Any:
        read.add(name)
        return column(self, part, merged, name)

    with patch.object(Kept, "column", watched):
        workspace.sql(query)
    return read


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("SELECT count(*) FROM events", {"time"}),
        ("SELECT count(DISTINCT customer) FROM events", set()),
        ("SELECT stage, count(*) FROM events GROUP BY 1", {"kind"}),
        ("SELECT name, sum(value) FROM events GROUP BY 1", {"kind", "value"}),
        ("SELECT country FROM customers", {"d:country"}),
        ("SELECT max(events) FROM customers", set()),
        ("SELECT count(*) FROM log", set()),
        ("SELECT name FROM stages", set()),
    ],
)
def test_only_the_columns_of_the_question_are_read(workspace: Workspace, query: str, read: set[str]) -> None:
    assert columns_read(workspace, query) == read


def test_the_first_rows_need_the_first_pieces_only(workspace: Workspace) -> None:
    """The engine reads ahead until 10 MB of rows wait."""
    made = []
    column = journeys._Piece.column

    def watched(self: Any, name: str) -> Any:
        made.append((self.whole.part.low, self.low))
        return column(self, name)

    with patch.object(journeys._Piece, "column", watched):
        workspace.sql("SELECT time, repeat('x', 100000) FROM events", rows=1)
    pieces = sum(1 for _ in journeys._pieces(workspace._store.snapshot()))
    assert pieces > 20
    assert 0 < len(set(made)) < pieces / 2


NAMES = st.sampled_from(["Product Viewed", "Order Completed", "Home Viewed", "nobody's", "Ad Clicked"])
CHANNELS = st.sampled_from(["web", "app", "ads", "nowhere"])
CONDITIONS = st.one_of(
    st.builds("name = {!r}".format, NAMES.filter(lambda name: "'" not in name)),
    st.builds("channel <> {!r}".format, CHANNELS),
    st.builds("channel IN ({!r}, {!r})".format, CHANNELS, CHANNELS),
    st.sampled_from(
        [
            "channel IS NULL", "stage IS NOT NULL", "stage >= 'D'", "touchpoint LIKE 'P%'", "value > 100",
            "value IS NULL", "NOT value < 50", "score >= 9", "scale = 'nps'", "country = 'PL'", "country IS NULL",
            '"order" = \'1st\'', '"a.b" = \'x\'', '"say ""hi""" = \'ja\'', '"Time_2" <> \'noon\'',
            "time >= '2026-10-01'", "time < '2026-10-01 12:00:00+02'", "arrival < 300", "kind_size = 'big'",
            "customer < '8'", "key = 'zoe'", "name = 'Order Completed' OR channel = 'ads'", "late = 'true'",
        ]
    ),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), st.sampled_from([" AND ", " OR "]))
def test_a_filter_holds_the_rows_that_it_holds_in_a_plain_table(
    workspace: Workspace, everything: pa.Table, conditions: list[str], word: str
) -> None:
    """The oracle: the same condition by the same engine over a table in memory, where nothing is left to us."""
    import duckdb

    condition = word.join(f"({one})" for one in conditions)
    with duckdb.connect() as plain:
        plain.register("events", everything)
        plain.execute("SET TimeZone = 'Europe/Warsaw'")
        wanted = plain.sql(f"SELECT arrival FROM events WHERE {condition} ORDER BY 1").fetchall()
    found = workspace.sql(f"SELECT arrival FROM events WHERE {condition} ORDER BY 1").rows
    assert [row["arrival"] for row in found] == [arrival for (arrival,) in wanted]


def test_a_filter_over_kinds_is_answered_once_a_kind(workspace: Workspace) -> None:
    filtered = []
    batches = LazyTable._batch

    def watched(self: Any, piece: Any, names: Any, schema: Any) -> Any:
        filtered.append(names)
        return batches(self, piece, names, schema)

    with patch.object(LazyTable, "_batch", watched):
        workspace.sql("SELECT arrival FROM events WHERE name = 'Order Completed' AND channel = 'web'")
        assert filtered
        assert all(names == ["arrival"] for names in filtered)
        filtered.clear()
        workspace.sql("SELECT arrival FROM events WHERE name = 'no such kind'")
        assert filtered == []
