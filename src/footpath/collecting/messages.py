"""Messages as columns: the batch that settles, and by what each event is known when it comes again."""

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from footpath.collecting.protocols._protocol import Message
from footpath.identity.ledger import ToldLink
from footpath.store.dictionaries import text_of
from footpath.store.hashing import contents, customer_codes
from footpath.store.settling import Told
from footpath.vocabulary.event import EVENTS, EventBatch, Rejection

#: Which rule links keys that come in one event: by its name, where the client's library made it.
_RULES = {"Identified": "identify", "Keys Joined": "alias"}
_NESTED = (dict, list)
_ENCODE = msgspec.json.Encoder().encode


def batch_of(
    source: int, messages: Sequence[Message], lines: Sequence[int], rejected: list[Rejection], hour: int
) -> tuple[EventBatch, Told]:
    """What settles of messages: each that says its id, or the same as another, once. ``lines``: where each stood."""
    high, low = contents(pa.table({"source": np.full(len(messages), source), "id": pa.array(map(_id, messages))}))
    keep = np.sort(np.unique(np.column_stack((high, low)), axis=0, return_index=True)[1])
    once = [messages[place] for place in keep]
    properties = [_plain(message.properties) for message in once]
    texts = pa.array([*map(_ENCODE, properties)], pa.large_binary()).cast(pa.large_string())
    batch = EventBatch(_events(once), _columns(properties), pa.array(np.asarray(lines, np.int64)[keep]), rejected)
    return batch, Told(high[keep], low[keep], hour, texts)


def links_of(source: int, messages: Sequence[Message]) -> tuple[list[ToldLink], dict[str, int]]:
    """What messages say of whose keys are: the first of each is linked with its others; and the codes of these keys."""
    told: dict[tuple[str, str, str], ToldLink] = {}
    for message in messages:
        if len(message.keys) > 1:
            first, *others = (key.written() for key in message.keys)
            rule = _RULES.get(message.name, "shared") if message.actor == "system" else "shared"
            for other in others:
                known = told.get((first, other, rule))
                if known is None or message.time < known.at_ms:
                    told[first, other, rule] = ToldLink(first, other, rule, message.time, source)
    texts = sorted({text for first, other, _ in told for text in (first, other)})
    codes = customer_codes(pa.array(texts, pa.large_string())).tolist() if texts else []
    return [*told.values()], dict(zip(texts, codes, strict=True))


def _id(message: Message) -> str:
    """What the client says it is, else all that it says; a number is the same however it is written."""
    if message.id is not None:
        return message.id
    said = {name: text_of(value) for name, value in sorted(_plain(message.properties).items())}
    return _ENCODE(
        (
            message.name,
            message.time,
            message.keys,
            message.surface,
            message.channel,
            message.actor,
            message.value,
            message.score,
            said,
        )
    ).decode()


def _events(messages: Sequence[Message]) -> pa.Table:
    columns: dict[str, list[Any]] = {
        "customer": [message.keys[0].written() for message in messages],
        "time": [message.time for message in messages],
        "name": [message.name for message in messages],
        "channel": [message.channel for message in messages],
        "surface": [message.surface for message in messages],
        "actor": [message.actor for message in messages],
        "value": [message.value for message in messages],
        "score": [message.score for message in messages],
        "scale": [message.scale for message in messages],
    }
    arrays = []
    for field in EVENTS:
        if pa.types.is_dictionary(field.type):
            arrays.append(pa.array(columns[field.name], field.type.value_type).dictionary_encode())
        else:
            arrays.append(pa.array(columns[field.name], field.type))
    return pa.table(arrays, schema=EVENTS)


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties without what says nothing; lists and objects as JSON text, as the log has them."""
    for value in properties.values():
        if value is None or value == "" or type(value) in _NESTED:
            break
    else:
        return properties
    return {
        name: json.dumps(value, ensure_ascii=False) if type(value) in _NESTED else value
        for name, value in properties.items()
        if value is not None and value != ""
    }


def _columns(properties: Sequence[dict[str, Any]]) -> pa.Table:
    """Each property as a column of one type; where values differ in type, as text."""
    rows: dict[str, list[int]] = {}
    values: dict[str, list[Any]] = {}
    for row, found in enumerate(properties):
        for name, value in found.items():
            if name in rows:
                rows[name].append(row)
                values[name].append(value)
            else:
                rows[name], values[name] = [row], [value]
    columns = {}
    for name, given in values.items():
        place = np.full(len(properties), -1, np.int64)
        place[rows[name]] = np.arange(len(given))
        columns[name] = _typed(given).take(pa.array(place, mask=place < 0))
    return pa.table(columns)


def _typed(values: list[Any]) -> pa.Array:
    kinds = {*map(type, values)}
    if kinds == {str}:
        return pa.array(values, pa.large_string())
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    if kinds <= {int, float}:
        with suppress(OverflowError):  # whole numbers beyond all floats stay text
            return pa.array([float(value) for value in values], pa.float64())
    return pa.array([text_of(value) for value in values], pa.large_string())
