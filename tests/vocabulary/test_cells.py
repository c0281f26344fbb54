"""Cells of an exported CSV file never become formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.vocabulary.cells import csv_lines, safe_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=HYPERLINK(1)"]
)
def test_formulas_are_made_plain(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1, 1.5, 0, True, None, "-1", "+48.5", "-1e-3", ".5", "Anna", "a=b", "旅程"])
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert safe_cell(value) == value


@given(st.lists(st.fixed_dictionaries({"name": st.text(), "count": st.integers()})))
def test_what_is_written_reads_back(rows: list[dict[str, object]]) -> None:
    text = "".join(csv_lines(["name", "count"], rows))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert read[0] == ["name", "count"]
    assert [row[1] for row in read[1:]] == [str(row["count"]) for row in rows]
    texts = [row[0] for row in read[1:]]
    assert [text for text in texts if text[:1] in set("=@\t\r")] == []
    assert [text for text in texts if text[:1] in set("+-") and not is_number(text)] == []


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
