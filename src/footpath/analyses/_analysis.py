"""The contract of the shelf: what an analysis is."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from footpath.audiences.members import Column, ColumnLookup
from footpath.definitions.model import Definitions
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.said import say


class UnknownProperty(ValueError):
    """A name that is no property or dimension with a column; the message is a sentence."""


class NoProperties:
    """The look-up of a frame that has none."""

    def find(self, name: str) -> Column | None:
        return None

    def names(self) -> Sequence[str]:
        return ()


@dataclass(frozen=True)
class Frame:
    """What an analysis is asked about: period, dictionary of kinds, definitions.

    ``start_ms`` inclusive, ``end_ms`` exclusive (UTC ms): events outside are not seen. ``data_end_ms``:
    the newest event of the store (or now when live): who still has time is judged by it. ``kinds``: all
    kinds, index = code (code 0 is never used). ``touchpoint_of`` uint16[len(kinds)], index into
    ``definitions.touchpoints`` or NONE. ``stage_of`` uint16[len(touchpoints)], index into
    ``definitions.stages`` or NONE. ``properties``: the columns behind properties and dimensions by name.
    """

    start_ms: int
    end_ms: int
    data_end_ms: int
    kinds: list[Kind]
    definitions: Definitions
    touchpoint_of: npt.NDArray[np.uint16]
    stage_of: npt.NDArray[np.uint16]
    timezone: str = "UTC"
    properties: ColumnLookup = NoProperties()  # noqa: RUF009 (it has no state)

    def property(self, name: str) -> Column:
        """The column of a property or dimension. UnknownProperty where it has none."""
        column = self.properties.find(name)
        if column is None or not column.declared:
            raise UnknownProperty(
                say("workspace.no_property_column", name=name, known=", ".join(self.properties.names()[:12]) or "-")
            )
        return column


#: Whose value counts in a breakdown, unless the analysis says otherwise.
FIRST_EVENT = "first_event"
#: What a count counts.
UNITS = ("customers", "events", "sessions", "moves", "touches", "answers")


class NoCell(ValueError):
    """The answer has no such row, or nobody can be said to stand behind it."""

    def __init__(self, cell: Mapping[str, Any]) -> None:
        self.row = ", ".join(f"{name} = {value}" for name, value in cell.items())
        super().__init__(f"The answer has no row with {self.row or 'nothing'}.")


class Partial(Protocol):
    """A partial answer: frozen, picklable, and it adds (associative, commutative)."""

    def __add__(self, other: Self) -> Self: ...


class Analysis(BaseModel, ABC):
    """An analysis declared once: parameters as fields with descriptions; ``fold`` and ``answer``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: ClassVar[str]  # the one word: file, class, route, command
    picture: ClassVar[str]  # generic view of the web page
    example: ClassVar[dict[str, Any]]  # parameters that run on any store
    heads: ClassVar[tuple[str, ...]]  # columns of the main table, in order: known also where it has no row
    keys: ClassVar[tuple[str, ...]] = ()  # columns that name a row when two answers are compared; none: those of text
    counted: ClassVar[Mapping[str, str]] = {}  # columns that say who stands behind a cell, and what they count (UNITS)
    tested: ClassVar[Mapping[str, tuple[str, str]]] = {}  # shares that a comparison tests: what is counted, of how many

    @abstractmethod
    def columns(self, frame: Frame) -> tuple[str, ...]:
        """Columns of ``Journeys`` that ``fold`` reads."""

    @abstractmethod
    def zero(self, frame: Frame) -> Any:
        """The partial answer of no journeys at all (the neutral element of addition)."""

    @abstractmethod
    def fold(self, journeys: Journeys, frame: Frame) -> Any:
        """Partial answer of these journeys. Pure; releases the GIL; called from several threads."""

    def valued_at(self) -> str:
        """Whose value counts in a breakdown by an event's property: ``first_event``, the first in the period that has
        one. An analysis that knows a better one says which, and gives it in ``valued``."""
        return FIRST_EVENT

    def valued(self, journeys: Journeys, frame: Frame, codes: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.int64]:
        """int64[customers]: the code of each customer's value, 0 where it has none, below 0 where the analysis does not
        count the customer. ``codes`` uint[events]: of the property. Asked where ``valued_at`` is not
        ``first_event``."""
        raise NotImplementedError

    @abstractmethod
    def answer(self, partial: Any, frame: Frame) -> dict[str, Any]:
        """The answer as JSON-ready values, without ``period`` and ``snapshot`` (the caller adds these)."""

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of the answer's main table (``.table`` of a result, CSV export), each with the columns ``heads``."""
        raise NotImplementedError

    def paired(
        self, answer: dict[str, Any], other: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of two answers as they are compared: those of their tables, with the columns that ``tested`` names.

        A row that one of them lacks is unknown there. Where it is known to be nothing, an analysis overrides this and
        says so.
        """
        return self.table(answer), self.table(other)

    def held(self, whole: Any, frame: Frame, cell: Mapping[str, Any], measure: str) -> Callable[[Any], int]:
        """How much of a cell a partial answer holds: a count that adds, and is 0 for customers who are not in it.

        ``cell``: the row by its ``keys``; ``measure``: one of ``counted``; ``whole``: the partial answer of everyone.
        NoCell where there is no such row. As it stands here it reads ``table``: an analysis whose table leaves rows
        out, or gathers them, overrides it.
        """

        def row(partial: Any) -> dict[str, Any] | None:
            rows = self.table(self.answer(partial, frame))
            return next((row for row in rows if all(row[key] == cell.get(key) for key in self.keys)), None)

        def held(partial: Any) -> int:
            return int((row(partial) or {}).get(measure) or 0)

        if row(whole) is None:
            raise NoCell(cell)
        return held
