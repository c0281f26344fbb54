"""E-mails of the sample shop: sent by the company, opened and clicked by some."""

import numpy as np

from footpath.sample import assortment
from footpath.sample.clock import HOUR, SECOND, Hours, Ints, soon
from footpath.sample.kinds import code
from footpath.sample.story import Rows, Story

_SHARE_OPENED = 0.44
_SHARE_CLICKED = 0.36  # of those who opened


def send(story: Story, rows: Rows, after: Ints, gap_days: float, letter: str) -> tuple[Rows, Ints]:
    """Sends ``letter`` to those of ``rows`` who take mail. Returns who clicked, and when."""
    takes = np.flatnonzero(story.people.takes_mail[rows])
    rows = rows[takes]
    sent = story.later(rows, after[takes], np.full(len(rows), gap_days), Hours.MAILING)
    campaign = assortment.CAMPAIGN_NAMES.index(letter)
    story.trail.add(rows, sent, code("Email Sent", "email"), campaign=campaign)
    opens = np.flatnonzero(story.happens(rows, _SHARE_OPENED))
    opened = sent[opens] + (story.rng.gamma(1.4, 3.0, len(opens)) * HOUR).astype(np.int64)
    story.trail.add(rows[opens], opened, code("Email Opened", "email"), campaign=campaign)
    clicks = np.flatnonzero(story.happens(opens, _SHARE_CLICKED))
    clicked = soon(story.rng, opened[clicks], 40)
    story.trail.add(rows[opens][clicks], clicked, code("Email Clicked", "email"), campaign=campaign)
    return rows[opens][clicks], clicked


def first_letter(story: Story, rows: Rows, clicked: Ints) -> None:
    """The letter that brought ``rows`` to the shop in the first place, clicked at the given time."""
    campaign = assortment.CAMPAIGN_NAMES.index(assortment.CAMPAIGNS["email"][0])
    waited = (story.rng.gamma(1.4, 3.0, len(rows)) * HOUR).astype(np.int64)
    opened = clicked - 25 * SECOND
    story.trail.add(rows, opened - waited, code("Email Sent", "email"), campaign=campaign)
    story.trail.add(rows, opened, code("Email Opened", "email"), campaign=campaign)
    story.trail.add(rows, clicked, code("Email Clicked", "email"), campaign=campaign)
