"""Which customers a rule holds: evaluated block by block, over codes."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Protocol

import numpy as np
import numpy.typing as npt

from footpath.audiences.kernels import any_event, count_events, newest_known, newest_score
from footpath.audiences.terms import (
    All,
    Compare,
    Contains,
    Did,
    Either,
    Known,
    Listed,
    Not,
    OneOf,
    Reached,
    Rule,
    Score,
)
from footpath.audiences.tokens import AudienceError
from footpath.audiences.values import COMPARISONS, table_of
from footpath.definitions.lookup import kinds_of
from footpath.definitions.model import Definitions, Match
from footpath.store.journeys import Journeys
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.scales import SCALE_CODES

Members = npt.NDArray[np.uint8]
OfProperty = Compare | OneOf | Contains | Known
Leaf = OfProperty | Did | Reached | Score | Listed
KIND_FIELDS = ("channel", "surface")  # properties every event has; a property of the data with this name goes first
_EVER = -(2**63)


class Column(Protocol):
    """A property as a column of codes: ``values[code]`` is its text, code 0 is missing.

    ``trait``: the customer's newest known value counts; else any event's. ``declared`` false: the property
    lies in the log only and has no column.
    """

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def declared(self) -> bool: ...
    @property
    def trait(self) -> bool: ...
    @property
    def values(self) -> Sequence[str]: ...
    @property
    def column(self) -> str: ...


class ColumnLookup(Protocol):
    """Finds the column behind a name."""

    def find(self, name: str) -> Column | None: ...
    def names(self) -> Sequence[str]: ...


class Seen(Protocol):
    """What a rule is asked about (analyses ask the same of their frame). A rule sees whole journeys, not the period."""

    @property
    def data_end_ms(self) -> int: ...
    @property
    def kinds(self) -> Sequence[Kind]: ...
    @property
    def definitions(self) -> Definitions: ...
    @property
    def touchpoint_of(self) -> npt.NDArray[np.uint16]: ...


def needed(rule: Rule, lookup: ColumnLookup, frame: Seen) -> tuple[str, ...]:
    """Columns of ``Journeys`` that ``members`` reads. AudienceError where the rule names what is not there."""
    return tuple(sorted({column for term in leaves(rule) for column in _columns(term, lookup, frame)}))


def members(rule: Rule, journeys: Journeys, lookup: ColumnLookup, frame: Seen) -> Members:
    """1 for each customer of the block whom the rule holds: uint8[n]. O(events) for each part of the rule."""
    match rule:
        case All(parts=parts):
            return _joined(np.bitwise_and, [members(part, journeys, lookup, frame) for part in parts])
        case Either(parts=parts):
            return _joined(np.bitwise_or, [members(part, journeys, lookup, frame) for part in parts])
        case Not(part=part):
            return members(part, journeys, lookup, frame) ^ np.uint8(1)
        case Did(event=event, op=op, count=count, within=within):
            return _as_members(COMPARISONS[op](_counts(journeys, _events(event, frame), within, frame), count))
        case Reached(place=place, within=within):
            return _as_members(_counts(journeys, _place(place, frame), within, frame) > 0)
        case Score(scale=scale, op=op, value=value):
            columns = journeys.columns
            newest = newest_score(journeys.offsets, columns["scale"], columns["score"], SCALE_CODES[scale])
            return _as_members(COMPARISONS[op](newest, value) & ~np.isnan(newest))
        case Listed(codes=codes):
            return _as_members(np.isin(journeys.customers, np.frombuffer(codes or b"", "<u8"), assume_unique=True))
        case _:
            return _of_property(rule, journeys, lookup, frame)


def leaves(rule: Rule) -> Iterator[Leaf]:
    """The terms of a rule that are not made of others."""
    match rule:
        case All(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from leaves(part)
        case Not(part=part):
            yield from leaves(part)
        case _:
            yield rule


def _columns(term: Leaf, lookup: ColumnLookup, frame: Seen) -> tuple[str, ...]:
    match term:
        case Did(event=event):
            _events(event, frame)
            return "kind", "time"
        case Reached(place=place):
            _place(place, frame)
            return "kind", "time"
        case Score():
            return "scale", "score"
        case Listed():
            return ()
    column = column_of(term.name, lookup)
    if column is None:
        return ("value",) if term.name.casefold() == "value" else ("kind",)
    table_of(term, (), column.type)
    return (column.column,)


def _of_property(term: OfProperty, journeys: Journeys, lookup: ColumnLookup, frame: Seen) -> Members:
    column = column_of(term.name, lookup)
    if column is None and term.name.casefold() == "value":
        return _of_value(term, journeys)
    if column is None:
        field = KIND_FIELDS.index(term.name.casefold()) + 2
        codes, trait = journeys.columns["kind"], False
        table = table_of(term, [str(kind[field]) for kind in frame.kinds], "string")
    else:
        codes, trait = journeys.columns[column.column], column.trait
        table = table_of(term, column.values, column.type)
    missing = isinstance(term, Known) and not term.known
    found: Members = (newest_known if trait else any_event)(journeys.offsets, codes, table)
    return found ^ np.uint8(1) if missing else found


def _of_value(term: OfProperty, journeys: Journeys) -> Members:
    """The money of events. A plain comparison needs no look-up; for the rest each distinct amount is tested once."""
    amounts = np.asarray(journeys.columns["value"], np.float64)
    if isinstance(term, Compare) and isinstance(term.value, float):
        codes = _as_members(COMPARISONS[term.op](amounts, term.value) & ~np.isnan(amounts))
        table = np.array([0, 1], np.uint8)
    else:
        distinct, places = np.unique(amounts, return_inverse=True)
        codes = places.astype(np.uint32)
        table = table_of(term, ["" if np.isnan(amount) else repr(float(amount)) for amount in distinct], "number")
    found: Members = any_event(journeys.offsets, codes, table)
    return found ^ np.uint8(1) if isinstance(term, Known) and not term.known else found


def _counts(journeys: Journeys, table: Members, within: str | None, frame: Seen) -> npt.NDArray[np.int64]:
    since = _EVER if within is None else frame.data_end_ms - milliseconds(within)
    columns = journeys.columns
    counts: npt.NDArray[np.int64] = count_events(journeys.offsets, columns["kind"], table, columns["time"], since)
    return counts


def _joined(operation: np.ufunc, parts: Sequence[Members]) -> Members:
    joined: Members = operation.reduce(parts)
    return joined


def _as_members(held: npt.NDArray[np.bool_]) -> Members:
    return held.astype(np.uint8)


def column_of(name: str, lookup: ColumnLookup) -> Column | None:
    """The column of a property; None for channel, surface and value, which every event has."""
    column = lookup.find(name)
    if column is not None and column.declared:
        return column
    if column is not None:
        raise AudienceError(
            f"{name!r} has too many different values to be a column: it is kept in the log and shown with each "
            "customer, but rules cannot ask for it."
        )
    if name.casefold() in (*KIND_FIELDS, "value"):
        return None
    names = [*lookup.names(), *KIND_FIELDS, "value"]
    raise AudienceError(f"There is no property {name!r}.{_near(name, names, 'properties')}")


def _events(event: str, frame: Seen) -> Members:
    table = kinds_of([Match(name=event)], frame.kinds)
    if not table.any():
        names = [kind.name for kind in frame.kinds if kind.name]
        if event.casefold() in (place.casefold() for place in _places(frame.definitions)):
            raise AudienceError(f"{event!r} is no event but a place on the map: write reached {event!r}.")
        raise AudienceError(f"No event is called {event!r}.{_near(event, names, 'events')}")
    return table


def _place(place: str, frame: Seen) -> Members:
    """Kinds of the touchpoint or stage with this name or id: uint8[kinds]."""
    wanted, definitions = place.casefold(), frame.definitions
    stages = {stage.id for stage in definitions.stages if wanted in (stage.id.casefold(), stage.name.casefold())}
    held = [
        wanted in (touchpoint.id.casefold(), touchpoint.name.casefold()) or touchpoint.stage in stages
        for touchpoint in definitions.touchpoints
    ]
    if not stages and not any(held):
        raise AudienceError(
            f"No touchpoint or stage is called {place!r}.{_near(place, _places(definitions), 'places')}"
        )
    table = np.zeros(0x10000, np.uint8)
    table[: len(held)] = held
    return table[frame.touchpoint_of]


def _places(definitions: Definitions) -> list[str]:
    """Names of all stages and touchpoints."""
    return [stage.name for stage in definitions.stages] + [touchpoint.name for touchpoint in definitions.touchpoints]


def _near(wanted: str, names: Sequence[str], what: str) -> str:
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(wanted.casefold(), folded, 3, 0.6)
    if near:
        return f" Did you mean {' or '.join(repr(folded[name]) for name in near)}?"
    shown = list(dict.fromkeys(names))[:8]
    return f" The {what} are {', '.join(map(repr, shown))}{' …' if len(folded) > 8 else ''}." if shown else ""
