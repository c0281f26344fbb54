"""What is planted in the sample: experiences with a known effect, channels, and what changes on a certain day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from footpath.sample.clock import DAY, END_MS, HOUR
from footpath.sample.draws import Floats, Ints

#: Channels that can be switched off, and the share of those they brought first who would have come without them.
COMES_ANYWAY = {"ads": 0.2, "search": 0.55, "social": 0.12, "email": 0.35}

#: What a touch of a channel adds to the chance to buy.
LIFT = {"ads": 0.02, "search": 0.0, "social": 0.015, "email": 0.05}


class Experience(NamedTuple):
    """A thing that happens to some of those who reach a point, and what may come of it.

    ``outcome`` counts within ``within_days`` after the moment of the event ``begins``. ``seen_by`` says how the log
    shows who was affected. Where not ``causal`` nothing follows from it: those it happens to were others before.
    """

    name: str
    begins: tuple[str, ...]
    seen_by: str
    outcome: str
    within_days: int
    causal: bool


EXPERIENCES = (
    Experience(
        "nobody_advised", ("Store Visited",), "Store Visited, and no Advice Given", "Order Completed", 14, causal=True
    ),
    Experience(
        "payment_declined", ("Checkout Started",), "Payment Failed after Checkout Started", "Order Completed", 7,
        causal=True,
    ),
    Experience(
        "late_delivery", ("Order Shipped",), "Order Delivered with late = true", "Second Order Completed", 28,
        causal=True,
    ),
    Experience(
        "unsolved_support", ("Support Called", "Chat Started"), "solved = false at the first of them",
        "Second Order Completed", 28, causal=True,
    ),
    Experience(
        "unfinished_guide", ("Guide Viewed",), "finished = false at the first of them", "Second Order Completed", 28,
        causal=True,
    ),
    Experience(
        "competitor_compared", ("Product Viewed",), "Competitor Compared", "Order Completed", 28, causal=False
    ),
    Experience("help_read", ("Order Delivered",), "Help Article Viewed", "Second Order Completed", 28, causal=False),
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """The shop as it is, or one in which something was decided from outside.

    ``forced``: experience -> the chance with which it happens to everyone who reaches its point, whoever they are:
    1 always, 0 never, 0.5 a trial. ``without``: a channel that is switched off. KeyError for an unknown name.
    """

    forced: Mapping[str, float] = field(default_factory=dict)
    without: str | None = None

    def __post_init__(self) -> None:
        unknown = set(self.forced) - {experience.name for experience in EXPERIENCES}
        if self.without not in (None, *COMES_ANYWAY):
            unknown.add(str(self.without))
        if unknown:
            raise KeyError(f"The sample knows no {', '.join(sorted(unknown))}.")


AS_IT_IS = World()


class Change(NamedTuple):
    """From ``start_ms`` to ``end_ms`` (exclusive) ``what`` is multiplied by ``factor``."""

    name: str
    what: str
    start_ms: int
    end_ms: int
    factor: float


CAMPAIGN = Change("autumn campaign", "first visits", END_MS - 30 * DAY, END_MS - 22 * DAY, 1.5)
CARRIER = Change("new carrier", "share of late parcels", END_MS - 36 * DAY, END_MS, 1.5)
OUTAGE = Change("payment outage", "share of declined payments", END_MS - 17 * DAY + 16 * HOUR, END_MS - 16 * DAY, 6.0)

CHANGES = (CAMPAIGN, CARRIER, OUTAGE)

#: Demand on Monday .. Sunday, and from January to December.
WEEK = np.array([0.92, 0.88, 0.9, 0.94, 1.0, 1.28, 1.24])
YEAR = np.array([0.88, 0.86, 1.0, 1.14, 1.18, 1.06, 0.94, 0.88, 1.0, 1.02, 1.3, 1.24])
#: Demand on the last day against that of a year before.
TREND_OF_A_YEAR = 0.88


def factor(change: Change, time: Ints) -> Floats:
    """The change's factor while it lasts, else 1."""
    return np.where((time >= change.start_ms) & (time < change.end_ms), change.factor, 1.0)
