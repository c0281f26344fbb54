"""Made-up events for the engine's benchmark: ten a customer, Zipf-like activity, 60 kinds, in sessions, over 180 days.

Drawn in parts of customers, so that any number of events needs the memory of one part. No two events of a customer
have the same time: peers that know no order of arrival then have the same journeys.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from events import CHANNELS, DAYS, NAMES, PER_CUSTOMER, START_MS

EVENTS_A_SESSION = 3
CUSTOMERS_A_PART = 500_000
TOUCHPOINTS = 28  #: of two kinds each; the last four kinds have none
STAGES = 6
DEVICES = ("phone", "desktop", "tablet", "tv")

#: Tables over kinds, as peers keep them in columns: touchpoint from 1, 0 none; channel from 1.
TOUCHPOINT_OF = np.array([1 + i % TOUCHPOINTS if i < 2 * TOUCHPOINTS else 0 for i in range(len(NAMES))], np.uint8)
CHANNEL_OF = np.array([1 + i % len(CHANNELS) for i in range(len(NAMES))], np.uint8)
OUTCOME = NAMES.index("Order Completed")
MARKETING = tuple(range(10))  #: kinds that are marketing touches
STEPS = (2, 5, 9, 14)  #: touchpoints of the funnel

_TIME_BITS = np.uint64(35)  # 180 days and the last session are below 2**35 ms


@dataclass(frozen=True)
class Part:
    """Events of some customers by (customer, time): uint32, int64 UTC ms, uint8 kind, uint8 device, float32."""

    customer: npt.NDArray[np.uint32]
    time: npt.NDArray[np.int64]
    kind: npt.NDArray[np.uint8]
    device: npt.NDArray[np.uint8]
    value: npt.NDArray[np.float32]


def parts(events: int, seed: int = 11) -> Iterator[Part]:
    """About ``events`` events (within 1 % from a million on); the same seed gives the same."""
    customers = max(1, events // PER_CUSTOMER)
    ranks = np.arange(1, customers + 1, dtype=np.float64) ** -0.7
    more = events / EVENTS_A_SESSION / customers - 1  # sessions after each customer's first
    activity = ranks * (more * customers / ranks.sum())
    shuffled = np.random.default_rng(seed).permutation(customers)
    for number, low in enumerate(range(0, customers, CUSTOMERS_A_PART)):
        high = min(low + CUSTOMERS_A_PART, customers)
        yield _part(np.random.default_rng([seed, number]), low, activity[shuffled[low:high]])


def later(events: int, customers: int, number: int) -> Part:
    """``events`` single events in the hours after all others, of customers by activity."""
    random = np.random.default_rng([11, 1_000_000 + number])
    activity = np.cumsum(np.arange(1, customers + 1, dtype=np.float64) ** -0.7)
    shuffled = np.random.default_rng(11).permutation(customers)
    place = np.empty(customers, np.uint32)
    place[shuffled] = np.arange(customers, dtype=np.uint32)
    who = place[np.searchsorted(activity, random.random(events) * activity[-1])]
    hours_ms = 3_600_000 * 12
    begin = np.uint64((DAYS + 1) * 86_400_000 + number * hours_ms)
    key = who.astype(np.uint64) << _TIME_BITS | begin + random.integers(0, hours_ms, events).astype(np.uint64)
    return _filled(random, _distinct(key), 0)


def _part(random: np.random.Generator, low: int, activity: npt.NDArray[np.float64]) -> Part:
    sessions = 1 + random.poisson(activity)
    own = np.repeat(np.arange(len(activity), dtype=np.uint64), sessions)
    begins = random.integers(0, DAYS * 86_400_000, len(own))
    sizes = random.geometric(1 / EVENTS_A_SESSION, len(own))
    firsts = np.cumsum(sizes) - sizes
    gaps = np.exp(random.normal(np.log(60_000), 1.5, int(sizes.sum()))).astype(np.int64)
    gaps[firsts] = 0
    since = np.cumsum(gaps)
    offset = np.repeat(begins - since[firsts], sizes) + since
    return _filled(random, _distinct(np.repeat(own, sizes) << _TIME_BITS | offset.astype(np.uint64)), low)


def _distinct(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Sorted; of equal ones the later are moved on, each by a millisecond."""
    steps = np.arange(len(key), dtype=np.uint64)
    return np.maximum.accumulate(np.sort(key).astype(np.int64) - steps.astype(np.int64)).astype(np.uint64) + steps


def _filled(random: np.random.Generator, key: npt.NDArray[np.uint64], low: int) -> Part:
    weights = np.cumsum(1 / np.arange(1, len(NAMES) + 1) ** 0.8)
    kind = np.searchsorted(weights, random.random(len(key)) * weights[-1]).astype(np.uint8)
    paid = kind == OUTCOME
    value = np.full(len(key), np.nan, np.float32)
    value[paid] = np.round(random.lognormal(3.5, 0.8, int(paid.sum())), 2)
    time = (key & ((np.uint64(1) << _TIME_BITS) - np.uint64(1))).astype(np.int64) + START_MS
    customer = (key >> _TIME_BITS).astype(np.uint32) + np.uint32(low)
    return Part(customer, time, kind, random.integers(0, len(DEVICES), len(key)).astype(np.uint8), value)
