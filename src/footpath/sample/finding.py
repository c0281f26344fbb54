"""First chapter: how people find the shop, and what they compare before they decide."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment, letters
from footpath.sample.clock import MINUTE, Floats, Hours, Ints, row_of, soon, walk
from footpath.sample.kinds import code, codes
from footpath.sample.people import any_product
from footpath.sample.story import Rows, Story

_SOURCES = list(assortment.SOURCES)
_STORE = _SOURCES.index("store")
_SHARE_COMPARES = 0.6
#: Share of visits that open the home page, by source.
_LANDS_HOME = np.array([0.46, 0.58, 0.63, 0.55, 1.0, 0.0])
#: Where later visits come from: mostly straight to the shop.
_RETURNS_BY = np.array([0.09, 0.24, 0.07, 0.0, 0.6, 0.0])
_IDLE_VISITS = 0.9  # mean number of further visits of those who never look at a product
_VISITS = 1.5  # mean number of further visits of those who compare
_SHARE_ADVISED = 0.68


@dataclass(frozen=True)
class Compared:
    """Who compared; ``done`` is the end of it; ``feeling`` what a store visit left (0 without one)."""

    rows: Rows
    done: Ints
    advised: npt.NDArray[np.bool_]
    feeling: Floats
    read_reviews: npt.NDArray[np.bool_]


def discover(story: Story) -> Compared:
    """Everyone's first visit; those who look further go on to ``_compare``."""
    people = story.people
    everyone = np.arange(len(people))
    begun = _arrive(story, everyone, people.source, people.arrival)
    compares = story.happens(everyone, _SHARE_COMPARES) | (people.source == _STORE)
    idle = everyone[~compares]
    again = row_of(story.rng.poisson(_IDLE_VISITS, len(idle)))
    gaps = story.rng.exponential(4.0, len(again))
    _visit(story, idle[again], story.later(idle[again], begun[idle][again], gaps))
    return _compare(story, everyone[compares], begun[compares])


def _visit(story: Story, rows: Rows, time: Ints) -> Ints:
    """A later visit: through an advertisement, a search, a post, or straight to the shop."""
    source = np.searchsorted(np.cumsum(_RETURNS_BY), story.rng.random(len(rows)), side="right")
    return _arrive(story, rows, np.minimum(source, len(_RETURNS_BY) - 2), time)


def _arrive(story: Story, rows: Rows, source: Ints, time: Ints) -> Ints:
    """The event of the source (none for direct and store), then the home page for some. Returns the time after it."""
    for name, kind in (("ads", "Ad Clicked"), ("search", "Search Clicked"), ("social", "Social Post Seen")):
        mine = np.flatnonzero(source == _SOURCES.index(name))
        story.trail.add(rows[mine], time[mine], code(kind, name), campaign=story.campaign(name, mine))
    mine = np.flatnonzero(source == _SOURCES.index("email"))
    letters.first_letter(story, rows[mine], time[mine])
    begun = soon(story.rng, time, 20)
    home = np.flatnonzero(story.happens(rows, _LANDS_HOME[source]))
    app = story.on_app(rows[home])
    story.trail.add(rows[home], begun[home], codes("Home Viewed", app))
    _rate_page(story, "Home Page Rated", rows[home], begun[home], app, centre=0.12, asked=0.004)
    return soon(story.rng, begun, 30)


def _compare(story: Story, rows: Rows, begun: Ints) -> Compared:
    """Visits with product pages, comparisons and reviews; store visits; the reminder that follows."""
    rng, people = story.rng, story.people
    from_screen = people.source[rows] != _STORE
    first = np.flatnonzero(from_screen)
    further = row_of(rng.poisson(_VISITS, len(rows)))
    wanted = story.later(rows[further], begun[further], rng.gamma(1.3, 2.1, len(further)))
    entered = _visit(story, rows[further], wanted)
    position = np.concatenate([first, further])
    start = np.concatenate([begun[first], entered])
    end, read = _look(story, rows[position], start)
    clicked_rows, clicked = letters.send(story, rows[first], begun[first], 1.0, "still-looking")
    reminded = np.searchsorted(rows, clicked_rows)
    end_reminded, read_reminded = _look(story, clicked_rows, soon(rng, clicked, 25))
    done = begun.copy()
    np.maximum.at(done, position, end)
    np.maximum.at(done, reminded, end_reminded)
    read_reviews = np.zeros(len(rows), bool)
    read_reviews[position[read]] = True
    read_reviews[reminded[read_reminded]] = True
    walked_in = np.where(from_screen, 0, begun)
    return _store(story, rows, done, read_reviews, walked_in)


def _look(story: Story, rows: Rows, start: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """One visit to product pages. Returns its end and whether reviews were read."""
    rng, people, trail = story.rng, story.people, story.trail
    app = story.on_app(rows)
    views, time = walk(rng, start, 1 + rng.geometric(0.33, len(rows)), 85)
    sought = people.product[rows][views]
    product = np.where(story.happens(views, 0.55), sought, any_product(rng, people.persona[rows][views]))
    trail.add(rows[views], time, codes("Product Viewed", app[views]), product=product)
    end = start.copy()
    np.maximum.at(end, views, time)
    _rate_page(story, "Product Page Rated", rows, end, app, centre=0.3, asked=0.035)
    read = story.happens(rows, 0.3)
    for kind, mine in (
        ("Review Read", np.flatnonzero(read)),
        ("Products Compared", np.flatnonzero(story.happens(rows, 0.24))),
        ("Competitor Compared", np.flatnonzero(story.happens(rows, 0.1))),
    ):
        end[mine] = soon(rng, end[mine], 75)
        trail.add(rows[mine], end[mine], codes(kind, app[mine]), product=people.product[rows][mine])
    return end, read


def _rate_page(
    story: Story, name: str, rows: Rows, time: Ints, app: npt.NDArray[np.bool_], centre: float, asked: float
) -> None:
    """The question at the edge of a page; few answer it."""
    feeling = np.clip(centre + story.people.patience[rows] + story.rng.normal(0, 0.35, len(rows)), -1, 1)
    rated = np.flatnonzero(story.voices.answering(feeling, asked))
    answer = story.voices.answer(feeling[rated], "csat", "site", story.people.language[rows[rated]])
    story.trail.add(rows[rated], soon(story.rng, time[rated], 20), codes(name, app[rated]), **answer)


def _store(story: Story, rows: Rows, done: Ints, read_reviews: npt.NDArray[np.bool_], walked_in: Ints) -> Compared:
    """Visits to a store, with or without advice, rated at the door; ``walked_in``: when it began there, or 0."""
    rng, people, trail = story.rng, story.people, story.trail
    goes = (walked_in > 0) | story.happens(rows, people.of(rows, assortment.PERSONAS, "persona", "store"))
    visitors = rows[goes]
    came = story.later(visitors, done[goes], rng.gamma(1.5, 1.6, len(visitors)), Hours.STORE)
    came = np.where(walked_in[goes] > 0, walked_in[goes], came)
    trail.add(visitors, came, code("Store Visited", "store"))
    advised = story.happens(visitors, _SHARE_ADVISED)
    talk = came + (rng.uniform(4, 20, len(visitors)) * MINUTE).astype(np.int64)
    sought = people.product[visitors]
    trail.add(visitors[advised], talk[advised], code("Advice Given", "store"), product=sought[advised])
    left = soon(rng, talk, 420)
    feeling = np.where(advised, 0.76, 0.14) + people.patience[visitors] + rng.normal(0, 0.28, len(visitors))
    rated = np.flatnonzero(story.voices.answering(feeling, 0.24))
    answer = story.voices.answer(feeling[rated], "csat", "store", people.language[visitors[rated]])
    trail.add(visitors[rated], left[rated], code("Store Visit Rated", "store"), **answer)
    full_feeling, full_advised, end = np.zeros(len(rows)), np.zeros(len(rows), bool), done.copy()
    full_feeling[goes], full_advised[goes], end[goes] = np.clip(feeling, -1, 1), advised, np.maximum(left, done[goes])
    return Compared(rows, end, full_advised, full_feeling, read_reviews)
