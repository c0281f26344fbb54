"""Events of a believable omnichannel shop, drawn from a seed."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.sample import assortment, people
from footpath.sample.keys import keys, links
from footpath.sample.kinds import KINDS, PAID
from footpath.sample.telling import BLOCK, Shop, Told, blocks, tell
from footpath.sample.voices import sentences
from footpath.sample.world import AS_IT_IS, World
from footpath.vocabulary.event import EVENTS, EventBatch
from footpath.vocabulary.scales import SCALE_NAMES


def simulate(
    customers: int = 20_000,
    days: int = 60,
    seed: int = 7,
    batch_rows: int = 250_000,
    world: World = AS_IT_IS,
    as_sent: bool = False,
    block: int = BLOCK,
) -> Iterator[EventBatch]:
    """Batches of at most ``batch_rows`` events of ``customers`` customers, customer by customer, each in order of time.

    The period ends at 2026-10-31T00:00Z (exclusive) and begins ``days`` before: 2026-09-01 with the default. The
    same arguments give the same events; ``batch_rows`` and ``block`` (customers drawn together) bound the memory and
    change none, nor does the number of customers change what one of them does. ``world``: the shop as it is, or one
    in which something was decided from outside. ``as_sent``: each event under the key it came with (a cookie, an
    address, a card) instead of the customer's name, with the columns ``anonymous_id``, ``user_id``, ``email`` and
    ``phone`` for further keys it carries. ValueError where a number is not positive.
    """
    shop = Shop(customers, days, seed, world)
    for name, number in (("batch_rows", batch_rows), ("block", block)):
        if number < 1:
            raise ValueError(f"{name} is {number}; the sample needs at least 1.")
    line = 0
    for first, count in blocks(shop, block):
        told = tell(shop, first, count)
        events, properties = _events(told), _properties(told)
        if as_sent:
            found = keys(shop, told)
            events = events.set_column(
                0, EVENTS.field(0), found.of(told.columns["who"], found.slot).cast(pa.large_string())
            )
            for name, column in links(told, found).items():
                properties = properties.append_column(name, column)
        for start in range(0, len(events), batch_rows):
            part = events.slice(start, batch_rows)
            lines = pa.array(np.arange(line + 1, line + len(part) + 1))
            yield EventBatch(part, properties.slice(start, batch_rows), lines)
            line += len(part)


def customer_names(first: int, count: int) -> pa.Array:
    """Names of customers ``first``, … (from 0): c000001 is the first."""
    return pa.array([f"c{number:06d}" for number in range(first + 1, first + count + 1)], pa.large_string())


def _events(told: Told) -> pa.Table:
    columns = told.columns
    kind, scale = columns["kind"], columns["scale"]
    return pa.table(
        [
            customer_names(told.first, len(told.people)).take(pa.array(columns["who"])),
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


def _text(codes: npt.NDArray[Any], words: list[str] | tuple[str, ...]) -> pa.Array:
    """Codes as plain strings; a negative code is null."""
    return pa.array(words, pa.string()).take(pa.array(codes.astype(np.int32), mask=codes < 0))


def _yes_or_no(codes: npt.NDArray[Any]) -> pa.Array:
    return pa.array(codes > 0, mask=codes < 0)


_CATEGORIES = list(dict.fromkeys(entry.category for entry in assortment.PRODUCTS))
_CATEGORY = np.array([_CATEGORIES.index(entry.category) for entry in assortment.PRODUCTS] + [-1])
_COST = np.array([entry.cost_eur for entry in assortment.CAMPAIGNS] + [np.nan])


def _properties(told: Told) -> pa.Table:
    columns, crowd = told.columns, told.people
    who, product, items = columns["who"], columns["product"], columns["items"]
    cost = np.where(PAID[columns["kind"]], _COST[columns["campaign"]], np.nan)
    return pa.table(
        {
            "country": _text(crowd.country[who], [entry.code for entry in assortment.COUNTRIES]),
            "language": _text(crowd.language[who], people.LANGUAGES),
            "age": _text(crowd.age[who], [entry.name for entry in assortment.AGES]),
            "device": _text(crowd.device[who], assortment.DEVICES),
            "persona": _text(crowd.segment[who], [entry.name for entry in assortment.PERSONAS]),
            "signup_source": _text(crowd.source[who], assortment.SOURCES),
            "product": _text(product, [entry.name for entry in assortment.PRODUCTS]),
            "category": _text(_CATEGORY[product], _CATEGORIES),
            "campaign": _text(columns["campaign"], assortment.CAMPAIGN_NAMES),
            "cost": pa.array(cost, from_pandas=True),
            "late": _yes_or_no(columns["late"]),
            "solved": _yes_or_no(columns["solved"]),
            "finished": _yes_or_no(columns["finished"]),
            "items": pa.array(items.astype(np.int64), mask=items < 0),
            "comment": _text(columns["comment"], sentences()[0]),
        }
    )
