"""Two answers compared: row by row, measure by measure, with the interval of the difference where one exists."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

from footpath.analyses._testing import LEVEL, adjusted, two_shares
from footpath.vocabulary.said import parts_of, say

Row = dict[str, Any]
HEADS = ("measure", "value", "other", "difference", "low", "high")
TEST_HEADS = ("p", "p_adjusted")  #: of analyses whose shares are tested


def keys_of(rows: Sequence[Row], heads: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Columns that name a row: ``keys``, else those of text."""
    if keys:
        return tuple(keys)
    return tuple(name for name in heads if any(isinstance(row[name], str) for row in rows))


def differences(
    rows: Sequence[Row],
    others: Sequence[Row],
    heads: Sequence[str],
    keys: Sequence[str],
    test: Mapping[str, tuple[str, str]] | None = None,
) -> list[Row]:
    """One row a measure of every row that either answer has: ``value``, ``other``, ``difference``.

    ``low`` and ``high`` bound the difference at 95 % where both values have an interval of their own: the two columns
    right after a measure that end in low and high. From the two intervals, as of independent estimates (Newcombe 1998,
    method 10, for shares; Zou and Donner 2008, MOVER, for any); null for measures that have none. Rows of equal keys
    are paired in their order. ``test``: then ``p`` too, by share the columns that count its parts and their whole.
    """
    bounds = _bounds(heads)
    measures = [name for name in heads if name not in keys and not name.endswith(("low", "high"))]
    found = _keyed(rows, keys)
    against = _keyed(others, keys)
    result = []
    for key in dict.fromkeys([*found, *against]):
        here, there = found.get(key, {}), against.get(key, {})
        for measure in measures:
            value, other = here.get(measure), there.get(measure)
            if any(isinstance(one, bool | str | list | dict) for one in (value, other)):
                continue
            low, high = _interval((measure, *bounds[measure]), here, there) if measure in bounds else (None, None)
            result.append(
                dict(zip(keys, key[:-1], strict=True))
                | {"measure": measure, "value": value, "other": other, "difference": _less(value, other)}
                | {"low": low, "high": high}
                | ({"p": _p(test.get(measure), here, there)} if test else {})
            )
    return result


def corrected(differing: Sequence[Row]) -> Row:
    """Enters ``p_adjusted`` into rows of ``differences`` with ``p`` and says what was tested: ``{definition, said,
    level, tests, differ}``. The tests of one measure over all rows are one family."""
    families: dict[str, list[Row]] = {}
    for row in differing:
        row["p_adjusted"] = None
        if row["p"] is not None:
            families.setdefault(row["measure"], []).append(row)
    tests = [row for family in families.values() for row in family]
    for family in families.values():
        for row, p in zip(family, adjusted([row["p"] for row in family]), strict=True):
            row["p_adjusted"] = _digits(p)
    definition = say("definition.tested", tests=len(tests))
    differ = sum(row["p_adjusted"] <= LEVEL for row in tests)
    said = {"definition": str(definition), "said": parts_of(definition)}
    return {**said, "level": LEVEL, "tests": len(tests), "differ": differ}


def _p(columns: tuple[str, str] | None, here: Row, there: Row) -> float | None:
    """The p value of a share of which these columns hold the parts and of how many they are, where both are known."""
    if columns is None:
        return None
    part, whole, other, others = (side.get(name) for side in (here, there) for name in columns)
    return None if None in (part, whole, other, others) else _digits(two_shares(part, whole, other, others))  # type: ignore[arg-type]


def _digits(p: float | None) -> float | None:
    return None if p is None else float(f"{p:.6g}")


def _keyed(rows: Iterable[Row], keys: Sequence[str]) -> dict[tuple[Any, ...], Row]:
    seen: Counter[tuple[Any, ...]] = Counter()
    found = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        found[*key, seen[key]] = row
        seen[key] += 1
    return found


def _less(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else round(value - other, 6)


def _bounds(heads: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The columns that hold the interval of a measure."""
    triples = zip(heads, heads[1:], heads[2:], strict=False)
    return {name: (low, high) for name, low, high in triples if low.endswith("low") and high.endswith("high")}


def _interval(names: tuple[str, str, str], here: Row, there: Row) -> tuple[float | None, float | None]:
    bounds = [row.get(name) for row in (here, there) for name in names]
    if any(bound is None for bound in bounds):
        return None, None
    p, p_low, p_high, q, q_low, q_high = (float(bound) for bound in bounds if bound is not None)
    below = sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    above = sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return round(p - q - below, 6), round(p - q + above, 6)
