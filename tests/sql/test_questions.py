"""Questions and answers: what is wrong is said with its place, and values arrive as they are."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from footpath.sql.faults import SqlError
from footpath.vocabulary.said import parts_of
from footpath.workspace import Workspace


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("", None, "Write a question in SQL"),
        ("  -- nothing\n", None, "Write a question in SQL"),
        ("SELECT 1; SELECT 2", None, "One statement at a time"),
        ("SELEC 1", "1:1", 'syntax error at or near "SELEC"'),
        ("SELECT *\nFROM evnts", "2:6", "There is no table evnts. There are: events, customers"),
        ("SELECT 'żółw 🐢',\n  nme FROM stages", "2:3", "There is no column nme. There are: id, name, place"),
        ("SELECT 'żółw 🐢', nme FROM stages", "1:18", "There is no column nme"),
        ("EXPLAIN SELECT nme FROM stages", "1:16", "There is no column nme"),
        ("SELECT shout(name) FROM stages", "1:8", "Scalar Function with name shout does not exist"),
        ("SELECT name, count(*) FROM stages", "1:8", "must appear in the GROUP BY"),
        ("SELECT 'x'::INTEGER FROM stages", "1:11", "Could not convert string 'x'"),
        ("SELECT ?", None, "Values were not provided"),
        ("SELECT error('no luck')", None, "no luck"),
        ("SELECT * FROM " + "(SELECT * FROM " * 400 + "stages" + ")" * 400, None, "nested too deeply"),
        ("SELECT " + "(" * 5000 + "1" + ")" * 5000, None, "expression depth"),
        ("SELECT '\ud800', nme FROM stages\0", "1:13", "There is no column nme"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(workspace: Workspace, query: str, where: str | None, words: str) -> None:
    with pytest.raises(SqlError) as refused:
        workspace.sql(query)
    assert words in str(refused.value)
    assert refused.value.where == where
    assert "\n" not in str(refused.value)
    codes = [part["code"] for part in parts_of(refused.value.args[0])]
    assert codes
    assert (codes[0] == "sql.at") == (where is not None)


def test_times_are_in_the_time_zone_of_the_workspace(workspace: Workspace) -> None:
    """Warsaw is two hours ahead in summer: the day of an event at 22:30 UTC is the next one there."""
    row = workspace.sql(
        "SELECT '2026-09-01 22:30:00+00'::TIMESTAMPTZ AS t, date_trunc('day', t) AS day, t::DATE AS d"
    ).rows[0]
    warsaw = ZoneInfo("Europe/Warsaw")
    assert row["day"] == datetime(2026, 9, 2, tzinfo=warsaw)
    assert row["day"].utcoffset() == timedelta(hours=2)
    assert row["d"] == date(2026, 9, 2)
    answer = workspace.sql("SELECT '2026-09-01 22:30:00+00'::TIMESTAMPTZ AS t").to_dict()
    assert answer["rows"] == [{"t": "2026-09-02T00:30:00+02:00"}]


def test_columns_of_one_name_get_names_of_their_own(workspace: Workspace) -> None:
    result = workspace.sql("SELECT 1 AS a, 2 AS a, 3 AS A, 4 AS a_2")
    assert result.heads == ["a", "a_2", "A_3", "a_2_2"]
    assert result.rows == [{"a": 1, "a_2": 2, "A_3": 3, "a_2_2": 4}]


def test_values_that_python_or_json_has_no_place_for(workspace: Workspace) -> None:
    result = workspace.sql(
        """
        SELECT INTERVAL '14 months 1 day 3 hours' + INTERVAL '1500 milliseconds' AS span,
               INTERVAL '-90 seconds' AS back,
               'infinity'::TIMESTAMPTZ AS never, '20000-01-01'::DATE AS far, 'nan'::DOUBLE AS nan,
               9007199254740993::HUGEINT AS big, [9007199254740993] AS bigs, 1.50::DECIMAL(9, 2) AS price,
               union_value(k := 1) AS either, {'a': [1, NULL]} AS nested, 'x'::BLOB AS raw, NULL AS nothing
        """
    )
    assert result.to_dict()["rows"] == [
        {
            "span": "1 year 2 months 1 day 03:00:01.5", "back": "-00:01:30", "never": None, "far": None, "nan": None,
            "big": "9007199254740993", "bigs": ["9007199254740993"], "price": 1.5, "either": "1",
            "nested": {"a": [1, None]}, "raw": "78", "nothing": None,
        }
    ]  # fmt: skip
    assert result.types[:2] == ["INTERVAL", "INTERVAL"]


def test_at_most_the_rows_that_were_asked_for_come(workspace: Workspace) -> None:
    events = workspace.status()["events"]
    for asked, more in ((0, True), (1, True), (events - 1, True), (events, False), (None, False)):
        result = workspace.sql("FROM events", rows=asked)
        assert (result.table.num_rows, result.more) == (events if asked is None else asked, more)


def test_an_answer_says_its_snapshot(workspace: Workspace) -> None:
    assert workspace.sql("SELECT 1").to_dict()["snapshot"]["events"] == workspace.status()["events"]
