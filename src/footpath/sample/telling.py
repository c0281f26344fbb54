"""One block of customers: who they are, what they did, and what really happened to them."""

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from footpath.sample import people
from footpath.sample.buying import buy
from footpath.sample.clock import DAY, END_MS
from footpath.sample.draws import Draws
from footpath.sample.finding import discover
from footpath.sample.ledger import Ledger
from footpath.sample.living import come_back, use
from footpath.sample.people import People
from footpath.sample.receiving import receive
from footpath.sample.story import Story
from footpath.sample.trail import Trail
from footpath.sample.world import AS_IT_IS, World

#: Customers told together: it bounds the memory and changes no journey.
BLOCK = 16_384


@dataclass(frozen=True)
class Shop:
    """Everything a journey hangs on. ValueError where a number is not positive."""

    customers: int = 20_000
    days: int = 60
    seed: int = 7
    world: World = AS_IT_IS

    def __post_init__(self) -> None:
        for name in ("customers", "days"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; the sample needs at least 1.")

    @property
    def start_ms(self) -> int:
        """The period's first moment."""
        return END_MS - self.days * DAY


@dataclass(frozen=True)
class Told:
    """Customers ``first``, ``first`` + 1, … (from 0): events by (who, time), inside the period."""

    first: int
    people: People
    columns: dict[str, npt.NDArray[Any]]
    ledger: Ledger


def blocks(shop: Shop, size: int = BLOCK) -> list[tuple[int, int]]:
    """First customer and number of customers of each block."""
    return [(first, min(size, shop.customers - first)) for first in range(0, shop.customers, size)]


def tell(shop: Shop, first: int, customers: int) -> Told:
    """The journeys of a block."""
    draws = Draws(shop.seed, first, customers)
    story = Story(draws, people.draw(draws, shop.days), shop.world, Trail(), Ledger())
    received = receive(story, buy(story, discover(story)))
    come_back(story, received, use(story, received))
    return Told(first, story.people, story.trail.sorted(shop.start_ms, END_MS), story.ledger)
