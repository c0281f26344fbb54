"""What the sample shop sells, to whom, and with which campaigns."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from footpath.sample.draws import Draws, Ints, Turn


class Product(NamedTuple):
    name: str
    category: str
    price_eur: float


class Country(NamedTuple):
    code: str
    share: float
    language: str
    hours_ahead: int  # of UTC, in the sample's months
    late: float  # share of parcels that come late
    declined: float  # share of first card payments that fail
    loyal: float  # factor on coming back


class Persona(NamedTuple):
    name: str
    share: float
    categories: tuple[str, ...]
    store: float  # share of those who compare that visit a store
    buys: float  # factor on the share that buys
    items: float  # mean number of products in the basket
    returns: float  # factor on coming back
    ages: tuple[float, ...]  # shares of ``AGES``
    devices: tuple[float, ...]  # shares of ``DEVICES``
    sources: tuple[float, ...]  # shares of ``SOURCES``


class Age(NamedTuple):
    name: str
    buys: float  # factor on the share that buys
    returns: float  # factor on coming back
    looks_elsewhere: float  # share of those who compare that look at a competitor
    needs_help: float  # share of those who receive a parcel that read help


class Campaign(NamedTuple):
    name: str
    channel: str
    cost_eur: float  # of a click; of a letter sent


PRODUCTS = [
    Product("Arc floor lamp", "Lighting", 149.0),
    Product("Pendant light, oak", "Lighting", 89.0),
    Product("LED bulb, set of 4", "Lighting", 18.9),
    Product("Dimmer switch", "Lighting", 34.5),
    Product("Wall paint, chalk white 5 l", "Paint", 42.0),
    Product("Wood varnish, matt", "Paint", 27.9),
    Product("Painter's set", "Paint", 21.5),
    Product("Cordless drill 18 V", "Tools", 129.0),
    Product("Orbital sander", "Tools", 74.0),
    Product("Laser level", "Tools", 99.0),
    Product("Tool case, 96 parts", "Tools", 64.9),
    Product("Oak parquet, pack", "Flooring", 58.0),
    Product("Vinyl planks, pack", "Flooring", 39.9),
    Product("Rain shower", "Bathroom", 119.0),
    Product("Basin tap, brushed", "Bathroom", 84.0),
    Product("Bathroom cabinet", "Bathroom", 189.0),
    Product("Raised bed", "Garden", 79.0),
    Product("Garden hose reel", "Garden", 54.9),
    Product("Solar path lights", "Garden", 36.0),
    Product("Shelf system, 3 m", "Storage", 139.0),
    Product("Storage boxes, set of 6", "Storage", 29.9),
    Product("Wardrobe rail", "Storage", 45.0),
    Product("Smart thermostat", "Smart home", 159.0),
    Product("Door sensor, pair", "Smart home", 49.0),
]

COUNTRIES = [
    Country("PL", 0.31, "pl", 2, 0.25, 0.12, 1.0),
    Country("RO", 0.19, "ro", 3, 0.38, 0.20, 0.66),
    Country("TW", 0.17, "zh-TW", 8, 0.31, 0.16, 0.92),
    Country("DE", 0.18, "de", 2, 0.16, 0.09, 1.3),
    Country("GB", 0.15, "en", 1, 0.24, 0.10, 1.14),
]

AGES = [
    Age("18-24", 0.40, 0.95, 0.62, 0.10),
    Age("25-34", 0.78, 1.10, 0.44, 0.12),
    Age("35-44", 1.18, 1.20, 0.18, 0.17),
    Age("45-54", 1.34, 1.12, 0.09, 0.30),
    Age("55-64", 1.24, 0.72, 0.06, 0.50),
    Age("65+", 1.02, 0.42, 0.05, 0.68),
]

DEVICES = ("mobile", "desktop", "tablet")

#: Where the first visit came from.
SOURCES = ("ads", "search", "social", "email", "direct", "store")

PERSONAS = [
    Persona(
        "City renovators", 0.29, ("Lighting", "Bathroom", "Storage"), 0.26, 1.06, 1.8, 1.05,
        (0.05, 0.27, 0.31, 0.20, 0.12, 0.05), (0.60, 0.33, 0.07), (0.26, 0.33, 0.16, 0.06, 0.15, 0.04),
    ),
    Persona(
        "First-home movers", 0.24, ("Storage", "Flooring", "Lighting"), 0.30, 0.92, 2.3, 0.80,
        (0.22, 0.48, 0.19, 0.07, 0.03, 0.01), (0.71, 0.23, 0.06), (0.34, 0.25, 0.24, 0.04, 0.09, 0.04),
    ),
    Persona(
        "Weekend makers", 0.21, ("Tools", "Paint", "Storage"), 0.22, 1.06, 1.6, 1.15,
        (0.06, 0.17, 0.25, 0.25, 0.18, 0.09), (0.52, 0.40, 0.08), (0.26, 0.35, 0.11, 0.06, 0.17, 0.05),
    ),
    Persona(
        "Garden planners", 0.15, ("Garden", "Tools"), 0.19, 0.84, 1.5, 0.80,
        (0.02, 0.08, 0.17, 0.24, 0.27, 0.22), (0.45, 0.38, 0.17), (0.25, 0.29, 0.12, 0.09, 0.17, 0.08),
    ),
    Persona(
        "Trade buyers", 0.11, ("Tools", "Paint", "Flooring", "Smart home"), 0.15, 1.20, 3.1, 1.50,
        (0.04, 0.21, 0.30, 0.27, 0.15, 0.03), (0.41, 0.55, 0.04), (0.18, 0.33, 0.05, 0.08, 0.31, 0.05),
    ),
]  # fmt: skip

CAMPAIGNS = [
    Campaign("autumn-lamps", "ads", 0.46),
    Campaign("renovate-in-a-weekend", "ads", 0.39),
    Campaign("first-home", "ads", 0.52),
    Campaign("brand", "search", 0.11),
    Campaign("lamps", "search", 0.34),
    Campaign("flooring", "search", 0.41),
    Campaign("tools", "search", 0.37),
    Campaign("before-and-after", "social", 0.22),
    Campaign("small-balcony", "social", 0.18),
    Campaign("welcome", "email", 0.002),
    Campaign("still-looking", "email", 0.002),
    Campaign("your-basket", "email", 0.002),
]

CAMPAIGN_NAMES = [campaign.name for campaign in CAMPAIGNS]

_SHARE_OF_INTEREST = 0.8
_WANTED = [[i for i, product in enumerate(PRODUCTS) if product.category in entry.categories] for entry in PERSONAS]
_COUNT = np.array([len(wanted) for wanted in _WANTED])
_TABLE = np.array([(wanted * len(PRODUCTS))[: _COUNT.max()] for wanted in _WANTED])


def wanted_by(draws: Draws, what: str, rows: npt.NDArray[Any], persona: Ints, turn: Turn = 0) -> Ints:
    """A product each: mostly of a category the row's ``persona`` cares for."""
    cares = draws.uniform(f"cares: {what}", rows, turn) < _SHARE_OF_INTEREST
    drawn = draws.uniform(f"product: {what}", rows, turn)
    cared_for = _TABLE[persona, (drawn * _COUNT[persona]).astype(np.int64)]
    return np.where(cares, cared_for, (drawn * len(PRODUCTS)).astype(np.int64))
