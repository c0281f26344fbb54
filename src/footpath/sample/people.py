"""Who walks through the sample: traits that never change, and what is not seen but felt."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment
from footpath.sample.clock import DAY, END_MS, HOUR, Hours, at, weekday
from footpath.sample.draws import Draws, Floats, Ints
from footpath.sample.world import CAMPAIGN, TREND_OF_A_YEAR, WEEK, YEAR, factor

#: Languages other than the country's own: share that writes English instead.
_SHARE_ENGLISH = 0.08
#: Share of customers whose persona the shop's CRM has right.
_SHARE_RECOGNISED = 0.88
_APP_BY_DEVICE = np.array([0.38, 0.14, 0.25])

LANGUAGES = ["en", *dict.fromkeys(country.language for country in assortment.COUNTRIES if country.language != "en")]


@dataclass(frozen=True)
class People:
    """One row a customer. Codes index the lists of ``assortment``; ``patience`` is the unseen part of their mood."""

    country: Ints
    language: Ints  # index into ``LANGUAGES``
    age: Ints
    device: Ints
    persona: Ints
    segment: Ints  # the persona as the CRM has it
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
        """A number of each row's country, persona or age."""
        numbers: Floats = np.array([getattr(entry, field) for entry in table], np.float64)
        codes: Ints = getattr(self, column)
        picked: Floats = numbers[codes[rows]]
        return picked


def demand(days: int) -> Floats:
    """Weight of first visits on each of the last ``days`` days: week, season, trend and campaign."""
    day = END_MS // DAY - days + np.arange(days)
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    trend = TREND_OF_A_YEAR ** (np.arange(1 - days, 1) / 365)
    result: Floats = WEEK[weekday(day)] * YEAR[month] * trend * factor(CAMPAIGN, day * DAY)
    return result


def draw(draws: Draws, days: int) -> People:
    """Customers whose first touch lies within the ``days`` before the sample's end."""
    rows = np.arange(len(draws))
    personas = assortment.PERSONAS
    persona = draws.choice("persona", rows, [entry.share for entry in personas])
    country = draws.choice("country", rows, [entry.share for entry in assortment.COUNTRIES])
    home = np.array([LANGUAGES.index(entry.language) for entry in assortment.COUNTRIES])[country]
    device = draws.choice("device", rows, np.array([entry.devices for entry in personas])[persona])
    source = draws.choice("source", rows, np.array([entry.sources for entry in personas])[persona])
    offset = np.array([entry.hours_ahead for entry in assortment.COUNTRIES], np.int64)[country] * HOUR
    mistaken = draws.uniform("segment", rows) >= _SHARE_RECOGNISED
    return People(
        country=country,
        language=np.where(draws.uniform("english", rows) < _SHARE_ENGLISH, 0, home),
        age=draws.choice("age", rows, np.array([entry.ages for entry in personas])[persona]),
        device=device,
        persona=persona,
        segment=np.where(mistaken, draws.below("mistaken", rows, len(personas)), persona),
        source=source,
        has_app=draws.uniform("has app", rows) < _APP_BY_DEVICE[device],
        takes_mail=draws.uniform("takes mail", rows) < 0.52,
        prefers_sms=draws.uniform("prefers sms", rows) < 0.55,
        patience=draws.normal("patience", rows, 0.22),
        offset=offset,
        arrival=_arrival(draws, days, source, offset),
        product=assortment.wanted_by(draws, "sought", rows, persona),
    )


def _arrival(draws: Draws, days: int, source: Ints, offset: Ints) -> Ints:
    rows = np.arange(len(draws))
    start = END_MS - days * DAY
    day = start // DAY + draws.choice("arrival", rows, demand(days))
    wanted = day * DAY + DAY // 2 - offset
    hour, minute = draws.uniform("arrival hour", rows), draws.uniform("arrival minute", rows)
    in_store = source == assortment.SOURCES.index("store")
    store, screen = (at(wanted, hours, offset, hour, minute) for hours in (Hours.STORE, Hours.SCREEN))
    arrival = np.where(in_store, store, screen)
    arrival += DAY * (arrival < start)
    arrival -= 7 * DAY * (arrival >= END_MS - HOUR)
    return np.clip(arrival, start, END_MS - HOUR)
