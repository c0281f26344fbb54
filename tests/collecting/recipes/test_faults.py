"""What does not fit its files is said with its place, and no row is ever lost on the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footpath.collecting.importers._importer import Unreadable


def test_an_ambiguous_date_in_an_expression_is_asked_for(read) -> None:
    with pytest.raises(Unreadable, match=r"can be read as .* Say which under types:"):
        read(
            """
            tables: {a: {file: a.csv, steps: [{where: "day > DATE '2024-01-01'"}]}}
            events: [{from: a, event: =X, customer: who, time: =2024-01-01}]
            """,
            a="who,day\nx,03/04/2024\ny,05/06/2024\n",
        )


EVENT = "{from: a, event: =X, customer: who, time: at}"


@pytest.mark.parametrize(
    ("table", "event", "sentence"),
    [
        ("{file: b.csv}", EVENT, "No file is called b.csv"),
        ("{file: a.csv}", EVENT.replace("who", "whom"), "has no column 'whom'"),
        ("{file: a.csv, encoding: klingon}", EVENT, "is no encoding"),
        ("{file: a.csv, types: {n: speed}}", EVENT.replace("at}", "at, where: n > 1}"), "'speed' is no type"),
        ("{file: a.csv, steps: [{repeat: n}]}", EVENT, "is not a whole number"),
        ("{file: a.csv, steps: [{split: m, by: x}]}", EVENT, "There is no column 'm'"),
        ("{file: a.csv, timezone: Mars}", EVENT, "Mars"),
        ("{file: a.csv}", EVENT.replace("at}", "at, where: who > 3}"), "cannot be reckoned"),
    ],
)
def test_what_does_not_fit_the_files_is_said_with_its_place(read, table: str, event: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(f"tables: {{a: {table}}}\nevents: [{event}]", a="who,at,n\nx,2024-01-01,2.5\n")


CELL = st.sampled_from(["", "1", "2", "07", "x", "3.5", "ą"])
ROWS = st.lists(
    st.tuples(CELL, st.sampled_from(["", "2024-01-01", "2024-02-30", "2024-05-01 10:00"]), CELL), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(rows=ROWS, batch_rows=st.integers(1, 5))
def test_every_row_is_an_event_or_is_rejected_however_it_is_batched(read, rows, batch_rows: int) -> None:
    recipe = """
        tables: {a: {file: a.csv, types: {at: ymd}}}
        events: [{from: a, event: =X, customer: who, time: at}]
        """
    text = "who,at,n\nzz,2024-01-01,1\n" + "".join(f"{who},{at},{n}\n" for who, at, n in rows)
    events, rejected = read(recipe, batch_rows, a=text)
    assert len(events) + len(rejected) == len(rows) + 1
    whole, _ = read(recipe, 1000, a=text)
    assert sorted(e["time"] for e in whole) == sorted(e["time"] for e in events)
    assert [e["customer"] for e in whole] == [e["customer"] for e in events]
