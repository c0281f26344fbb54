"""First chapter: how people find the shop, and what they compare before they decide."""

from dataclasses import dataclass

import numpy as np

from footpath.sample import assortment, letters
from footpath.sample.clock import END_MS, MINUTE, Hours, repeated
from footpath.sample.draws import Floats, Ints, Turn
from footpath.sample.kinds import code, codes
from footpath.sample.story import Mask, Rows, Story
from footpath.sample.voices import ask, feel
from footpath.sample.world import COMES_ANYWAY, LIFT

_SOURCES = list(assortment.SOURCES)
_ADS, _SEARCH, _SOCIAL, _EMAIL, _DIRECT, _STORE = range(6)
_SHARE_COMPARES = 0.6
#: Share of visits that open the home page, by source.
_LANDS_HOME = np.array([0.46, 0.58, 0.63, 0.55, 1.0, 0.0])
#: Where later visits come from: mostly straight to the shop.
_RETURNS_BY = np.array([0.09, 0.24, 0.07, 0.0, 0.6, 0.0])
_IDLE_VISITS = 0.9  # mean number of further visits of those who never look at a product
_VISITS = 1.5  # mean number of further visits of those who compare
_REMINDED = 200  # turn of the visit that follows a reminder
_SHARE_ADVISED = 0.68


@dataclass(frozen=True)
class Compared:
    """Who compared; ``done`` is the end of it; ``feeling`` what a store visit left (0 without one).

    ``lift``: what the channels that touched them add to the chance to buy.
    """

    rows: Rows
    done: Ints
    advised: Mask
    feeling: Floats
    read_reviews: Mask
    lift: Floats


def discover(story: Story) -> Compared:
    """Everyone's first visit; those who look further go on to ``_compare``."""
    rows, source = _who_comes(story)
    begun = _arrive(story, rows, source, story.people.arrival[rows], 0)
    compares = story.happens("compares", rows, _SHARE_COMPARES) | (source == _STORE)
    idle = np.flatnonzero(~compares)
    of, number = repeated(story.draws.poisson("idle visits", rows[idle], _IDLE_VISITS))
    again, turn = rows[idle][of], 1 + number
    days = story.draws.exponential("idle days", again, 4.0, turn)
    _visit(story, again, story.later("idle visit", again, begun[idle][of], days, turn=turn), turn)
    return _compare(story, rows[compares], source[compares], begun[compares])


def _who_comes(story: Story) -> tuple[Rows, Ints]:
    """Everyone and their source; without a channel those whom nothing else would have brought are missing."""
    everyone, source = np.arange(len(story.people)), story.people.source
    off = story.world.without
    if off is None:
        return everyone, source
    brought = source == _SOURCES.index(off)
    comes = ~brought | story.happens("comes anyway", everyone, COMES_ANYWAY[off])
    return everyone[comes], np.where(brought, _DIRECT, source)[comes]


def _visit(story: Story, rows: Rows, time: Ints, turn: Turn) -> tuple[Mask, Ints, Ints]:
    """Later visits: through an advertisement, a search, a post, or straight to the shop.

    Returns which of them take place (all, unless a channel is switched off), their sources, and the times after.
    """
    source = story.draws.choice("returns by", rows, _RETURNS_BY, turn)
    off = story.world.without
    takes_place = np.full(len(rows), True) if off is None else source != _SOURCES.index(off)
    mine, turns = np.flatnonzero(takes_place), np.broadcast_to(turn, rows.shape)
    entered = time.copy()
    entered[mine] = _arrive(story, rows[mine], source[mine], time[mine], turns[mine])
    return takes_place, source, entered


def _arrive(story: Story, rows: Rows, source: Ints, time: Ints, turn: Turn) -> Ints:
    """The event of the source (none for direct and store), then the home page for some. Returns the time after it."""
    turns = np.broadcast_to(turn, rows.shape)
    for number, kind in ((_ADS, "Ad Clicked"), (_SEARCH, "Search Clicked"), (_SOCIAL, "Social Post Seen")):
        mine, channel = np.flatnonzero(source == number), _SOURCES[number]
        campaign = story.campaign(channel, rows[mine], turns[mine])
        story.trail.add(rows[mine], time[mine], code(kind, channel), campaign=campaign)
    mine = np.flatnonzero(source == _EMAIL)
    letters.first_letter(story, rows[mine], time[mine])
    begun = story.soon("lands", rows, time, 20, turn)
    home = np.flatnonzero(story.happens("home", rows, _LANDS_HOME[source], turn))
    app = story.on_app("home", rows[home], turns[home])
    story.trail.add(rows[home], begun[home], codes("Home Viewed", app))
    _rate_page(story, "Home Page Rated", rows[home], begun[home], app, 0.12, 0.004, turns[home])
    return story.soon("goes on", rows, begun, 30, turn)


def _compare(story: Story, rows: Rows, source: Ints, begun: Ints) -> Compared:
    """Visits with product pages, comparisons and reviews; store visits; the reminder that follows."""
    from_screen = source != _STORE
    first = np.flatnonzero(from_screen)
    further, number = repeated(story.draws.poisson("visits", rows, _VISITS))
    turn = 1 + number
    days = story.draws.gamma("visit days", rows[further], 1.3, 2.1, turn)
    wanted = story.later("visit", rows[further], begun[further], days, turn=turn)
    takes_place, returns_by, entered = _visit(story, rows[further], wanted, turn)
    further, returns_by, entered, turn = (part[takes_place] for part in (further, returns_by, entered, turn))
    position = np.concatenate([first, further])
    turns = np.concatenate([np.zeros(len(first), np.int64), turn])
    start = np.concatenate([begun[first], entered])
    end, read = _look(story, rows[position], start, turns)
    clicked_rows, clicked = letters.send(story, rows[first], begun[first], 1.0, "still-looking")
    reminded = np.searchsorted(rows, clicked_rows)
    seen = story.soon("after the letter", clicked_rows, clicked, 25)
    end_reminded, read_reminded = _look(story, clicked_rows, seen, _REMINDED)
    done = begun.copy()
    np.maximum.at(done, position, end)
    np.maximum.at(done, reminded, end_reminded)
    read_reviews = np.zeros(len(rows), bool)
    read_reviews[position[read]] = True
    read_reviews[reminded[read_reminded]] = True
    touched = np.zeros((len(rows), len(_SOURCES)), bool)
    touched[np.arange(len(rows)), source] = True
    touched[further, returns_by] = True
    touched[reminded, _EMAIL] = True
    lift = touched @ np.array([LIFT.get(name, 0.0) for name in _SOURCES])
    looked = np.full(len(rows), END_MS)
    np.minimum.at(looked, position, start)
    looks = np.unique(position)
    _look_elsewhere(story, rows[looks], looked[looks])
    return _store(story, rows, done, read_reviews, np.where(from_screen, 0, begun), lift)


def _look(story: Story, rows: Rows, start: Ints, turn: Turn) -> tuple[Ints, Mask]:
    """Visits to product pages. Returns the end of each and whether reviews were read."""
    trail, turns = story.trail, np.broadcast_to(turn, rows.shape)
    app = story.on_app("look", rows, turn)
    counts = 1 + story.draws.geometric("pages", rows, 0.33, turn)
    views = story.walk("look", rows, start, counts, 85, turn)
    viewer, step = rows[views.of], story.step(views.of, views.number, turns)
    other = story.wanted("seen", viewer, step)
    product = np.where(story.happens("sees what it seeks", viewer, 0.55, step), story.people.product[viewer], other)
    trail.add(viewer, views.time, codes("Product Viewed", app[views.of]), product=product)
    end = start.copy()
    np.maximum.at(end, views.of, views.time)
    _rate_page(story, "Product Page Rated", rows, end, app, 0.3, 0.035, turns)
    read = story.happens("reads reviews", rows, 0.3, turn)
    compares = story.happens("compares products", rows, 0.24, turn)
    for kind, mine in (("Review Read", np.flatnonzero(read)), ("Products Compared", np.flatnonzero(compares))):
        end[mine] = story.soon(kind, rows[mine], end[mine], 75, turns[mine])
        trail.add(rows[mine], end[mine], codes(kind, app[mine]), product=story.people.product[rows[mine]])
    return end, read


def _look_elsewhere(story: Story, rows: Rows, begun: Ints) -> None:
    """Some look at a competitor's prices. Those who do buy less; they would have bought less anyway."""
    share = story.people.of(rows, assortment.AGES, "age", "looks_elsewhere")
    looks = story.befalls("competitor_compared", rows, share, begun)
    mine = np.flatnonzero(looks)
    time = story.soon("elsewhere", rows[mine], begun[mine], 400)
    app = story.on_app("elsewhere", rows[mine])
    product = story.people.product[rows[mine]]
    story.trail.add(rows[mine], time, codes("Competitor Compared", app), product=product)


def _rate_page(
    story: Story, name: str, rows: Rows, time: Ints, app: Mask, mood: float, share: float, turn: Ints
) -> None:
    """The question at the edge of a page; few answer it."""
    feeling = feel(story, name, rows, mood, 0.35, turn)
    asked = story.soon(name, rows, time, 20, turn)
    ask(story, name, "csat", share, rows, feeling, time, asked, codes(name, app), turn, topic="site")


def _store(story: Story, rows: Rows, done: Ints, read_reviews: Mask, walked_in: Ints, lift: Floats) -> Compared:
    """Visits to a store, with or without advice, rated at the door; ``walked_in``: when it began there, or 0."""
    share = story.people.of(rows, assortment.PERSONAS, "persona", "store")
    goes = (walked_in > 0) | story.happens("goes to a store", rows, share)
    visitors = rows[goes]
    days = story.draws.gamma("store days", visitors, 1.5, 1.6)
    came = story.later("store", visitors, done[goes], days, Hours.STORE)
    came = np.where(walked_in[goes] > 0, walked_in[goes], came)
    story.trail.add(visitors, came, code("Store Visited", "store"))
    # On Saturdays the shop is full: fewer are advised.
    saturday = (came + story.people.offset[visitors]) // (24 * 60 * MINUTE) % 7 == 2
    alone = 1 - _SHARE_ADVISED + 0.16 * saturday
    advised = ~story.befalls("nobody_advised", visitors, alone, came)
    talk = came + (story.draws.uniform("talk", visitors) * 16 * MINUTE).astype(np.int64) + 4 * MINUTE
    sought = story.people.product[visitors]
    story.trail.add(visitors[advised], talk[advised], code("Advice Given", "store"), product=sought[advised])
    left = story.soon("leaves the store", visitors, talk, 420)
    feeling = feel(story, "store", visitors, np.where(advised, 0.76, 0.14), 0.28)
    ask(story, "store", "csat", 0.24, visitors, feeling, came, left, code("Store Visit Rated", "store"))
    full_feeling, full_advised, end = np.zeros(len(rows)), np.zeros(len(rows), bool), done.copy()
    full_feeling[goes], full_advised[goes], end[goes] = feeling, advised, np.maximum(left, done[goes])
    return Compared(rows, end, full_advised, full_feeling, read_reviews, lift)
