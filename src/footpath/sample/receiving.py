"""Third chapter: the parcel, on time or late, and the questions about it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment
from footpath.sample.buying import Orders
from footpath.sample.clock import DAY, HOUR, MINUTE, Floats, Hours, Ints, row_of, soon
from footpath.sample.kinds import code, codes
from footpath.sample.story import Rows, Story
from footpath.sample.support import contact

_SHARE_LOST = 0.025
_SHARE_COLLECTED = 0.12  # in a store instead of by carrier
_SHARE_TOLD = 0.72  # of those whose parcel is late


@dataclass(frozen=True)
class Received:
    """One row a delivered order."""

    rows: Rows
    time: Ints
    product: Ints
    late: npt.NDArray[np.bool_]
    feeling: Floats


def receive(story: Story, orders: Orders) -> Received:
    """Dispatch, messages, tracking and delivery; store purchases are taken home at once."""
    rng, people, trail = story.rng, story.people, story.trail
    sent = np.flatnonzero(~orders.in_store)
    rows, product = orders.rows[sent], orders.product[sent]
    shipped = story.later(rows, orders.time[sent], rng.gamma(2.0, 0.42, len(rows)), Hours.CARRIER)
    trail.add(rows, shipped, story.notice("Order Shipped", rows), product=product)
    late = story.happens(rows, people.of(rows, assortment.COUNTRIES, "country", "late"))
    lost = story.happens(rows, _SHARE_LOST)
    due = shipped + (rng.gamma(4.0, 0.5, len(rows)) * DAY).astype(np.int64)
    delay = np.where(late, 1.6 + rng.gamma(2.0, 1.1, len(rows)), 0.0)
    arrived = story.later(rows, due, delay, Hours.CARRIER)
    _track(story, rows, shipped, arrived, late)
    told = _warn(story, rows, due, late | lost)
    asks = (late & story.happens(rows, np.where(told, 0.3, 0.46))) | (lost & story.happens(rows, 0.85))
    chased = np.minimum(due + (rng.uniform(0.3, 1.5, len(rows)) * DAY).astype(np.int64), arrived - 2 * HOUR)
    contact(story, rows[asks], chased[asks], annoyance=0.45)
    repaid = np.flatnonzero(lost)
    refunded = story.later(rows[repaid], due[repaid], np.full(len(repaid), 6.0), Hours.PHONE)
    trail.add(rows[repaid], refunded, code("Refund Issued", "email"))
    here = np.flatnonzero(~lost)
    return _hand_over(story, rows[here], arrived[here], product[here], late[here], told[here])


def _track(story: Story, rows: Rows, shipped: Ints, arrived: Ints, late: npt.NDArray[np.bool_]) -> None:
    """People look where the parcel is; those who wait longer look more often."""
    rng, people = story.rng, story.people
    looks = row_of(rng.poisson(np.where(late, 2.6, 1.15), len(rows)))
    time = shipped[looks] + ((arrived - shipped)[looks] * rng.random(len(looks))).astype(np.int64)
    on_screen = np.flatnonzero(story.happens(looks, 0.7))
    link = np.setdiff1d(np.arange(len(looks)), on_screen)
    screen = rows[looks[on_screen]]
    story.trail.add(screen, time[on_screen], codes("Parcel Tracked", story.on_app(screen)))
    story.trail.add(rows[looks[link]], time[link], code("Parcel Tracked", "carrier"))
    feeling = np.where(late, -0.5, 0.2)[looks[link]] + people.patience[rows[looks[link]]]
    rated = np.flatnonzero(story.voices.answering(feeling, 0.12))
    who = rows[looks[link]][rated]
    answer = story.voices.answer(feeling[rated], "csat", "tracking", people.language[who])
    story.trail.add(who, soon(rng, time[link][rated], 40), code("Tracking Rated", "carrier"), **answer)


def _warn(story: Story, rows: Rows, due: Ints, late: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tells most people that the parcel is late, mostly not before it is. Returns who was told."""
    told = late & story.happens(rows, _SHARE_TOLD)
    mine = np.flatnonzero(told)
    time = due[mine] + (story.rng.normal(0.1, 0.25, len(mine)) * DAY).astype(np.int64)
    story.trail.add(rows[mine], time, story.notice("Delivery Delayed", rows[mine]), late=1)
    return told


def _hand_over(
    story: Story, rows: Rows, arrived: Ints, product: Ints, late: npt.NDArray[np.bool_], told: npt.NDArray[np.bool_]
) -> Received:
    rng, people, trail = story.rng, story.people, story.trail
    collected = story.happens(rows, _SHARE_COLLECTED)
    kind = codes("Order Delivered", collected, ("carrier", "store"))
    trail.add(rows, arrived, kind, late=late, product=product)
    mood = np.where(late, np.where(told, -0.72, -0.95), 0.32) + people.patience[rows]
    feeling = np.clip(mood + rng.normal(0, 0.27, len(rows)), -1, 1)
    rated = np.flatnonzero(story.voices.answering(feeling, 0.3))
    asked = arrived[rated] + (rng.uniform(40, 600, len(rated)) * MINUTE).astype(np.int64)
    answer = story.voices.answer(feeling[rated], "csat", "delivery", people.language[rows[rated]])
    trail.add(rows[rated], asked, story.notice("Delivery Rated", rows[rated]), late=late[rated], **answer)
    return Received(rows, arrived, product, late, feeling)
