"""Second chapter: the basket, the checkout, the card that is declined, the order."""

from dataclasses import dataclass

import numpy as np

from footpath.sample import assortment, letters
from footpath.sample.clock import MINUTE
from footpath.sample.draws import Floats, Ints
from footpath.sample.finding import Compared
from footpath.sample.kinds import code, codes
from footpath.sample.story import Mask, Rows, Story
from footpath.sample.voices import ask, feel
from footpath.sample.world import OUTAGE, factor

_SHARE_BUYS = 0.315
_FOR_ADVICE, _FOR_FEELING, _FOR_REVIEWS = 0.13, 0.1, 0.09  # what each adds to it
_PRICES = np.array([product.price_eur for product in assortment.PRODUCTS])
_SHARE_CHECKS_OUT = 0.86
_SHARE_RETRIES = 0.58  # of those whose card was declined
_SHARE_PAYS_IN_STORE = 0.2  # of those who were advised there


@dataclass(frozen=True)
class Orders:
    """One row an order: who, when, what and how many, and what the purchase felt like."""

    rows: Rows
    time: Ints
    product: Ints
    items: Ints
    in_store: Mask
    feeling: Floats


def buy(story: Story, compared: Compared) -> Orders:
    """Those who decide to buy, in the store or on the screen."""
    people, rows = story.people, compared.rows
    wish = people.of(rows, assortment.PERSONAS, "persona", "buys") * people.of(rows, assortment.AGES, "age", "buys")
    chance = _SHARE_BUYS * wish + compared.lift + _FOR_ADVICE * compared.advised
    chance += _FOR_FEELING * compared.feeling + _FOR_REVIEWS * compared.read_reviews
    decides = story.happens("buys", rows, chance)
    in_store = decides & compared.advised & story.happens("pays in store", rows, _SHARE_PAYS_IN_STORE)
    counter = _at_the_counter(story, rows[in_store], compared.done[in_store])
    online = decides & ~in_store
    screen = _on_the_screen(story, rows[online], compared.done[online])
    joined = [np.concatenate([getattr(counter, name), getattr(screen, name)]) for name in Orders.__annotations__]
    return Orders(*joined)


def basket_size(story: Story, what: str, rows: Rows) -> Ints:
    """How many products each row takes."""
    mean = story.people.of(rows, assortment.PERSONAS, "persona", "items")
    return 1 + story.draws.poisson(f"items: {what}", rows, mean - 1)


def _at_the_counter(story: Story, rows: Rows, before: Ints) -> Orders:
    time = story.soon("counter", rows, before, 300)
    product, items = story.people.product[rows], basket_size(story, "first", rows)
    value = np.round(_PRICES[product] * (0.6 + 0.4 * items), 2)
    story.trail.add(rows, time, code("Order Completed", "store"), value=value, product=product, items=items)
    return Orders(rows, time, product, items, np.ones(len(rows), bool), np.full(len(rows), 0.5))


def _on_the_screen(story: Story, rows: Rows, before: Ints) -> Orders:
    trail = story.trail
    app = story.on_app("basket", rows)
    at_once = story.happens("buys at once", rows, 0.4)
    begun = story.later("basket", rows, before, story.draws.gamma("thinks", rows, 1.2, 1.9))
    begun = np.where(at_once, story.soon("at once", rows, before, 120), begun)
    seen = story.soon("sees it again", rows, begun, 30)
    product = story.people.product[rows]
    trail.add(rows, seen, codes("Product Viewed", app), product=product)
    items = basket_size(story, "first", rows)
    put = story.walk("basket", rows, seen, items, 70)
    extra = story.wanted("extra", rows[put.of], story.step(put.of, put.number))
    basket = np.where(put.number == 0, product[put.of], extra)
    trail.add(rows[put.of], put.time, codes("Product Added", app[put.of]), product=basket)
    value = np.round(np.bincount(put.of, _PRICES[basket], len(rows)), 2).astype(np.float64)
    filled = seen.copy()
    np.maximum.at(filled, put.of, put.time)
    looks_back = np.flatnonzero(story.happens("looks back", rows, 0.22))
    filled[looks_back] = story.soon("looks back", rows[looks_back], filled[looks_back], 60)
    kind = codes("Product Viewed", app[looks_back])
    trail.add(rows[looks_back], filled[looks_back], kind, product=product[looks_back])
    starts = story.happens("checks out", rows, _SHARE_CHECKS_OUT)
    started = story.soon("checkout", rows, filled, 50)
    waits = np.flatnonzero(~starts)
    order = waits[np.argsort(rows[waits])]
    reminded, clicked = letters.send(story, rows[order], filled[order], 0.4, "your-basket")
    back = order[np.searchsorted(rows[order], reminded)]
    starts[back], started[back] = True, story.soon("back", reminded, clicked, 60)
    go = np.flatnonzero(starts)
    return _check_out(story, rows[go], started[go], app[go], product[go], value[go], items[go])


def _check_out(story: Story, rows: Rows, started: Ints, app: Mask, product: Ints, value: Floats, items: Ints) -> Orders:
    people, trail = story.people, story.trail
    trail.add(rows, started, codes("Checkout Started", app))
    paid = story.soon("pays", rows, started, 150)
    fails = people.of(rows, assortment.COUNTRIES, "country", "declined") + 0.03 * app
    fails = np.minimum(fails * factor(OUTAGE, started), 0.95)
    declined = story.befalls("payment_declined", rows, fails, started)
    trail.add(rows[declined], paid[declined], codes("Payment Failed", app[declined]))
    retries = declined & story.happens("retries", rows, _SHARE_RETRIES)
    paid[retries] = story.soon("pays again", rows[retries], paid[retries], 170)
    fails_again = retries & story.happens("fails again", rows, 0.18)
    trail.add(rows[fails_again], paid[fails_again], codes("Payment Failed", app[fails_again]))
    gives_up = story.happens("gives up", rows, 0.05)
    orders = ~gives_up & (~declined | (retries & ~fails_again))
    trail.add(
        rows[orders], paid[orders], codes("Order Completed", app[orders]),
        value=value[orders], product=product[orders], items=items[orders],
    )  # fmt: skip
    feeling = feel(story, "checkout", rows, np.where(declined, -0.75, 0.14), 0.25)
    asked = np.flatnonzero(orders | declined)
    kind = codes("Checkout Rated", app[asked])
    ask(story, "checkout", "ces", 0.17, rows[asked], feeling[asked], started[asked], paid[asked] + MINUTE, kind)
    done = np.flatnonzero(orders)
    in_store = np.zeros(len(done), bool)
    return Orders(rows[done], paid[done], product[done], items[done], in_store, feeling[done])
