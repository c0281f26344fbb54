"""Of whom, of which events and when a question is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.audiences import filters
from footpath.audiences.kernels import first_code, newest_code
from footpath.audiences.members import members, needed
from footpath.audiences.rule import parse
from footpath.store.journeys import Journeys
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.said import say
from footpath.workspace.folder import Cancelled, WorkspaceError
from footpath.workspace.properties import Properties

Period = tuple[str | date | datetime | None, str | date | datetime | None]
#: Groups of a breakdown with a row of their own; the customers of all others are one, and those without a value.
MOST_GROUPS = 12

Blocks = list[Callable[[], Journeys]]


@dataclass(frozen=True)
class Scope:
    """``period``: (from, to), to exclusive; ``audience``: only these customers; ``where``: only these events."""

    period: Period | None = None
    audience: str | None = None
    where: str | None = None


@dataclass(frozen=True)
class Groups:
    """The groups of a breakdown: ``names`` of those with most customers; then one for the other values, where there
    are more, and one for customers without a value, where there are some. ``of`` uint8[codes]: the group of a code."""

    column: str
    trait: bool
    names: list[str | None]
    other: bool
    of: npt.NDArray[np.uint8]

    def codes(self, journeys: Journeys, frame: Frame) -> npt.NDArray[np.uint8]:
        """The group of each customer of a block: uint8[n]."""
        return self.of[_codes(journeys, self.column, self.trait, frame)]


def blocks(
    snapshot: Snapshot, columns: tuple[str, ...], frame: Frame, scope: Scope, cancelled: Callable[[], bool]
) -> Blocks:
    """The journeys of a snapshot as ``scope`` wants them. AudienceError where a rule names what is not there."""
    lookup = Properties(snapshot, frame.definitions.dimensions)
    rule = parse(scope.audience) if scope.audience else None
    where = parse(scope.where) if scope.where else None
    wanted = dict.fromkeys(columns)
    if rule is not None:
        wanted |= dict.fromkeys(needed(rule, lookup, frame))
    if where is not None:
        wanted |= dict.fromkeys(("kind", *filters.columns_of(where, lookup, frame)))

    def prepared(block: Callable[[], Journeys]) -> Journeys:
        if cancelled():
            raise Cancelled("Cancelled.")
        journeys = block()
        if rule is not None:
            journeys = replace(journeys, include=members(rule, journeys, lookup, frame))
        return journeys if where is None else filters.filtered(where, journeys, lookup, frame)

    return [lambda block=block: prepared(block) for block in snapshot.blocks(tuple(wanted))]  # type: ignore[misc]


def groups_of(snapshot: Snapshot, name: str, frame: Frame, scope: Scope, cancelled: Callable[[], bool]) -> Groups:
    """The groups of a breakdown by a property or dimension. WorkspaceError where there is none that is a column.

    Of a trait the customer's newest value counts, of another property that of the first event in the period that
    has one.
    """
    lookup = Properties(snapshot, frame.definitions.dimensions)
    column = lookup.find(name)
    if column is None or not column.declared:
        raise WorkspaceError(say("workspace.no_property_column", name=name, known=", ".join(lookup.names()[:12])))
    counts = np.zeros(len(column.values), np.int64)
    for block in blocks(snapshot, ("time", column.column), frame, scope, cancelled):
        journeys = block()
        codes = _codes(journeys, column.column, column.trait, frame)
        counts += np.bincount(codes[journeys.include == 1], minlength=len(counts))
    by_name: dict[str, int] = {}
    for value, count in zip(column.values[1:], counts[1:].tolist(), strict=True):
        by_name[value] = by_name.get(value, 0) + count
    ranked = sorted((value for value, count in by_name.items() if count), key=lambda value: (-by_name[value], value))
    shown, other = ranked[:MOST_GROUPS], len(ranked) > MOST_GROUPS
    place = {value: index for index, value in enumerate(shown)}
    of = np.array([place.get(value, len(shown)) for value in column.values], np.uint8)
    of[0] = len(shown) + other
    names = [*shown, *([None] if other else []), *([None] if counts[0] else [])]
    return Groups(column.column, column.trait, names or [None], other, of)


def _codes(journeys: Journeys, column: str, trait: bool, frame: Frame) -> npt.NDArray[np.uint32]:
    codes = journeys.columns[column]
    if trait:
        return newest_code(journeys.offsets, codes)  # type: ignore[no-any-return]
    return first_code(journeys.offsets, codes, journeys.columns["time"], frame.start_ms, frame.end_ms)  # type: ignore[no-any-return]
