"""Comparing the values of a property with what a rule says: once for each distinct value, never for each event."""

import operator
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.audiences.terms import Compare, Contains, Known, Moment, OneOf, Value, value_text
from footpath.audiences.tokens import AudienceError

Table = npt.NDArray[np.uint8]
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def table_of(term: Compare | OneOf | Contains | Known, values: Sequence[str], type_: str) -> Table:
    """1 for each value that the term holds for: uint8[len(values)]. The empty text is "missing": never 1.

    ``type_``: string, number or boolean. A value that cannot be compared (text with a number) is not a match,
    for ``!=`` and ``not in`` neither. AudienceError where no value of this type could ever match.
    """
    test = _test(term, type_)
    return np.array([bool(value) and test(value) for value in values], np.uint8)


def _test(term: Compare | OneOf | Contains | Known, type_: str) -> Callable[[str], bool]:
    match term:
        case Known():
            return lambda value: True
        case Contains(part=part, negated=negated):
            folded = part.casefold()
            return lambda value: (folded in value.casefold()) != negated
        case OneOf(name=name, values=values, negated=negated):
            tests = [_comparison(name, "=", value, type_) for value in values]
            return lambda value: any(test(value) for test in tests) != negated
        case Compare(name=name, op=op, value=value):
            return _comparison(name, op, value, type_)


def _comparison(name: str, op: str, value: Value, type_: str) -> Callable[[str], bool]:
    compare = COMPARISONS[op]
    if type_ == "boolean":
        wanted = value if isinstance(value, bool) else _TRUTH.get(str(_bare(value)).casefold())
        if wanted is None or op not in ("=", "!="):
            raise AudienceError(f"{name!r} is true or false. Write {name} = true, not {op} {value_text(value)}.")
        return lambda text: compare(_TRUTH.get(text.casefold()), wanted)
    if type_ == "number":
        number = _number(str(_bare(value))) if not isinstance(value, bool) else None
        if number is None:
            raise AudienceError(f"{name!r} holds numbers. Compare it with a number, not with {value_text(value)}.")
        return lambda text: (found := _number(text)) is not None and bool(compare(found, number))
    if isinstance(value, bool):
        return lambda text: (found := _TRUTH.get(text.casefold())) is not None and bool(compare(found, value))
    if isinstance(value, float):
        return lambda text: (found := _number(text)) is not None and bool(compare(found, value))
    if isinstance(value, Moment):
        whole_day = len(value.date) == len("2026-09-01")
        moment = _moment(value.date, whole_day)
        return lambda text: (found := _moment(text, whole_day)) is not None and bool(compare(found, moment))
    folded = value.casefold()
    return lambda text: bool(compare(text.casefold(), folded))


def _bare(value: Value) -> bool | float | str:
    return value.date if isinstance(value, Moment) else value


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _moment(text: str, whole_day: bool) -> date | datetime | None:
    """The day, or the moment in UTC (a time without zone is taken as UTC); None where ``text`` is no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if whole_day:
        return moment.date()
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
