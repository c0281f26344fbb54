"""Planted effects can be seen: the events of worlds made otherwise show what ``truth.json`` says, in twenty seeds."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from footpath.sample import simulate
from footpath.sample.clock import DAY, END_MS
from footpath.sample.truth import Estimate, ExperienceTruth, Truth
from footpath.sample.world import EXPERIENCES, World

CUSTOMERS, SEEDS = 8_000, range(1, 21)
NEVER = np.iinfo(np.int64).max

Moments = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Log:
    """What one sees of a shop: its events, nothing else."""

    def __init__(self, seed: int, world: World) -> None:
        batches = list(simulate(CUSTOMERS, seed=seed, world=world))
        events = pa.concat_tables([batch.events for batch in batches])
        self.properties = pa.concat_tables([batch.properties for batch in batches])
        self.who = np.array([int(name[1:]) - 1 for name in events["customer"].to_pylist()])
        self.time = events["time"].to_numpy()
        self.name = np.array(events["name"].cast(pa.string()).to_pylist())

    def first(self, *names: str, **given: bool) -> Moments:
        """When each customer first had one of the events, with the given property; the largest number where never."""
        wanted = np.isin(self.name, names)
        for name, value in given.items():
            wanted &= pc.equal(self.properties[name], value).fill_null(False).to_numpy()
        result = np.full(CUSTOMERS, NEVER)
        np.minimum.at(result, self.who[wanted], self.time[wanted])
        return result

    def affected(self, experience: str) -> Mask:
        """By the sentence ``seen_by`` of the experience."""
        match experience:
            case "nobody_advised":
                return np.asarray(self.first("Advice Given") == NEVER)
            case "payment_declined":
                return self.first("Payment Failed") < NEVER
            case "late_delivery":
                return self.first("Order Delivered", late=True) < NEVER
            case "unsolved_support":
                asked = ("Support Called", "Chat Started")
                return np.asarray(self.first(*asked, solved=False) == self.first(*asked))
            case "unfinished_guide":
                return np.asarray(self.first("Guide Viewed", finished=False) == self.first("Guide Viewed"))
            case "competitor_compared":
                return self.first("Competitor Compared") < NEVER
            case "help_read":
                return self.first("Help Article Viewed") < NEVER
        raise AssertionError(f"This test cannot see {experience}.")

    def outcome(self, entry: ExperienceTruth) -> tuple[Mask, Mask]:
        """Who came to the point with time left, and who of all reached the outcome within the days."""
        point, outcome = self.first(*entry.begins), self.first(entry.outcome)
        there = (point < NEVER) & (np.minimum(point, END_MS) + entry.within_days * DAY <= END_MS)
        if entry.name == "late_delivery":  # of a lost parcel nobody can say that it was late
            there &= self.first("Order Delivered") < NEVER
        return there, (outcome > point) & (outcome - point <= entry.within_days * DAY)


def difference(treated: Mask, others: Mask) -> tuple[float, float]:
    """Of two shares, with its squared standard error."""
    squared_error = treated.var() / len(treated) + others.var() / len(others)
    return float(treated.mean() - others.mean()), float(squared_error)


def error_of(planted: Estimate) -> float:
    """The standard error that its interval shows."""
    assert planted.low is not None
    assert planted.high is not None
    return (planted.high - planted.low) / (2 * 1.96)


@pytest.mark.parametrize("name", [entry.name for entry in EXPERIENCES])
def test_trials_in_twenty_seeds_show_the_planted_effect(truth: Truth, name: str) -> None:
    """In each seed a coin decides to whom the experience happens: then the events alone show its average effect."""
    entry = next(one for one in truth.experiences if one.name == name)
    treated, others = [], []
    for seed in SEEDS:
        log = Log(seed, World({name: 0.5}))
        there, reached = log.outcome(entry)
        affected = log.affected(name)
        treated.append(reached[there & affected])
        others.append(reached[there & ~affected])
    realised, squared_error = difference(np.concatenate(treated), np.concatenate(others))
    planted = entry.average
    assert planted.value is not None
    planted_error = error_of(planted)
    assert realised == pytest.approx(planted.value, abs=3.3 * np.sqrt(squared_error + planted_error**2))
    assert (abs(planted.value) > 0.05) == entry.causal


@pytest.mark.parametrize("name", ["late_delivery", "nobody_advised"])
def test_those_affected_would_have_done_better_without_it_by_the_planted_effect(truth: Truth, name: str) -> None:
    entry = next(one for one in truth.experiences if one.name == name)
    lost = []
    for seed in SEEDS:
        as_it_is, without = Log(seed, World()), Log(seed, World({name: 0.0}))
        there, reached = as_it_is.outcome(entry)
        affected = there & as_it_is.affected(name)
        lost.append(reached[affected].astype(float) - without.outcome(entry)[1][affected])
    realised = np.concatenate(lost)
    planted = entry.on_affected
    error = np.hypot(realised.std() / np.sqrt(len(realised)), error_of(planted))
    assert realised.mean() == pytest.approx(planted.value, abs=3.3 * error)


def test_harmless_touchpoints_look_harmful(truth: Truth) -> None:
    harmless = [entry for entry in truth.experiences if not entry.causal]
    assert len(harmless) == 2
    for entry in harmless:
        assert entry.average.value == entry.on_affected.value == 0
        assert entry.naive is not None
        assert entry.naive < -0.04


def test_channels_switched_off_lose_the_planted_orders(truth: Truth) -> None:
    for channel in truth.channels:
        lost = []
        for seed in SEEDS[:8]:
            with_it, without = (
                Log(seed, world).first("Order Completed") < NEVER for world in (World(), World(without=channel.name))
            )
            lost.append(with_it.astype(float) - without)
        realised = np.concatenate(lost)
        planted = channel.share_lost
        assert planted.value is not None
        error = np.hypot(realised.std() / np.sqrt(len(realised)), error_of(planted))
        assert realised.mean() == pytest.approx(planted.value, abs=3.3 * error), channel.name
        assert planted.value * planted.n == pytest.approx(channel.orders_lost)
