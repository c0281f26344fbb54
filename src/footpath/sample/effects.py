"""What each planted experience and each channel really does, by worlds that differ in nothing else."""

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from footpath.sample.assortment import CAMPAIGNS
from footpath.sample.clock import DAY, END_MS
from footpath.sample.draws import Floats, Ints
from footpath.sample.kinds import KINDS, PAID
from footpath.sample.telling import Shop, Told, tell
from footpath.sample.world import COMES_ANYWAY, EXPERIENCES, Experience, World

_TOUCH = {
    channel: np.isin([kind.name for kind in KINDS], name)
    for channel, name in {
        "ads": "Ad Clicked",
        "search": "Search Clicked",
        "social": "Social Post Seen",
        "email": "Email Clicked",
    }.items()
}
_NEVER = np.iinfo(np.int64).max


@dataclass
class Sums:
    """A mean and its standard error, added up block by block."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, values: npt.NDArray[np.floating] | npt.NDArray[np.integer]) -> None:
        self.n += len(values)
        self.total += float(values.sum())
        self.squares += float((values.astype(np.float64) ** 2).sum())

    @property
    def mean(self) -> float | None:
        """None of nothing."""
        return self.total / self.n if self.n else None

    @property
    def error(self) -> float | None:
        """Standard error of the mean; None of fewer than two."""
        if self.mean is None or self.n < 2:
            return None
        return float(np.sqrt(max(self.squares / self.n - self.mean**2, 0.0) / (self.n - 1)))


@dataclass
class Effect:
    """Differences of the outcome, with the experience minus without it, a customer.

    ``average`` over all who come to its point, ``on_affected`` over those to whom it happens. ``with_it`` and
    ``without_it``: the outcome as it is of those to whom it happens and of the others, which is all one sees.
    """

    average: Sums = field(default_factory=Sums)
    on_affected: Sums = field(default_factory=Sums)
    with_it: Sums = field(default_factory=Sums)
    without_it: Sums = field(default_factory=Sums)


@dataclass
class ChannelEffect:
    """``orders``: as they are, a customer; ``lost``: what is missing of them without the channel."""

    orders: Sums = field(default_factory=Sums)
    lost: Sums = field(default_factory=Sums)
    touches: int = 0
    touched: int = 0
    cost_eur: float = 0.0


@dataclass
class Effects:
    """Of all blocks added so far."""

    shop: Shop
    experiences: dict[str, Effect] = field(default_factory=lambda: {entry.name: Effect() for entry in EXPERIENCES})
    channels: dict[str, ChannelEffect] = field(default_factory=lambda: {name: ChannelEffect() for name in COMES_ANYWAY})

    def add(self, told: Told) -> None:
        """Tells the block again for every planted thing: always, never, and without each channel."""
        for entry in EXPERIENCES:
            always, never = self._again(told, entry, 1.0), self._again(told, entry, 0.0)
            _add_experience(self.experiences[entry.name], entry, told, always, never)
        for name, channel in self.channels.items():
            without = tell(replace(self.shop, world=World(without=name)), told.first, len(told.people))
            _add_channel(channel, name, told, without)

    def _again(self, told: Told, entry: Experience, chance: float) -> Told:
        return tell(replace(self.shop, world=World({entry.name: chance})), told.first, len(told.people))


def first_time(told: Told, names: tuple[str, ...]) -> Ints:
    """When each customer of a block first had an event of one of ``names``, ms; the largest int64 where never."""
    wanted = np.isin([kind.name for kind in KINDS], names)[told.columns["kind"]]
    result = np.full(len(told.people), _NEVER)
    np.minimum.at(result, told.columns["who"][wanted], told.columns["time"][wanted])
    return result


def eligible(entry: Experience, told: Told) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Who came to its point early enough for the outcome to be seen, when, and to whom it happened."""
    rows, moment, happened = told.ledger.experiences[entry.name]
    seen = moment + entry.within_days * DAY <= END_MS
    return rows[seen], moment[seen], happened[seen]


def _add_experience(effect: Effect, entry: Experience, told: Told, always: Told, never: Told) -> None:
    rows, moment, happened = eligible(entry, told)
    with_it, without_it = (_reached(entry, world, rows, moment) for world in (always, never))
    effect.average.add(with_it - without_it)
    effect.on_affected.add((with_it - without_it)[happened])
    as_it_is = _reached(entry, told, rows, moment)
    effect.with_it.add(as_it_is[happened])
    effect.without_it.add(as_it_is[~happened])


def _reached(entry: Experience, told: Told, rows: Ints, moment: Ints) -> Floats:
    """1 where the outcome follows within the days, else 0."""
    outcome = first_time(told, (entry.outcome,))[rows]
    result: Floats = ((outcome > moment) & (outcome <= moment + entry.within_days * DAY)).astype(np.float64)
    return result


def _add_channel(effect: ChannelEffect, name: str, told: Told, without: Told) -> None:
    bought, still_buys = (first_time(world, ("Order Completed",)) < _NEVER for world in (told, without))
    effect.orders.add(bought.astype(np.float64))
    effect.lost.add(bought.astype(np.float64) - still_buys)
    kind, campaign = told.columns["kind"], told.columns["campaign"]
    touches = np.flatnonzero(_TOUCH[name][kind])
    effect.touches += len(touches)
    effect.touched += len(np.unique(told.columns["who"][touches]))
    of_channel = np.array([entry.channel == name for entry in CAMPAIGNS] + [False])
    paid = PAID[kind] & of_channel[campaign]
    effect.cost_eur += float(np.array([entry.cost_eur for entry in CAMPAIGNS])[campaign[paid]].sum())
