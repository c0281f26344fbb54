"""The contract of the shelf: what an analysis is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from footpath.definitions.model import Definitions
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind


@dataclass(frozen=True)
class Frame:
    """What an analysis is asked about: period, dictionary of kinds, definitions.

    ``start_ms`` inclusive, ``end_ms`` exclusive (UTC ms): events outside are not seen. ``data_end_ms``:
    the newest event of the store (or now when live): who still has time is judged by it. ``kinds``: all
    kinds, index = code (code 0 is never used). ``touchpoint_of`` uint16[len(kinds)], index into
    ``definitions.touchpoints`` or NONE. ``stage_of`` uint16[len(touchpoints)], index into
    ``definitions.stages`` or NONE.
    """

    start_ms: int
    end_ms: int
    data_end_ms: int
    kinds: list[Kind]
    definitions: Definitions
    touchpoint_of: npt.NDArray[np.uint16]
    stage_of: npt.NDArray[np.uint16]
    timezone: str = "UTC"


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

    @abstractmethod
    def columns(self, frame: Frame) -> tuple[str, ...]:
        """Columns of ``Journeys`` that ``fold`` reads."""

    @abstractmethod
    def zero(self, frame: Frame) -> Any:
        """The partial answer of no journeys at all (the neutral element of addition)."""

    @abstractmethod
    def fold(self, journeys: Journeys, frame: Frame) -> Any:
        """Partial answer of these journeys. Pure; releases the GIL; called from several threads."""

    @abstractmethod
    def answer(self, partial: Any, frame: Frame) -> dict[str, Any]:
        """The answer as JSON-ready values, without ``period`` and ``snapshot`` (the caller adds these)."""

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of the answer's main table (``.table`` of a result, CSV export), each with the columns ``heads``."""
        raise NotImplementedError
