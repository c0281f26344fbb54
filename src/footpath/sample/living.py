"""Last chapter: setting up, asking for help, sending back, recommending, and ordering again."""

import numpy as np

from footpath.sample import assortment
from footpath.sample.buying import basket_size
from footpath.sample.clock import DAY, MINUTE, Floats, Hours, Ints, soon, walk
from footpath.sample.kinds import code, codes
from footpath.sample.people import any_product
from footpath.sample.receiving import Received
from footpath.sample.story import Rows, Story
from footpath.sample.support import contact

_PRICES = np.array([product.price_eur for product in assortment.PRODUCTS])
_SHARE_SETS_UP = 0.7
_SHARE_NEEDS_HELP = 0.13
_SHARE_RETURNS = 0.075


def use(story: Story, received: Received) -> Floats:
    """Set-up, help and returns. Returns what each customer feels at the end of it."""
    rng, people, trail, rows = story.rng, story.people, story.trail, received.rows
    opened = story.later(rows, received.time, rng.exponential(1.1, len(rows)))
    guided = story.happens(rows, _SHARE_SETS_UP)
    feeling = np.clip(0.4 + people.patience[rows] + rng.normal(0, 0.38, len(rows)), -1, 1)
    _set_up(story, received, np.flatnonzero(guided), opened, feeling)
    stuck = story.happens(rows, _SHARE_NEEDS_HELP + 0.2 * (feeling < -0.1))
    reads = np.flatnonzero(stuck | story.happens(rows, 0.24))
    read_at = soon(rng, opened[reads] + 26 * MINUTE, 400)
    trail.add(rows[reads], read_at, codes("Help Article Viewed", story.on_app(rows[reads])))
    contact(story, rows[stuck], opened[stuck] + 2 * 60 * MINUTE, annoyance=0.15)
    gone = _send_back(story, received, opened, feeling)
    return np.clip(0.55 * received.feeling + 0.45 * feeling - 0.25 * gone, -1, 1)


def _set_up(story: Story, received: Received, mine: Ints, opened: Ints, feeling: Floats) -> None:
    rng, people, trail = story.rng, story.people, story.trail
    rows = received.rows[mine]
    app = story.on_app(rows)
    pages, time = walk(rng, opened[mine], rng.geometric(0.66, len(mine)), 240)
    trail.add(rows[pages], time, codes("Guide Viewed", app[pages]), product=received.product[mine][pages])
    end = opened[mine].copy()
    np.maximum.at(end, pages, time)
    rated = np.flatnonzero(story.voices.answering(feeling[mine], 0.17))
    answer = story.voices.answer(feeling[mine][rated], "csat", "guide", people.language[rows[rated]])
    trail.add(rows[rated], soon(rng, end[rated], 120), codes("Guide Rated", app[rated]), **answer)


def _send_back(
    story: Story, received: Received, opened: Ints, feeling: Floats
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    rows = received.rows
    gone = story.happens(rows, _SHARE_RETURNS + 0.05 * received.late + 0.08 * (feeling < 0))
    mine = np.flatnonzero(gone)
    asked = story.later(rows[mine], opened[mine], story.rng.gamma(2.0, 1.6, len(mine)))
    kind = codes("Return Requested", story.on_app(rows[mine]))
    story.trail.add(rows[mine], asked, kind, product=received.product[mine])
    repaid = story.later(rows[mine], asked, story.rng.gamma(3.0, 1.5, len(mine)), Hours.PHONE)
    story.trail.add(rows[mine], repaid, code("Refund Issued", "email"), product=received.product[mine])
    return gone


def come_back(story: Story, received: Received, feeling: Floats) -> None:
    """Reviews, recommendations, the loyalty card, and the second order."""
    rows = received.rows
    _speak(story, received, feeling)
    joins = np.flatnonzero(story.happens(rows, 0.05 + 0.1 * np.maximum(feeling, 0.0)))
    joined = story.later(rows[joins], received.time[joins], 2 + story.rng.exponential(4.0, len(joins)))
    kind = codes("Loyalty Joined", ~story.people.has_app[rows[joins]], ("app", "store"))
    story.trail.add(rows[joins], joined, kind)
    chance = np.clip(0.46 + 0.34 * feeling - 0.1 * received.late, 0.02, 0.9)
    chance *= story.people.of(rows, assortment.PERSONAS, "persona", "returns")
    again = np.flatnonzero(story.happens(rows, chance))
    _order_again(story, rows[again], received.time[again])


def _speak(story: Story, received: Received, feeling: Floats) -> None:
    rng, people, trail, rows = story.rng, story.people, story.trail, received.rows
    speaks = np.flatnonzero(story.voices.answering(feeling, 0.14))
    time = story.later(rows[speaks], received.time[speaks], 2 + rng.gamma(2.0, 1.8, len(speaks)))
    answer = story.voices.answer(feeling[speaks], "csat", "review", people.language[rows[speaks]])
    kind = codes("Review Submitted", story.on_app(rows[speaks]))
    trail.add(rows[speaks], time, kind, product=received.product[speaks], **answer)
    asked = np.flatnonzero(story.voices.answering(feeling, 0.12))
    answered = received.time[asked] + ((7 + rng.gamma(1.5, 1.0, len(asked))) * DAY).astype(np.int64)
    answer = story.voices.answer(feeling[asked] * 0.95, "nps", "nps", people.language[rows[asked]])
    trail.add(rows[asked], answered, code("NPS Answered", "email"), **answer)
    refers = answer["score"] >= 9
    refers &= story.happens(asked, 0.26)
    friends = asked[refers]
    kind = codes("Referral Sent", ~people.has_app[rows[friends]], ("app", "email"))
    trail.add(rows[friends], soon(rng, answered[refers], 200), kind)


def _order_again(story: Story, rows: Rows, before: Ints) -> None:
    rng, trail, people = story.rng, story.trail, story.people
    app = people.has_app[rows] & story.happens(rows, 0.8)
    begun = story.later(rows, before, 3 + rng.gamma(2.2, 4.2, len(rows)))
    direct = np.flatnonzero(story.happens(rows, 0.5))
    trail.add(rows[direct], begun[direct], codes("Home Viewed", app[direct]))
    seen, time = walk(rng, begun, rng.geometric(0.6, len(rows)), 60)
    product = any_product(rng, people.persona[rows])
    trail.add(rows[seen], time, codes("Product Viewed", app[seen]), product=product[seen])
    end = begun.copy()
    np.maximum.at(end, seen, time)
    put = soon(rng, end, 40)
    trail.add(rows, put, codes("Product Added", app), product=product)
    started = soon(rng, put, 45)
    trail.add(rows, started, codes("Checkout Started", app))
    pays = np.flatnonzero(story.happens(rows, 0.9))
    items = basket_size(story, rows)
    value = np.round(_PRICES[product] * (0.7 + 0.3 * items), 2)
    paid = soon(rng, started[pays], 110)
    trail.add(
        rows[pays], paid, codes("Second Order Completed", app[pays]),
        value=value[pays], product=product[pays], items=items[pays],
    )  # fmt: skip
    feeling = np.clip(0.5 + people.patience[rows[pays]] + rng.normal(0, 0.3, len(pays)), -1, 1)
    rated = np.flatnonzero(story.voices.answering(feeling, 0.22))
    answer = story.voices.answer(feeling[rated], "csat", "again", people.language[rows[pays][rated]])
    trail.add(rows[pays][rated], paid[rated] + MINUTE, codes("Second Order Rated", app[pays][rated]), **answer)
