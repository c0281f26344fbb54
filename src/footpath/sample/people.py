"""Who walks through the sample: traits that never change, and what is not seen but felt."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment
from footpath.sample.clock import DAY, END_MS, HOUR, Floats, Hours, Ints, at

#: Demand on Monday .. Sunday.
_WEEK = np.array([0.92, 0.88, 0.9, 0.94, 1.0, 1.28, 1.24])
#: A campaign lifts demand for some days: first day, last day, factor.
_CAMPAIGN_DAYS = (30, 38, 1.5)
#: Languages other than the country's own: share that writes English instead.
_SHARE_ENGLISH = 0.08


@dataclass(frozen=True)
class People:
    """One row a customer. Codes index the lists of ``assortment``; ``patience`` is the unseen part of their mood."""

    country: Ints
    language: Ints  # index into ``languages``
    device: Ints
    persona: Ints
    source: Ints
    has_app: npt.NDArray[np.bool_]
    takes_mail: npt.NDArray[np.bool_]
    prefers_sms: npt.NDArray[np.bool_]
    patience: Floats
    offset: Ints  # local time minus UTC, ms
    arrival: Ints  # first touch, UTC ms
    product: Ints  # what they look for

    def __len__(self) -> int:
        return len(self.country)

    def of(self, rows: npt.NDArray[Any], table: list[Any], column: str, field: str) -> Floats:
        """A number of each row's country or persona."""
        numbers: Floats = np.array([getattr(entry, field) for entry in table], np.float64)
        codes: Ints = getattr(self, column)
        picked: Floats = numbers[codes[rows]]
        return picked


LANGUAGES = ["en", *dict.fromkeys(country.language for country in assortment.COUNTRIES if country.language != "en")]


def _choose(rng: np.random.Generator, n: int, shares: list[float]) -> Ints:
    edges = np.cumsum(shares) / sum(shares)
    return np.searchsorted(edges, rng.random(n), side="right").astype(np.int64)


def _arrival_day(rng: np.random.Generator, n: int, days: int) -> Ints:
    start_day = END_MS // DAY - days
    weekday = (start_day + np.arange(days) + 3) % 7
    weight = _WEEK[weekday] * np.linspace(1.12, 0.9, days)
    first, last, factor = _CAMPAIGN_DAYS
    weight[first:last] *= factor
    return start_day + _choose(rng, n, weight.tolist())


def any_product(rng: np.random.Generator, persona: Ints) -> Ints:
    """A product each: mostly of a category the persona cares for."""
    result = rng.integers(0, len(assortment.PRODUCTS), len(persona))
    focused = rng.random(len(persona)) < 0.8
    for code, entry in enumerate(assortment.PERSONAS):
        wanted = [i for i, product in enumerate(assortment.PRODUCTS) if product.category in entry.categories]
        rows = np.flatnonzero(focused & (persona == code))
        result[rows] = np.array(wanted)[rng.integers(0, len(wanted), len(rows))]
    return result


def draw(rng: np.random.Generator, n: int, days: int) -> People:
    """``n`` customers whose first touch lies within the ``days`` before the sample's end."""
    country = _choose(rng, n, [entry.share for entry in assortment.COUNTRIES])
    home = np.array([LANGUAGES.index(entry.language) for entry in assortment.COUNTRIES])[country]
    persona = _choose(rng, n, [entry.share for entry in assortment.PERSONAS])
    device = _choose(rng, n, list(assortment.DEVICES.values()))
    source = _choose(rng, n, list(assortment.SOURCES.values()))
    offset = np.array([entry.hours_ahead for entry in assortment.COUNTRIES], np.int64)[country] * HOUR
    in_store = source == list(assortment.SOURCES).index("store")
    wanted = _arrival_day(rng, n, days) * DAY + DAY // 2 - offset
    arrival = np.where(in_store, at(rng, wanted, Hours.STORE, offset), at(rng, wanted, Hours.SCREEN, offset))
    arrival += DAY * (arrival < END_MS - days * DAY)
    arrival -= 7 * DAY * (arrival >= END_MS - HOUR)
    arrival = np.clip(arrival, END_MS - days * DAY, END_MS - HOUR)
    return People(
        country=country,
        language=np.where(rng.random(n) < _SHARE_ENGLISH, 0, home),
        device=device,
        persona=persona,
        source=source,
        has_app=rng.random(n) < np.array([0.38, 0.14, 0.25])[device],
        takes_mail=rng.random(n) < 0.52,
        prefers_sms=rng.random(n) < 0.55,
        patience=rng.normal(0.0, 0.22, n),
        offset=offset,
        arrival=arrival,
        product=any_product(rng, persona),
    )
