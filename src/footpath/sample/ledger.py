"""What really happened to the customers of one group, beside the events that show a part of it."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from footpath.sample.draws import Floats, Ints


class Happened(NamedTuple):
    """One experience: who came to its point, when, and whether it happened to them."""

    rows: Ints
    moment: Ints
    happened: npt.NDArray[np.bool_]


class Felt(NamedTuple):
    """True feelings in [-1, 1] of all who were at a touchpoint, and whether they answered when asked."""

    rows: Ints
    time: Ints
    kind: npt.NDArray[np.int16]
    feeling: Floats
    answered: npt.NDArray[np.bool_]


class Ledger:
    """Filled by the chapters while they are told."""

    def __init__(self) -> None:
        self.experiences: dict[str, Happened] = {}
        self._felt: list[Felt] = []

    def experience(self, name: str, rows: Ints, moment: Ints, happened: npt.NDArray[np.bool_]) -> None:
        """Notes an experience. ValueError where it is noted twice."""
        if name in self.experiences:
            raise ValueError(f"{name} is told twice in one journey.")
        self.experiences[name] = Happened(rows, moment, happened)

    def feelings(
        self, rows: Ints, time: Ints, kind: npt.NDArray[Any], feeling: Floats, answered: npt.NDArray[np.bool_]
    ) -> None:
        """Notes what was felt at a touchpoint, ``kind``: of the event by which it can be answered."""
        self._felt.append(Felt(rows, time, np.broadcast_to(kind, rows.shape).astype(np.int16), feeling, answered))

    def felt(self) -> Felt:
        """All feelings noted."""
        return Felt(*(np.concatenate(parts) for parts in zip(*self._felt, strict=True)))
