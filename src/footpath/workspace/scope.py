"""Of whom, of which events and when a question is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import FIRST_EVENT, Analysis, Frame
from footpath.audiences import filters
from footpath.audiences.kernels import first_code, newest_code
from footpath.audiences.members import members, needed
from footpath.audiences.rule import parse
from footpath.audiences.terms import Rule
from footpath.store import source as sources
from footpath.store.engines._engine import Engine
from footpath.store.engines.threads import HERE
from footpath.store.journeys import Journeys
from footpath.store.snapshot import Snapshot
from footpath.store.source import Source
from footpath.vocabulary.said import say
from footpath.workspace.folder import Cancelled, WorkspaceError
from footpath.workspace.properties import Properties
from footpath.workspace.saving import rule_of

Period = tuple[str | date | datetime | None, str | date | datetime | None]
#: Groups of a breakdown with a row of their own; the customers of all others are one, and those without a value.
MOST_GROUPS = 12
NEWEST = "newest"  #: whose value counts of a trait: the newest event that has one

Blocks = list[Callable[[], Journeys]]


@dataclass(frozen=True)
class Scope:
    """``period``: (from, to), to exclusive; ``audience``: only these customers; ``where``: only these events."""

    period: Period | None = None
    audience: str | None = None
    where: str | None = None


@dataclass(frozen=True)
class Values:
    """Which value of a column a customer has in a breakdown: of a trait the newest; else the one that ``analysis``
    takes, or that of the first event in the period that has one."""

    column: str
    at: str
    analysis: Analysis

    def columns(self, frame: Frame) -> tuple[str, ...]:
        """The columns of journeys that are read."""
        asked = () if self.at in (NEWEST, FIRST_EVENT) else self.analysis.columns(frame)
        return tuple(dict.fromkeys(("time", self.column, *asked)))

    def codes(self, journeys: Journeys, frame: Frame) -> npt.NDArray[np.int64]:
        """int64[customers]: the code of each one's value, 0 where there is none, below 0 where nobody counts him."""
        codes = journeys.columns[self.column]
        if self.at == NEWEST:
            return newest_code(journeys.offsets, codes).astype(np.int64)  # type: ignore[no-any-return]
        if self.at != FIRST_EVENT:
            return self.analysis.valued(journeys, frame, codes)
        first = first_code(journeys.offsets, codes, journeys.columns["time"], frame.start_ms, frame.end_ms)
        return first.astype(np.int64)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Groups:
    """The groups of a breakdown: ``names`` of those with most customers; then one for the other values, where there
    are more, and one for customers without a value, where there are some. ``of`` uint8[codes]: the group of a code;
    ``values``: which code a customer has."""

    values: Values
    names: list[str | None]
    other: bool
    of: npt.NDArray[np.uint8]

    def codes(self, journeys: Journeys, frame: Frame) -> npt.NDArray[np.uint8]:
        """The group of each customer of a block: uint8[n]; of those who do not count, the first."""
        codes = self.values.codes(journeys, frame)
        return np.where(codes < 0, np.uint8(0), self.of[codes])

    def marked(self, journeys: Journeys, frame: Frame) -> Journeys:
        """The block with the group of each customer."""
        return replace(journeys, groups=self.codes(journeys, frame))


@dataclass(frozen=True)
class CustomersOfValues:
    """How many customers have each value of a column: int64[values]."""

    values: Values
    size: int

    def zero(self, frame: Frame) -> npt.NDArray[np.int64]:
        return np.zeros(self.size, np.int64)

    def fold(self, journeys: Journeys, frame: Frame) -> npt.NDArray[np.int64]:
        codes = self.values.codes(journeys, frame)
        return np.bincount(codes[(journeys.include == 1) & (codes >= 0)], minlength=self.size)


@dataclass(frozen=True)
class OfAudience:
    """Leaves the customers whom a rule holds."""

    rule: Rule

    def __call__(self, journeys: Journeys, frame: Frame) -> Journeys:
        return replace(journeys, include=members(self.rule, journeys, frame.properties, frame))


@dataclass(frozen=True)
class OfEvents:
    """Leaves the events that a rule holds."""

    rule: Rule

    def __call__(self, journeys: Journeys, frame: Frame) -> Journeys:
        return filters.filtered(self.rule, journeys, frame.properties, frame)


def source_of(snapshot: Snapshot, columns: tuple[str, ...], frame: Frame, scope: Scope) -> Source:
    """The journeys of a snapshot as ``scope`` wants them. AudienceError where a rule names what is not there."""
    rule = rule_of(snapshot.store.database, scope.audience) if scope.audience else None
    where = parse(scope.where) if scope.where else None
    wanted = dict.fromkeys(columns)
    if rule is not None:
        wanted |= dict.fromkeys(needed(rule, frame.properties, frame))
    if where is not None:
        wanted |= dict.fromkeys(("kind", *filters.columns_of(where, frame.properties, frame)))
    source = sources.source_of(snapshot, tuple(wanted))
    if rule is not None:
        source = source.then(OfAudience(rule))
    return source if where is None else source.then(OfEvents(where))


def blocks(
    snapshot: Snapshot, columns: tuple[str, ...], frame: Frame, scope: Scope, cancelled: Callable[[], bool]
) -> Blocks:
    """The same, to be read in this process. Cancelled is raised instead of a block once that was asked."""
    return source_of(snapshot, columns, frame, scope).blocks(frame, partial(go_on, cancelled))


def go_on(cancelled: Callable[[], bool]) -> None:
    """Raises Cancelled where nobody waits for the answer any more."""
    if cancelled():
        raise Cancelled("Cancelled.")


def reading(frame: Frame, columns: tuple[str, ...]) -> Frame:
    """The frame with the dictionaries of these columns alone: it may be sent to other machines."""
    properties = frame.properties
    return replace(frame, properties=properties.of(columns)) if isinstance(properties, Properties) else frame


def groups_of(
    snapshot: Snapshot,
    analysis: Analysis,
    name: str,
    frame: Frame,
    scope: Scope,
    cancelled: Callable[[], bool],
    engine: Engine = HERE,
) -> Groups:
    """The groups of a breakdown by a property or dimension. WorkspaceError where there is none that is a column.

    Of a trait the customer's newest value counts, of another property that of the event which the analysis says.
    """
    column = frame.properties.find(name)
    if column is None or not column.declared:
        known = ", ".join(frame.properties.names()[:12])
        raise WorkspaceError(say("workspace.no_property_column", name=name, known=known))
    values = Values(column.column, NEWEST if column.trait else analysis.valued_at(), analysis)
    source = source_of(snapshot, values.columns(frame), frame, scope)
    counting = CustomersOfValues(values, len(column.values))
    counts = engine.run(counting, reading(frame, source.columns), source, partial(go_on, cancelled))
    by_name: dict[str, int] = {}
    for value, count in zip(column.values[1:], counts[1:].tolist(), strict=True):
        by_name[value] = by_name.get(value, 0) + count
    ranked = sorted((value for value, count in by_name.items() if count), key=lambda value: (-by_name[value], value))
    shown, other = ranked[:MOST_GROUPS], len(ranked) > MOST_GROUPS
    place = {value: index for index, value in enumerate(shown)}
    of = np.array([place.get(value, len(shown)) for value in column.values], np.uint8)
    of[0] = len(shown) + other
    names = [*shown, *([None] if other else []), *([None] if counts[0] else [])]
    return Groups(values, names or [None], other, of)
