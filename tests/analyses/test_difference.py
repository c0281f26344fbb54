"""Newcombe's interval of a difference of shares, against his published example, and how rows are paired."""

import pytest

from footpath.analyses._difference import differences, keys_of
from footpath.analyses._intervals import share


def test_newcombe_1998_method_10() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 873-890, table II (a): 56/70 - 48/80, interval 0.0524 to 0.3339."""
    one, two = ({"name": "x", **share(part, whole)} for part, whole in ((56, 70), (48, 80)))
    [row] = differences([one], [two], ("name", "share", "low", "high"), ("name",))
    assert row["difference"] == pytest.approx(0.2, abs=1e-6)
    assert (row["low"], row["high"]) == (pytest.approx(0.0524, abs=2e-4), pytest.approx(0.3339, abs=2e-4))


def test_rows_of_equal_keys_are_paired_in_order_and_what_is_missing_is_null() -> None:
    rows = [{"name": "A", "n": 3}, {"name": "A", "n": 2}]
    others = [{"name": "A", "n": 1}, {"name": "B", "n": 9}]
    found = differences(rows, others, ("name", "n"), keys_of([*rows, *others], ("name", "n"), ()))
    assert [(row["name"], row["value"], row["other"], row["difference"]) for row in found] == [
        ("A", 3, 1, 2), ("A", 2, None, None), ("B", None, 9, None)
    ]  # fmt: skip


def test_means_with_intervals_have_one_of_their_difference() -> None:
    """Symmetric intervals add in squares: 3 +- 0.3 less 1 +- 0.4 is 2 +- 0.5."""
    heads = ("name", "value", "low", "high", "n")
    rows = [
        {"name": "x", "value": value, "low": value - half, "high": value + half, "n": 9}
        for value, half in ((3, 0.3), (1, 0.4))
    ]
    found = {row["measure"]: row for row in differences(rows[:1], rows[1:], heads, ("name",))}
    assert (found["value"]["low"], found["value"]["high"]) == (pytest.approx(1.5), pytest.approx(2.5))
    assert (found["n"]["low"], found["n"]["high"]) == (None, None)
