"""The contract of the shelf: what an engine is. Engines know no analysis, and analyses no engine."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from footpath.store.faults import EngineError
from footpath.store.journeys import Journeys
from footpath.store.source import Source

__all__ = ["Engine", "EngineError", "Folds", "Frame"]

Frame = TypeVar("Frame", contravariant=True)


class Folds(Protocol[Frame]):
    """What an engine knows of an analysis: folds give partial answers, and these add."""

    def zero(self, frame: Frame) -> Any: ...

    def fold(self, journeys: Journeys, frame: Frame) -> Any: ...


class Engine(BaseModel, ABC):
    """Where journeys are folded, declared once: parameters as fields with descriptions; ``run``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: ClassVar[str]  # the one word: file, --engine
    example: ClassVar[dict[str, Any]]  # parameters as somebody would write them

    @abstractmethod
    def run(self, analysis: Folds[Any], frame: Any, source: Source, go_on: Callable[[], None]) -> Any:
        """The partial answer over all ranges of ``source``: ``zero`` and their folds, added in a fixed order.

        The order does not depend on who finishes first, nor on how many work. ``go_on`` raises where nobody waits for
        the answer any more: it is called often, no further range is begun after it, and its error is passed on.
        EngineError where the engine cannot fold; of the faults of ranges the first.
        """
