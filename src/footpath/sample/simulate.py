"""Events of a believable omnichannel shop, drawn from a seed."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.sample import assortment, people
from footpath.sample.buying import buy
from footpath.sample.clock import DAY, END_MS
from footpath.sample.finding import discover
from footpath.sample.kinds import KINDS
from footpath.sample.living import come_back, use
from footpath.sample.people import People
from footpath.sample.receiving import receive
from footpath.sample.story import Story
from footpath.sample.trail import Trail
from footpath.sample.voices import Voices, sentences
from footpath.vocabulary.event import EVENTS, EventBatch
from footpath.vocabulary.scales import SCALE_NAMES

#: Customers are drawn in groups of this size, each from its own seed: memory stays bounded, and what customer
#: c000123 does depends on the seed and the days alone, not on how many customers or rows a batch are asked for.
GROUP = 4_096


def simulate(customers: int = 20_000, days: int = 60, seed: int = 7, batch_rows: int = 100_000) -> Iterator[EventBatch]:
    """Batches of at most ``batch_rows`` events of ``customers`` customers, customer by customer, each in order of time.

    The period ends at 2026-10-31T00:00Z (exclusive) and begins ``days`` before: 2026-09-01 with the default. The
    same arguments give the same events. ValueError where a number is not positive.
    """
    for name, number in (("customers", customers), ("days", days), ("batch_rows", batch_rows)):
        if number < 1:
            raise ValueError(f"{name} is {number}; the sample needs at least 1.")
    line = 0
    for group in range(-(-customers // GROUP)):
        events, properties = _group(group, min(GROUP, customers - group * GROUP), days, seed)
        for first in range(0, len(events), batch_rows):
            part = events.slice(first, batch_rows)
            lines = pa.array(np.arange(line + 1, line + len(part) + 1))
            yield EventBatch(part, properties.slice(first, batch_rows), lines)
            line += len(part)


def _group(group: int, customers: int, days: int, seed: int) -> tuple[pa.Table, pa.Table]:
    rng = np.random.default_rng([seed, group])
    crowd = people.draw(rng, GROUP, days)
    trail = Trail()
    story = Story(rng, crowd, trail, Voices(rng))
    received = receive(story, buy(story, discover(story)))
    come_back(story, received, use(story, received))
    columns = trail.sorted(END_MS - days * DAY, END_MS)
    wanted = int(np.searchsorted(columns["who"], customers))
    columns = {name: values[:wanted] for name, values in columns.items()}
    return _events(columns, group * GROUP), _properties(columns, crowd)


def _events(columns: dict[str, npt.NDArray[Any]], first: int) -> pa.Table:
    keys = pa.array([f"c{first + i:06d}" for i in range(1, GROUP + 1)], pa.large_string())
    kind, scale = columns["kind"], columns["scale"]
    return pa.table(
        [
            keys.take(pa.array(columns["who"])),
            pa.array(columns["time"]),
            _coded(kind, [entry.name for entry in KINDS]),
            _coded(kind, [entry.channel for entry in KINDS]),
            _coded(kind, [entry.surface or None for entry in KINDS]),
            _coded(kind, [entry.actor for entry in KINDS]),
            pa.array(columns["value"], from_pandas=True),
            pa.array(columns["score"], from_pandas=True),
            _coded(scale, [SCALE_NAMES.get(code) for code in range(max(SCALE_NAMES) + 1)]),
        ],
        schema=EVENTS,
    )


def _coded(codes: npt.NDArray[Any], words: list[str | None]) -> pa.DictionaryArray:
    """Codes as a dictionary column of distinct words; a negative code or the word None is null."""
    distinct = [word for word in dict.fromkeys(words) if word is not None]
    index = np.array([-1 if word is None else distinct.index(word) for word in words] + [-1], np.int32)[codes]
    return pa.DictionaryArray.from_arrays(pa.array(index, mask=index < 0), pa.array(distinct, pa.large_string()))


def _text(codes: npt.NDArray[Any], words: list[str]) -> pa.Array:
    """Codes as plain strings; a negative code is null."""
    return pa.array(words, pa.string()).take(pa.array(codes.astype(np.int32), mask=codes < 0))


def _properties(columns: dict[str, npt.NDArray[Any]], crowd: People) -> pa.Table:
    who, product = columns["who"], columns["product"]
    categories = list(dict.fromkeys(entry.category for entry in assortment.PRODUCTS))
    category = np.array([categories.index(entry.category) for entry in assortment.PRODUCTS] + [-1])[product]
    late, items = columns["late"], columns["items"]
    return pa.table(
        {
            "country": _text(crowd.country[who], [entry.code for entry in assortment.COUNTRIES]),
            "language": _text(crowd.language[who], people.LANGUAGES),
            "device": _text(crowd.device[who], list(assortment.DEVICES)),
            "persona": _text(crowd.persona[who], [entry.name for entry in assortment.PERSONAS]),
            "signup_source": _text(crowd.source[who], list(assortment.SOURCES)),
            "product": _text(product, [entry.name for entry in assortment.PRODUCTS]),
            "category": _text(category, categories),
            "campaign": _text(columns["campaign"], assortment.CAMPAIGN_NAMES),
            "late": pa.array(late > 0, mask=late < 0),
            "items": pa.array(items.astype(np.int64), mask=items < 0),
            "comment": _text(columns["comment"], sentences()[0]),
        }
    )
