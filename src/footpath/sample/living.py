"""Last chapter: setting up, asking for help, sending back, recommending, and ordering again."""

import numpy as np

from footpath.sample import assortment
from footpath.sample.buying import basket_size
from footpath.sample.clock import DAY, HOUR, MINUTE, Hours
from footpath.sample.draws import Floats, Ints
from footpath.sample.kinds import code, codes
from footpath.sample.receiving import Received
from footpath.sample.story import Mask, Rows, Story
from footpath.sample.support import Asked, contact
from footpath.sample.voices import ask, feel

_PRICES = np.array([product.price_eur for product in assortment.PRODUCTS])
_SHARE_SETS_UP = 0.7
_SHARE_STUCK, _STUCK_WITHOUT_GUIDE = 0.12, 0.28
_SHARE_RETURNS = 0.075
#: Guides that leave out a step, by category of the product.
_UNFINISHED = {"Lighting": 0.3, "Smart home": 0.42, "Bathroom": 0.34, "Tools": 0.1, "Paint": 0.06, "Garden": 0.12}
_UNFINISHED_BY_PRODUCT = np.array([_UNFINISHED.get(product.category, 0.2) for product in assortment.PRODUCTS])


def use(story: Story, received: Received) -> Floats:
    """Set-up, help, questions and returns. Returns what each customer feels at the end of it."""
    rows, trail = received.rows, story.trail
    opened = story.later("opens", rows, received.time, story.draws.exponential("opens days", rows, 1.1))
    guided = np.flatnonzero(story.happens("follows the guide", rows, _SHARE_SETS_UP))
    unfinished = np.zeros(len(rows), bool)
    unfinished[guided] = _set_up(story, received, guided, opened)
    feeling = feel(story, "use", rows, np.where(unfinished, -0.3, 0.5), 0.3)
    _rate_guide(story, received, guided, opened, feeling)
    stuck = story.happens("stuck", rows, np.where(unfinished, _STUCK_WITHOUT_GUIDE, _SHARE_STUCK))
    share = story.people.of(rows, assortment.AGES, "age", "needs_help")
    reads = np.flatnonzero(story.befalls("help_read", rows, share, received.time))
    read_at = story.soon("help", rows[reads], opened[reads] + 26 * MINUTE, 400)
    trail.add(rows[reads], read_at, codes("Help Article Viewed", story.on_app("help", rows[reads])))
    unsolved = _ask_for_help(story, received, np.flatnonzero(stuck), opened)
    gone = _send_back(story, received, opened, feeling)
    after = 0.55 * received.feeling + 0.45 * feeling - 0.25 * gone - 0.45 * unsolved
    return np.clip(after, -1, 1)


def _set_up(story: Story, received: Received, mine: Ints, opened: Ints) -> Mask:
    """Pages of the guide. Returns who could not finish with it."""
    rows, product = received.rows[mine], received.product[mine]
    app = story.on_app("guide", rows)
    pages = story.walk("guide", rows, opened[mine], story.draws.geometric("guide pages", rows, 0.66), 240)
    first = pages.time[pages.number == 0]
    unfinished = story.befalls("unfinished_guide", rows, _UNFINISHED_BY_PRODUCT[product], first)
    story.trail.add(
        rows[pages.of], pages.time, codes("Guide Viewed", app[pages.of]),
        product=product[pages.of], finished=~unfinished[pages.of],
    )  # fmt: skip
    return unfinished


def _rate_guide(story: Story, received: Received, mine: Ints, opened: Ints, feeling: Floats) -> None:
    rows = received.rows[mine]
    end = opened[mine] + 20 * MINUTE
    kind = codes("Guide Rated", story.on_app("guide", rows))
    ask(story, "guide", "csat", 0.17, rows, feeling[mine], end, story.soon("guide rated", rows, end, 120), kind)


def _ask_for_help(story: Story, received: Received, stuck: Ints, opened: Ints) -> Floats:
    """Questions about the parcel and about the set-up; a customer asks once. Returns 1 where it was not solved."""
    parcel, rows = received.asks, received.rows
    mine = stuck[~np.isin(rows[stuck], parcel.rows)]
    asked = Asked(
        np.concatenate([parcel.rows, rows[mine]]),
        np.concatenate([parcel.wanted, opened[mine] + 2 * HOUR]),
        np.concatenate([parcel.annoyance, np.full(len(mine), 0.15)]),
    )
    unsolved = contact(story, asked)
    by_person = np.zeros(len(story.people))
    by_person[asked.rows[unsolved]] = 1.0
    return by_person[rows]


def _send_back(story: Story, received: Received, opened: Ints, feeling: Floats) -> Mask:
    rows = received.rows
    gone = story.happens("sends back", rows, _SHARE_RETURNS + 0.05 * received.late + 0.08 * (feeling < 0))
    mine = np.flatnonzero(gone)
    days = story.draws.gamma("return days", rows[mine], 2.0, 1.6)
    asked = story.later("return", rows[mine], opened[mine], days)
    kind = codes("Return Requested", story.on_app("return", rows[mine]))
    story.trail.add(rows[mine], asked, kind, product=received.product[mine])
    days = story.draws.gamma("refund days", rows[mine], 3.0, 1.5)
    repaid = story.later("refund", rows[mine], asked, days, Hours.PHONE)
    story.trail.add(rows[mine], repaid, code("Refund Issued", "email"), product=received.product[mine])
    return gone


def come_back(story: Story, received: Received, feeling: Floats) -> None:
    """Reviews, recommendations, the loyalty card, and the second order."""
    rows, draws = received.rows, story.draws
    _review(story, received, feeling)
    _recommend(story, received, feeling)
    joins = np.flatnonzero(story.happens("joins", rows, 0.05 + 0.1 * np.maximum(feeling, 0.0)))
    days = 2 + draws.exponential("joins days", rows[joins], 4.0)
    joined = story.later("joins", rows[joins], received.time[joins], days)
    kind = codes("Loyalty Joined", ~story.people.has_app[rows[joins]], ("app", "store"))
    story.trail.add(rows[joins], joined, kind)
    chance = np.clip(0.46 + 0.34 * feeling - 0.1 * received.late, 0.02, 0.9)
    chance *= story.people.of(rows, assortment.PERSONAS, "persona", "returns")
    chance *= story.people.of(rows, assortment.COUNTRIES, "country", "loyal")
    chance *= story.people.of(rows, assortment.AGES, "age", "returns")
    again = np.flatnonzero(story.happens("orders again", rows, chance))
    _order_again(story, rows[again], received.time[again])


def _review(story: Story, received: Received, feeling: Floats) -> None:
    rows = received.rows
    days = 2 + story.draws.gamma("review days", rows, 2.0, 1.8)
    time = story.later("review", rows, received.time, days)
    kind = codes("Review Submitted", story.on_app("review", rows))
    ask(story, "review", "csat", 0.14, rows, feeling, time, time, kind, product=received.product)


def _recommend(story: Story, received: Received, feeling: Floats) -> None:
    rows, people = received.rows, story.people
    time = received.time + ((7 + story.draws.gamma("nps days", rows, 1.5, 1.0)) * DAY).astype(np.int64)
    mine, points = ask(story, "nps", "nps", 0.12, rows, feeling, time, time, code("NPS Answered", "email"))
    friends = mine[(points >= 9) & story.happens("refers", rows[mine], 0.26)]
    kind = codes("Referral Sent", ~people.has_app[rows[friends]], ("app", "email"))
    story.trail.add(rows[friends], story.soon("refers", rows[friends], time[friends], 200), kind)


def _order_again(story: Story, rows: Rows, before: Ints) -> None:
    draws, trail, people = story.draws, story.trail, story.people
    app = people.has_app[rows] & story.happens("app: again", rows, 0.8)
    begun = story.later("again", rows, before, 3 + draws.gamma("again days", rows, 2.2, 4.2))
    direct = np.flatnonzero(story.happens("again from home", rows, 0.5))
    trail.add(rows[direct], begun[direct], codes("Home Viewed", app[direct]))
    seen = story.walk("again", rows, begun, draws.geometric("again pages", rows, 0.6), 60)
    product = story.wanted("again", rows)
    trail.add(rows[seen.of], seen.time, codes("Product Viewed", app[seen.of]), product=product[seen.of])
    end = begun.copy()
    np.maximum.at(end, seen.of, seen.time)
    put = story.soon("again put", rows, end, 40)
    trail.add(rows, put, codes("Product Added", app), product=product)
    started = story.soon("again checkout", rows, put, 45)
    trail.add(rows, started, codes("Checkout Started", app))
    pays = np.flatnonzero(story.happens("again pays", rows, 0.9))
    items = basket_size(story, "again", rows)
    value = np.round(_PRICES[product] * (0.7 + 0.3 * items), 2)
    paid = story.soon("again paid", rows[pays], started[pays], 110)
    trail.add(
        rows[pays], paid, codes("Second Order Completed", app[pays]),
        value=value[pays], product=product[pays], items=items[pays],
    )  # fmt: skip
    feeling = feel(story, "again", rows[pays], 0.5, 0.3)
    kind = codes("Second Order Rated", app[pays])
    ask(story, "again", "csat", 0.22, rows[pays], feeling, paid, paid + MINUTE, kind)
