"""How a column writes times, found by reading the sample in every way and comparing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._clock import BAD, ORDERS, ZONED, read_times
from footpath.collecting._moments import FIRST_MS, LAST_MS
from footpath.collecting.recognise.columns import Column

#: Epochs between 1990 and 2100, by their unit.
_EPOCHS = {"epoch_s": 1e0, "epoch_ms": 1e3, "epoch_us": 1e6, "epoch_ns": 1e9}
_FROM_S, _TO_S = 631_152_000, 4_102_444_800
LABELS = {
    "ymd": "year-month-day",
    "dmy": "day/month/year",
    "mdy": "month/day/year",
    "epoch_s": "seconds since 1970",
    "epoch_ms": "milliseconds since 1970",
    "epoch_us": "microseconds since 1970",
    "epoch_ns": "nanoseconds since 1970",
    "typed": "a date or time column",
}
CLOCK = r"^\d{1,2}[:.]\d{2}([:.]\d{2})?([.,]\d+)?(\s*[AaPp]\.?[Mm]\.?)?$"


@dataclass(frozen=True)
class Reading:
    """One way to read a column.

    ``share`` of the given cells that read; of these, ``zoned`` that name their zone, ``clock`` that have a time of day.
    """

    format: str
    share: float
    zoned: float = 0.0
    clock: float = 0.0
    also: tuple[str, ...] = ()  # other formats that read just as much, with other results: the order is ambiguous

    @property
    def ambiguous(self) -> bool:
        return bool(self.also)


def read_column(column: Column) -> Reading:
    """The best way to read ``column`` as times; share 0 where there is none."""
    if pa.types.is_timestamp(column.arrow_type) or pa.types.is_date(column.arrow_type):
        zoned = pa.types.is_timestamp(column.arrow_type) and bool(column.arrow_type.tz)
        return Reading("typed", 1.0, zoned=float(zoned), clock=float(pa.types.is_timestamp(column.arrow_type)))
    if pa.types.is_temporal(column.arrow_type) or not column.given:
        return Reading("ymd", 0.0)
    if column.numeric and (epoch := _epoch(column)):
        return epoch
    return read_texts(pc.drop_null(column.texts))


def _epoch(column: Column) -> Reading | None:
    """The unit in which most numbers lie between 1990 and 2100."""
    numbers = pl.Series(values=pl.from_arrow(column.texts)).cast(pl.Float64, strict=False)
    for name, per_second in _EPOCHS.items():
        inside = int(((numbers >= _FROM_S * per_second) & (numbers < _TO_S * per_second)).sum())
        if inside * 2 > column.given:
            return Reading(name, inside / column.given, zoned=1.0, clock=1.0)
    return None


def read_texts(texts: pa.Array) -> Reading:
    """The order of year, month and day that reads most; the orders that read as much but differ stand in ``also``."""
    found: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]] = {}
    for order in ORDERS:
        ms, state = read_times(texts, order)
        state[(ms < FIRST_MS) | (ms >= LAST_MS)] = BAD
        found[order] = ms, state
    counts = {order: int((state != BAD).sum()) for order, (_, state) in found.items()}
    most = max(counts.values())
    best = [order for order, count in counts.items() if count == most]
    if "ymd" in best and len(best) > 1 and any(not _same(found, "ymd", order) for order in best):
        best.remove("ymd")  # two-digit years: year first is thought of only where nothing else fits
    chosen = best[0]
    state = found[chosen][1]
    also = tuple(order for order in best[1:] if not _same(found, chosen, order))
    share = most / len(texts) if len(texts) else 0.0
    read = max(most, 1)
    return Reading(
        chosen,
        share,
        zoned=float((state == ZONED).sum() / read),
        clock=float(((state == ZONED) | (state == 1)).sum() / read),
        also=also if most else (),
    )


def _same(found: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]], one: str, other: str) -> bool:
    return bool(np.array_equal(found[one][0], found[other][0]) and np.array_equal(found[one][1], found[other][1]))


def is_clock(column: Column) -> bool:
    """Whether the column holds times of day alone (14:30, 2:30 PM)."""
    texts = pc.drop_null(column.texts)
    return bool(len(texts)) and (pc.sum(pc.match_substring_regex(texts, CLOCK)).as_py() or 0) > 0.9 * len(texts)
