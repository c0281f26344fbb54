"""Which events a filter keeps: a rule over what each event carries, evaluated over codes."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from footpath.audiences.members import KIND_FIELDS, ColumnLookup, Seen, column_of, leaves, needed
from footpath.audiences.terms import All, Compare, Did, Either, Known, Listed, Not, Reached, Rule, Score
from footpath.audiences.tokens import AudienceError
from footpath.audiences.values import COMPARISONS, table_of
from footpath.store.journeys import Journeys

Kept = npt.NDArray[np.uint8]


def columns_of(rule: Rule, lookup: ColumnLookup, frame: Seen) -> tuple[str, ...]:
    """Columns of ``Journeys`` that ``kept`` reads. AudienceError where the rule asks for more than single events."""
    for term in leaves(rule):
        if isinstance(term, Did | Reached | Score | Listed):
            raise AudienceError(
                f"A filter is about single events: {term.text()} is about customers. Ask for it as an audience."
            )
    return needed(rule, lookup, frame)


def kept(rule: Rule, journeys: Journeys, lookup: ColumnLookup, frame: Seen) -> Kept:
    """1 for each event of the block that the rule holds: uint8[events]. A property is that of the event itself."""
    match rule:
        case All(parts=parts):
            return _joined(np.bitwise_and, [kept(part, journeys, lookup, frame) for part in parts])
        case Either(parts=parts):
            return _joined(np.bitwise_or, [kept(part, journeys, lookup, frame) for part in parts])
        case Not(part=part):
            return kept(part, journeys, lookup, frame) ^ np.uint8(1)
        case Did() | Reached() | Score() | Listed():
            raise AudienceError(f"A filter is about single events: {rule.text()} is about customers.")
    column = column_of(rule.name, lookup)
    missing = np.uint8(isinstance(rule, Known) and not rule.known)
    if column is not None:
        codes = journeys.columns[column.column]
        found: Kept = table_of(rule, column.values, column.type)[codes] ^ missing
        return found
    if rule.name.casefold() == "value":
        return _of_value(rule, np.asarray(journeys.columns["value"], np.float64)) ^ missing
    field = KIND_FIELDS.index(rule.name.casefold()) + 2
    table = table_of(rule, [str(kind[field]) for kind in frame.kinds], "string")
    of_kind: Kept = table[journeys.columns["kind"]] ^ missing
    return of_kind


def filtered(rule: Rule, journeys: Journeys, lookup: ColumnLookup, frame: Seen) -> Journeys:
    """The block with the code of no kind for every event that the rule does not hold: no analysis counts it."""
    kind = journeys.columns["kind"]
    left = np.where(kept(rule, journeys, lookup, frame) == 1, kind, kind.dtype.type(0))
    return replace(journeys, columns={**journeys.columns, "kind": left}, unfiltered=kind)


def _of_value(rule: Rule, amounts: npt.NDArray[np.float64]) -> Kept:
    if isinstance(rule, Compare) and isinstance(rule.value, float):
        held: npt.NDArray[np.bool_] = COMPARISONS[rule.op](amounts, rule.value) & ~np.isnan(amounts)
        return held.astype(np.uint8)
    distinct, places = np.unique(amounts, return_inverse=True)
    texts = ["" if np.isnan(amount) else repr(float(amount)) for amount in distinct]
    found: Kept = table_of(rule, texts, "number")[places]  # type: ignore[arg-type]
    return found


def _joined(operation: np.ufunc, parts: Sequence[Kept]) -> Kept:
    joined: Kept = operation.reduce(parts)
    return joined
