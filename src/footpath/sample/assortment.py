"""What the sample shop sells, to whom, and with which campaigns."""

from typing import NamedTuple


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


class Persona(NamedTuple):
    name: str
    share: float
    categories: tuple[str, ...]
    store: float  # share of those who compare that visit a store
    buys: float  # factor on the share that buys
    items: float  # mean number of products in the basket
    returns: float  # factor on coming back


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
    Country("PL", 0.31, "pl", 2, 0.31, 0.12),
    Country("RO", 0.19, "ro", 3, 0.46, 0.20),
    Country("TW", 0.17, "zh-TW", 8, 0.38, 0.16),
    Country("DE", 0.18, "de", 2, 0.21, 0.09),
    Country("GB", 0.15, "en", 1, 0.30, 0.10),
]

PERSONAS = [
    Persona("City renovators", 0.29, ("Lighting", "Bathroom", "Storage"), 0.26, 1.06, 1.8, 1.05),
    Persona("First-home movers", 0.24, ("Storage", "Flooring", "Lighting"), 0.30, 1.00, 2.3, 0.90),
    Persona("Weekend makers", 0.21, ("Tools", "Paint", "Storage"), 0.22, 1.02, 1.6, 1.15),
    Persona("Garden planners", 0.15, ("Garden", "Tools"), 0.19, 0.88, 1.5, 0.85),
    Persona("Trade buyers", 0.11, ("Tools", "Paint", "Flooring", "Smart home"), 0.15, 1.12, 3.1, 1.45),
]

DEVICES = {"mobile": 0.57, "desktop": 0.35, "tablet": 0.08}

#: Where the first visit came from.
SOURCES = {"ads": 0.27, "search": 0.31, "social": 0.15, "email": 0.06, "direct": 0.16, "store": 0.05}

CAMPAIGNS = {
    "ads": ("autumn-lamps", "renovate-in-a-weekend", "first-home"),
    "search": ("brand", "lamps", "flooring", "tools"),
    "social": ("before-and-after", "small-balcony"),
    "email": ("welcome", "still-looking", "your-basket", "how-was-it"),
}

CAMPAIGN_NAMES = [name for names in CAMPAIGNS.values() for name in names]
