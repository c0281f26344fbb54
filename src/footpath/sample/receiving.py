"""Third chapter: the parcel, on time or late."""

from dataclasses import dataclass

import numpy as np

from footpath.sample import assortment
from footpath.sample.buying import Orders
from footpath.sample.clock import DAY, HOUR, MINUTE, Hours, repeated
from footpath.sample.draws import Floats, Ints
from footpath.sample.kinds import code, codes
from footpath.sample.story import Mask, Rows, Story
from footpath.sample.support import Asked
from footpath.sample.voices import ask, feel
from footpath.sample.world import CARRIER, factor

_SHARE_LOST = 0.025
_SHARE_COLLECTED = 0.12  # in a store instead of by carrier
_SHARE_TOLD = 0.72  # of those whose parcel is late
_BULKY_FROM, _BULKY_LATER = 3, 0.12  # so many items come late more often by so much


@dataclass(frozen=True)
class Received:
    """One row a delivered order; ``asks``: who asks where it is, of them and of those whose parcel was lost."""

    rows: Rows
    time: Ints
    product: Ints
    late: Mask
    feeling: Floats
    asks: Asked


def receive(story: Story, orders: Orders) -> Received:
    """Dispatch, messages, tracking and delivery; store purchases are taken home at once."""
    draws, people, trail = story.draws, story.people, story.trail
    sent = np.flatnonzero(~orders.in_store)
    rows, product = orders.rows[sent], orders.product[sent]
    shipped = story.later("ships", rows, orders.time[sent], draws.gamma("packs", rows, 2.0, 0.42), Hours.CARRIER)
    trail.add(rows, shipped, story.notice("Order Shipped", rows), product=product)
    lost = story.happens("lost", rows, _SHARE_LOST)
    share = people.of(rows, assortment.COUNTRIES, "country", "late") * factor(CARRIER, shipped)
    share += _BULKY_LATER * (orders.items[sent] >= _BULKY_FROM)
    late = np.zeros(len(rows), bool)
    found = np.flatnonzero(~lost)
    late[found] = story.befalls("late_delivery", rows[found], share[found], shipped[found])
    due = shipped + (draws.gamma("travels", rows, 4.0, 0.5) * DAY).astype(np.int64)
    delay = np.where(late, 1.6 + draws.gamma("delay", rows, 2.0, 1.1), 0.0)
    arrived = story.later("arrives", rows, due, delay, Hours.CARRIER)
    _track(story, rows, shipped, arrived, late)
    told = _warn(story, rows, due, late | lost)
    share_asks = np.where(lost, 0.85, np.where(late, np.where(told, 0.3, 0.46), 0.0))
    asks = np.flatnonzero(story.happens("asks where it is", rows, share_asks))
    wait = ((0.3 + 1.2 * draws.uniform("waits", rows[asks])) * DAY).astype(np.int64)
    chased = Asked(rows[asks], np.minimum(due[asks] + wait, arrived[asks] - 2 * HOUR), np.full(len(asks), 0.45))
    repaid = np.flatnonzero(lost)
    refunded = story.later("repaid", rows[repaid], due[repaid], np.full(len(repaid), 6.0), Hours.PHONE)
    trail.add(rows[repaid], refunded, code("Refund Issued", "email"))
    feeling = _hand_over(story, rows[found], arrived[found], product[found], late[found], told[found])
    return Received(rows[found], arrived[found], product[found], late[found], feeling, chased)


def _track(story: Story, rows: Rows, shipped: Ints, arrived: Ints, late: Mask) -> None:
    """People look where the parcel is; those who wait longer look more often."""
    looks, number = repeated(story.draws.poisson("looks", rows, np.where(late, 2.6, 1.15)))
    share = story.draws.uniform("looks when", rows[looks], number)
    time = shipped[looks] + ((arrived - shipped)[looks] * share).astype(np.int64)
    on_screen = story.happens("tracks on screen", rows[looks], 0.7, number)
    screen = rows[looks[on_screen]]
    kind = codes("Parcel Tracked", story.on_app("track", screen, number[on_screen]))
    story.trail.add(screen, time[on_screen], kind)
    link, turn, seen = looks[~on_screen], number[~on_screen], time[~on_screen]
    story.trail.add(rows[link], seen, code("Parcel Tracked", "carrier"))
    feeling = feel(story, "tracking", rows[link], np.where(late, -0.5, 0.2)[link], 0.2, turn)
    asked = story.soon("tracking", rows[link], seen, 40, turn)
    ask(story, "tracking", "csat", 0.12, rows[link], feeling, seen, asked, code("Tracking Rated", "carrier"), turn)


def _warn(story: Story, rows: Rows, due: Ints, late: Mask) -> Mask:
    """Tells most people that the parcel is late, mostly not before it is. Returns who was told."""
    told = late & story.happens("told", rows, _SHARE_TOLD)
    mine = np.flatnonzero(told)
    time = due[mine] + ((0.1 + story.draws.normal("told when", rows[mine], 0.25)) * DAY).astype(np.int64)
    story.trail.add(rows[mine], time, story.notice("Delivery Delayed", rows[mine]), late=1)
    return told


def _hand_over(story: Story, rows: Rows, arrived: Ints, product: Ints, late: Mask, told: Mask) -> Floats:
    """Delivery and the question how it was. Returns what each feels."""
    collected = story.happens("collects", rows, _SHARE_COLLECTED)
    kind = codes("Order Delivered", collected, ("carrier", "store"))
    story.trail.add(rows, arrived, kind, late=late, product=product)
    feeling = feel(story, "delivery", rows, np.where(late, np.where(told, -0.72, -0.95), 0.32), 0.27)
    asked = arrived + ((40 + 560 * story.draws.uniform("asked", rows)) * MINUTE).astype(np.int64)
    kind = story.notice("Delivery Rated", rows)
    ask(story, "delivery", "csat", 0.3, rows, feeling, arrived, asked, kind, late=late)
    return feeling
