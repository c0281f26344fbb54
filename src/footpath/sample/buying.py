"""Second chapter: the basket, the checkout, the card that is declined, the order."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment, letters
from footpath.sample.clock import MINUTE, Floats, Ints, soon, walk
from footpath.sample.finding import Compared
from footpath.sample.kinds import code, codes
from footpath.sample.people import any_product
from footpath.sample.story import Rows, Story

_SHARE_BUYS = 0.325
_PRICES = np.array([product.price_eur for product in assortment.PRODUCTS])
_SHARE_CHECKS_OUT = 0.86
_SHARE_RETRIES = 0.58  # of those whose card was declined
_SHARE_PAYS_IN_STORE = 0.2  # of those who were advised there


@dataclass(frozen=True)
class Orders:
    """One row an order: who, when, what, and what the purchase felt like."""

    rows: Rows
    time: Ints
    product: Ints
    in_store: npt.NDArray[np.bool_]
    feeling: Floats


def buy(story: Story, compared: Compared) -> Orders:
    """Those who decide to buy, in the store or on the screen."""
    people, rows = story.people, compared.rows
    wish = people.of(rows, assortment.PERSONAS, "persona", "buys")
    chance = _SHARE_BUYS * wish + 0.13 * compared.advised + 0.1 * compared.feeling + 0.09 * compared.read_reviews
    decides = story.happens(rows, chance)
    in_store = decides & compared.advised & story.happens(rows, _SHARE_PAYS_IN_STORE)
    counter = _at_the_counter(story, rows[in_store], compared.done[in_store])
    online = decides & ~in_store
    screen = _on_the_screen(story, rows[online], compared.done[online])
    joined = [np.concatenate([getattr(counter, name), getattr(screen, name)]) for name in Orders.__annotations__]
    return Orders(*joined)


def basket_size(story: Story, rows: Rows) -> Ints:
    """How many products each row takes."""
    mean = story.people.of(rows, assortment.PERSONAS, "persona", "items")
    return 1 + story.rng.poisson(mean - 1)


def _at_the_counter(story: Story, rows: Rows, before: Ints) -> Orders:
    time = soon(story.rng, before, 300)
    product, items = story.people.product[rows], basket_size(story, rows)
    value = np.round(_PRICES[product] * (0.6 + 0.4 * items), 2)
    story.trail.add(rows, time, code("Order Completed", "store"), value=value, product=product, items=items)
    return Orders(rows, time, product, np.ones(len(rows), bool), np.full(len(rows), 0.5))


def _on_the_screen(story: Story, rows: Rows, before: Ints) -> Orders:
    rng, trail, people = story.rng, story.trail, story.people
    app = story.on_app(rows)
    wait = np.where(story.happens(rows, 0.4), 0.0, rng.gamma(1.2, 1.9, len(rows)))
    begun = np.where(wait == 0, soon(rng, before, 120), story.later(rows, before, wait))
    seen = soon(rng, begun, 30)
    product = people.product[rows]
    trail.add(rows, seen, codes("Product Viewed", app), product=product)
    items = basket_size(story, rows)
    put, time = walk(rng, seen, items, 70)
    extra = any_product(rng, people.persona[rows][put])
    basket = np.where(np.diff(put, prepend=-1) > 0, product[put], extra)
    trail.add(rows[put], time, codes("Product Added", app[put]), product=basket)
    value = np.bincount(put, _PRICES[basket], len(rows))
    filled = seen.copy()
    np.maximum.at(filled, put, time)
    looks_back = np.flatnonzero(story.happens(rows, 0.22))
    filled[looks_back] = soon(rng, filled[looks_back], 60)
    trail.add(
        rows[looks_back], filled[looks_back], codes("Product Viewed", app[looks_back]), product=product[looks_back]
    )
    starts = story.happens(rows, _SHARE_CHECKS_OUT)
    started = soon(rng, filled, 50)
    reminded, clicked = letters.send(story, rows[~starts], filled[~starts], 0.4, "your-basket")
    back = np.searchsorted(rows, reminded)
    starts[back], started[back] = True, soon(rng, clicked, 60)
    go = np.flatnonzero(starts)
    return _check_out(story, rows[go], started[go], app[go], product[go], np.round(value[go], 2), items[go])


def _check_out(
    story: Story, rows: Rows, started: Ints, app: npt.NDArray[np.bool_], product: Ints, value: Floats, items: Ints
) -> Orders:
    rng, trail, people = story.rng, story.trail, story.people
    trail.add(rows, started, codes("Checkout Started", app))
    paid = soon(rng, started, 150)
    declined = story.happens(rows, people.of(rows, assortment.COUNTRIES, "country", "declined") + 0.03 * app)
    trail.add(rows[declined], paid[declined], codes("Payment Failed", app[declined]))
    retries = declined & story.happens(rows, _SHARE_RETRIES)
    paid[retries] = soon(rng, paid[retries], 170)
    fails_again = retries & story.happens(rows, 0.18)
    trail.add(rows[fails_again], paid[fails_again], codes("Payment Failed", app[fails_again]))
    gives_up = story.happens(rows, 0.05)
    orders = ~gives_up & (~declined | (retries & ~fails_again))
    trail.add(
        rows[orders], paid[orders], codes("Order Completed", app[orders]),
        value=value[orders], product=product[orders], items=items[orders],
    )  # fmt: skip
    feeling = np.where(declined, -0.75, 0.14) + people.patience[rows] + rng.normal(0, 0.25, len(rows))
    asked = orders | declined
    rated = np.flatnonzero(asked & story.voices.answering(feeling, 0.17))
    answer = story.voices.answer(feeling[rated], "ces", "checkout", people.language[rows[rated]])
    trail.add(rows[rated], paid[rated] + MINUTE, codes("Checkout Rated", app[rated]), **answer)
    done = np.flatnonzero(orders)
    return Orders(rows[done], paid[done], product[done], np.zeros(len(done), bool), np.clip(feeling[done], -1, 1))
