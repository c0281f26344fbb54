"""The content of an event, by which it is known again: what its cells say, not the types that were found for them."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from footpath.collecting._types import BOOL, FLOAT
from footpath.store.hashing import contents
from footpath.store.kernels.values import number_in


def _number(text: str) -> float:
    data = np.frombuffer(b"ab" + text.encode() + b"9", np.uint8)
    return float(number_in(data, 2, 2 + len(text.encode())))


def _ids(columns: dict[str, Sequence[Any]]) -> list[tuple[int, int]]:
    high, low = contents(pa.table({name: pa.array(cells) for name, cells in columns.items()}))
    return list(zip(high.tolist(), low.tolist(), strict=True))


@given(st.one_of(st.text("0123456789.-+eEtruefalsTRUEFALS", max_size=12), st.integers(-(10**18), 10**18).map(str)))
@example("-0")
@example("1e22")
@example("123456789012345678")
@example("0.1")
@example("TRUE")
@example("tRUE")
def test_a_number_is_read_as_python_reads_it_and_nothing_else_is(text: str) -> None:
    found = _number(text)
    if re.match(BOOL, text):
        assert found == (text.lower() == "true")
    elif not re.match(FLOAT, text):
        assert np.isnan(found)
    elif not np.isnan(found):
        assert found == float(text)
    else:
        mantissa = re.sub(r"[eE].*|[-.]", "", text)
        assert int(mantissa) >= 2**53 or len(mantissa) > 18 or abs(float(text)) > 1e22 or "e" in text.lower()


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_short_decimals_are_exact(whole: int, places: int) -> None:
    text = f"{whole // 10**6}.{whole % 10**6:06d}"[: -places or None].rstrip(".")
    if re.match(FLOAT, text):
        assert _number(text) == float(text)


def test_a_cell_counts_alike_whatever_its_column_was_taken_for() -> None:
    texts = ["0", "1.5", "-2", "570306133677760513", "true"]
    typed: list[Any] = [0, 1.5, -2, 570306133677760513, True]
    for text, value in zip(texts, typed, strict=True):
        assert _ids({"a": [text]}) == _ids({"a": [value]})
    assert _ids({"a": ["7", "x"]})[1] == _ids({"a": [7, None], "a_text": [None, "x"]})[1]


def test_columns_count_by_name_in_any_order_and_absent_cells_not_at_all() -> None:
    assert _ids({"a": ["x"], "b": ["y"]}) == _ids({"b": ["y"], "a": ["x"]})
    assert _ids({"a": ["x"], "b": [None]}) == _ids({"a": ["x"]})
    assert _ids({"a": ["x", "x"], "b": [None, "y"]})[0] == _ids({"a": ["x"]})[0]
    assert _ids({"a": ["x"], "b": ["y"]}) != _ids({"a": ["y"], "b": ["x"]})


@pytest.mark.parametrize(("one", "other"), [("07", "7"), ("+7", "7"), ("x", "X"), ("", "0"), ("1e400", "1e401")])
def test_texts_that_are_no_plain_numbers_stay_apart(one: str, other: str) -> None:
    assert _ids({"a": [one]}) != _ids({"a": [other]})


@given(
    st.lists(
        st.tuples(st.sampled_from(["1", "2", "x", None]), st.sampled_from(["1", "", None])), min_size=1, max_size=9
    )
)
def test_rows_have_one_content_only_if_they_say_the_same(rows: list[tuple[str | None, str | None]]) -> None:
    ids = _ids(
        {"a": pa.array([a for a, _ in rows], pa.large_string()), "b": pa.array([b for _, b in rows], pa.large_string())}
    )
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            assert (ids[i] == ids[j]) == (row == other)
