"""Journeys as a kernel sees them: one block of whole customers in plain contiguous arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

#: Columns every block can serve, beside the declared dimensions ("d:<property>", u8/u16/u32 codes, 0 = missing).
COLUMNS: dict[str, str] = {
    "time": "int64, UTC ms, ascending within a customer; ties by arrival",
    "kind": "uint16 while all codes fit, else uint32",
    "value": "float64, NaN = none",
    "score": "float32, NaN = none",
    "scale": "uint8, vocabulary.scales.SCALE_CODES, 0 = none",
    "arrival": "uint64, the event's row in the log",
}


@dataclass(frozen=True)
class Journeys:
    """Whole customers, merged.

    ``customers`` uint64[n] ascending; ``offsets`` int64[n + 1], events of customer i are
    ``columns[...][offsets[i]:offsets[i + 1]]``; ``include`` uint8[n], 1 where the audience holds the
    customer (others are skipped by every fold); ``columns`` holds what was asked for. ``unfiltered``: the kinds as
    they are, where a filter put 0 for those of events it does not hold. ``groups`` uint8[n]: the group of a breakdown.
    """

    customers: npt.NDArray[np.uint64]
    offsets: npt.NDArray[np.int64]
    include: npt.NDArray[np.uint8]
    columns: Mapping[str, npt.NDArray[Any]]
    unfiltered: npt.NDArray[np.unsignedinteger] | None = None
    groups: npt.NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.customers)

    def within(self, low: int, high: int) -> Self:
        """Customers ``low`` to ``high``, exclusive, by their place in the block; without a copy."""
        start, end = int(self.offsets[low]), int(self.offsets[high])
        return replace(
            self,
            customers=self.customers[low:high],
            offsets=self.offsets[low : high + 1] - start,
            include=self.include[low:high],
            columns={name: column[start:end] for name, column in self.columns.items()},
            unfiltered=None if self.unfiltered is None else self.unfiltered[start:end],
            groups=None if self.groups is None else self.groups[low:high],
        )
