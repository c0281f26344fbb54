"""Newcombe's interval of a difference of shares, against his published example, and how rows are paired."""

from math import sqrt
from statistics import NormalDist

import pytest

from footpath.analyses._difference import corrected, differences, keys_of
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


def shares(*rows: tuple[str, int, int]) -> list[dict[str, object]]:
    return [{"name": name, "customers": part, "of": whole, **share(part, whole)} for name, part, whole in rows]


def test_shares_are_tested_and_corrected_for_all_of_them() -> None:
    rows, others = shares(("A", 80, 100), ("B", 50, 100), ("C", 1, 0)), shares(("A", 40, 100), ("B", 52, 100))
    heads = ("name", "customers", "share", "low", "high")
    found = differences(rows, others, heads, ("name",), {"share": ("customers", "of")})
    about = corrected(found)
    assert (about["tests"], about["differ"], about["level"]) == (2, 1, 0.05)
    by = {(row["name"], row["measure"]): (row["p"], row["p_adjusted"]) for row in found}
    p = {name: by[name, "share"][0] for name in "AB"}
    assert p["A"] == pytest.approx(2 * NormalDist().cdf(-sqrt(100 / 3)), rel=1e-4)
    assert p["B"] == pytest.approx(0.777, abs=1e-3)
    assert by["A", "share"][1] == pytest.approx(2 * p["A"])
    assert by["B", "share"][1] == pytest.approx(p["B"])
    assert by["C", "share"] == by["A", "customers"] == (None, None)
