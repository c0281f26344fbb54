"""Receiving: into the inbox, durable; and settling the inbox into the store, exactly once."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa

from footpath.collecting.bots import is_bot
from footpath.collecting.inbox import Inbox
from footpath.collecting.live_sources import SourceSettings, settings_of
from footpath.collecting.messages import batch_of, links_of
from footpath.collecting.pipeline import take_in
from footpath.collecting.protocols._protocol import Delivery, Message, Protocol
from footpath.collecting.regrouping import regrouped
from footpath.identity.ledger import Ledger
from footpath.records import tables
from footpath.shelf import items
from footpath.store.ids import HOUR_MS
from footpath.store.manifest import read_manifest
from footpath.store.store import Store
from footpath.vocabulary.event import Rejection

#: So much of the inbox is settled at once: about 50,000 events.
MOST_BYTES_A_SETTLE = 24 << 20
_FROM_THE_CUSTOMER = ("web", "app")


@cache
def protocols() -> dict[str, Protocol]:
    """Every protocol by its name."""
    return {name: shape() for name, shape in items("footpath.collecting.protocols", Protocol).items()}  # type: ignore[type-abstract]


def receive(inbox: Inbox, source: int, events: Sequence[dict[str, Any]]) -> None:
    """Take events (keys as the columns of ``EVENTS``, ``properties`` an object, ``time`` UTC ms). Durable on return."""
    body = msgspec.json.encode({"events": events})
    inbox.append([Delivery(source, "plain", int(time.time() * 1000), "/v1/events", "", "", body)])


def settle_inbox(store: Store, inbox: Inbox, ledger: Ledger) -> int:
    """Settle what waits by now, one source after another; returns how many deliveries were settled.

    A repeat after a crash comes to the same result: each source's cursor is committed with its events, and what is at
    or below it is only deleted.
    """
    settled = 0
    with store.locked("writer"):
        cursor = read_manifest(store.database).state.cursor
        inbox.forget(cursor)
        newest = inbox.newest()  # what comes meanwhile is left for the next time: settles of few events cost as much
        while cursor < newest and (deliveries := inbox.after(cursor, MOST_BYTES_A_SETTLE)):
            cursor = deliveries[-1].id
            of_source: dict[int, list[Delivery]] = {}
            for delivery in deliveries:
                of_source.setdefault(delivery.source, []).append(delivery)
            done = _cursors(store)
            for last, (source, own) in enumerate(of_source.items(), 1):
                fresh = [delivery for delivery in own if delivery.id > done.get(source, 0)]
                _settle(store, ledger, source, fresh, cursor, whole=last == len(of_source))
            settled += len(deliveries)
            inbox.forget(cursor)
    return settled


def _cursors(store: Store) -> dict[int, int]:
    with store.database.reading() as connection:
        return dict(connection.execute(sa.select(tables.inbox_cursor.c.source, tables.inbox_cursor.c.cursor)).all())


def _settle(store: Store, ledger: Ledger, source: int, deliveries: list[Delivery], cursor: int, *, whole: bool) -> None:
    """One source's part of what was read; ``whole``: with it, all up to ``cursor`` is settled."""
    here = tables.inbox_cursor
    statements = [sa.delete(here).where(here.c.source == source), sa.insert(here).values(source=source, cursor=cursor)]
    messages: list[Message] = []
    lines: list[int] = []
    rejected: list[Rejection] = []
    settings = settings_of(store.database, source)
    for delivery in deliveries:
        for said in _messages(delivery):
            if isinstance(said, Rejection):
                rejected.append(replace(said, line=delivery.id))
            else:
                messages.append(_completed(said, delivery, settings))
                lines.append(delivery.id)
    hour = max((delivery.received_ms for delivery in deliveries), default=0) // HOUR_MS
    batch, told = batch_of(source, messages, lines, rejected, hour)
    repeated = len(messages) - batch.events.num_rows
    change = ledger.add(*links_of(source, messages))
    upto = cursor if whole else None
    take_in(store, source, "inbox", batch, told, upto, repeated, statements, regrouped(change))
    ledger.keep(change)


def _completed(message: Message, delivery: Delivery, settings: SourceSettings) -> Message:
    """A message with what its source says of it: the channel, where it names none; the network of who sent it from a
    page or an app (a server's says nothing of the customer), and whether that was a bot: then no customer did it."""
    if message.channel is None:
        message.channel = settings.channel
    elif message.channel in _FROM_THE_CUSTOMER and message.actor == "customer":
        if delivery.address:
            message.properties = {**message.properties, "network": delivery.address}
        if is_bot(delivery.agent):
            message.properties = {**message.properties, "bot": True}
            message.actor = "system"
    return message


def _messages(delivery: Delivery) -> Iterable[Message | Rejection]:
    """What a delivery says. One that cannot be read at all, which the door should not have taken, is kept whole."""
    protocol = protocols().get(delivery.protocol)
    try:
        if protocol is None:
            raise ValueError(f"There is no protocol {delivery.protocol!r} here.")
        return list(protocol.messages(delivery))
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        return [Rejection(1, "bad_json", delivery.body.decode("utf-8", "replace"), str(error))]
