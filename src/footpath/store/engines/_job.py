"""A question as it travels to the workers of a cluster, once to each; they fold pieces of it."""

import pickle
import platform
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from footpath._version import __version__
from footpath.store.engines._engine import EngineError, Folds
from footpath.store.source import Source
from footpath.vocabulary.said import say

#: More of them would keep a scheduler busier than the workers; a piece is one range until there are as many ranges.
MOST_PIECES = 2_000
#: Partial answers are added by so many, level by level, on the workers, until so few are left.
FAN_IN = 16

Piece = tuple[int, int]


@dataclass(frozen=True)
class Job:
    """``analysis`` over ``source`` for ``frame``. Where it arrives it refuses to be of another version of Footpath."""

    analysis: Folds[Any]
    frame: Any
    source: Source

    def pieces(self) -> list[Piece]:
        """First and last (exclusive) range of each piece. They depend on the store alone, never on who works."""
        count = len(self.source.ranges)
        wanted = min(count, MOST_PIECES)
        return list(pairwise(count * place // wanted for place in range(wanted + 1))) if wanted else []

    def fold(self, piece: Piece) -> Any:
        """The partial answer of a piece: the sum of its ranges in their order."""
        first, *others = self.source.ranges[slice(*piece)]
        total = self.analysis.fold(self.source.block(first, self.frame), self.frame)
        for part in others:
            total = total + self.analysis.fold(self.source.block(part, self.frame), self.frame)
        return total

    def __reduce__(self) -> tuple[Any, ...]:
        return _arrived, (__version__, pickle.dumps((self.analysis, self.frame, self.source), protocol=5))


def _arrived(version: str, content: bytes) -> Job:
    """The job on a worker. The version is looked at first: what is within may be of classes that are not there."""
    if version != __version__:
        raise EngineError(say("engine.other_version", worker=platform.node(), found=__version__, wanted=version))
    return Job(*pickle.loads(content))
