"""Who stands behind a cell of an answer: found by folding ever smaller parts, so that they are as many as it says."""

from collections.abc import Callable, Iterator
from typing import Any

from footpath.analyses._analysis import Analysis, Frame
from footpath.store.journeys import Journeys


def members(analysis: Analysis, journeys: Journeys, frame: Frame, held: Callable[[Any], int]) -> Iterator[int]:
    """Places in the block, ascending, of the customers who add to the cell that ``held`` counts.

    A fold is a sum over customers: where a part adds nothing nobody of it is a member, and a customer who adds alone
    is one. Each half is folded once, the other's count is the rest. The first m of n customers cost about two folds of
    the block and m log(n) small ones.
    """

    def count(low: int, high: int) -> int:
        return held(analysis.fold(journeys.within(low, high), frame))

    # (low, high, count): parts that hold members, the first on top.
    parts = [(0, len(journeys), count(0, len(journeys)))]
    while parts:
        low, high, here = parts.pop()
        if here == 0:
            continue
        if high - low == 1:
            yield low
            continue
        middle = (low + high) // 2
        first = count(low, middle)
        parts.append((middle, high, here - first))
        parts.append((low, middle, first))
