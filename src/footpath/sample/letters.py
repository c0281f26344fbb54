"""E-mails of the sample shop: sent by the company, opened and clicked by some."""

import numpy as np

from footpath.sample import assortment
from footpath.sample.clock import HOUR, SECOND, Hours
from footpath.sample.draws import Ints
from footpath.sample.kinds import code
from footpath.sample.story import Rows, Story

_SHARE_OPENED = 0.44
_SHARE_CLICKED = 0.36  # of those who opened
_FIRST = "welcome"


def send(story: Story, rows: Rows, after: Ints, days: float, letter: str) -> tuple[Rows, Ints]:
    """Sends ``letter`` to those of ``rows`` (each once) who take mail. Returns who clicked, and when."""
    takes = np.flatnonzero(story.people.takes_mail[rows] & (story.world.without != "email"))
    rows = rows[takes]
    sent = story.later(letter, rows, after[takes], np.full(len(rows), days), Hours.MAILING)
    campaign = assortment.CAMPAIGN_NAMES.index(letter)
    story.trail.add(rows, sent, code("Email Sent", "email"), campaign=campaign)
    opens = np.flatnonzero(story.happens(f"opens {letter}", rows, _SHARE_OPENED))
    opened = sent[opens] + _hours_unread(story, letter, rows[opens])
    story.trail.add(rows[opens], opened, code("Email Opened", "email"), campaign=campaign)
    clicks = np.flatnonzero(story.happens(f"clicks {letter}", rows[opens], _SHARE_CLICKED))
    clicked = story.soon(letter, rows[opens][clicks], opened[clicks], 40)
    story.trail.add(rows[opens][clicks], clicked, code("Email Clicked", "email"), campaign=campaign)
    return rows[opens][clicks], clicked


def first_letter(story: Story, rows: Rows, clicked: Ints) -> None:
    """The letter that brought ``rows`` to the shop in the first place, clicked at the given time."""
    campaign = assortment.CAMPAIGN_NAMES.index(_FIRST)
    opened = clicked - 25 * SECOND
    sent = opened - _hours_unread(story, _FIRST, rows)
    story.trail.add(rows, sent, code("Email Sent", "email"), campaign=campaign)
    story.trail.add(rows, opened, code("Email Opened", "email"), campaign=campaign)
    story.trail.add(rows, clicked, code("Email Clicked", "email"), campaign=campaign)


def _hours_unread(story: Story, letter: str, rows: Rows) -> Ints:
    return (story.draws.gamma(f"unread: {letter}", rows, 1.4, 3.0) * HOUR).astype(np.int64)
