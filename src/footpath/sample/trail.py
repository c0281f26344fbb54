"""The events of one group of customers while they are being simulated."""

from typing import Any

import numpy as np
import numpy.typing as npt

#: Column -> dtype and the value that stands for "not given".
COLUMNS: dict[str, tuple[type[np.generic], float]] = {
    "who": (np.int32, 0),
    "time": (np.int64, 0),
    "kind": (np.int16, 0),
    "value": (np.float64, np.nan),
    "score": (np.float64, np.nan),
    "scale": (np.int8, -1),
    "product": (np.int16, -1),
    "campaign": (np.int16, -1),
    "late": (np.int8, -1),
    "solved": (np.int8, -1),
    "finished": (np.int8, -1),
    "items": (np.int16, -1),
    "comment": (np.int32, -1),
}


class Trail:
    """Collects events column by column; rows in any order until ``sorted`` puts them in order of customer and time."""

    def __init__(self) -> None:
        self._parts: dict[str, list[npt.NDArray[Any]]] = {column: [] for column in COLUMNS}

    def add(self, who: npt.NDArray[Any], time: npt.NDArray[Any], kind: npt.ArrayLike, **given: npt.ArrayLike) -> None:
        """Adds one event a row; a scalar stands for the same value in every row."""
        values: dict[str, npt.ArrayLike] = {"who": who, "time": time, "kind": kind, **given}
        for column, (dtype, missing) in COLUMNS.items():
            value = np.asarray(values.get(column, missing), dtype)
            self._parts[column].append(np.broadcast_to(value, who.shape))

    def sorted(self, start_ms: int, end_ms: int) -> dict[str, npt.NDArray[Any]]:
        """All columns by (who, time), events outside the period left out; equal times keep the order they came in."""
        columns = {column: np.concatenate(parts) for column, parts in self._parts.items()}
        inside = np.flatnonzero((columns["time"] >= start_ms) & (columns["time"] < end_ms))
        order = inside[np.lexsort((columns["time"][inside], columns["who"][inside]))]
        return {column: values[order] for column, values in columns.items()}
