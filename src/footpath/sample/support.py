"""Calls and chats with the sample shop, and how they are rated."""

from dataclasses import dataclass

import numpy as np

from footpath.sample.clock import Hours
from footpath.sample.draws import Floats, Ints
from footpath.sample.kinds import code, codes
from footpath.sample.story import Mask, Rows, Story
from footpath.sample.voices import ask, feel

_BY = ("phone", "chat")
_CHATS = np.array([0.62, 0.38, 0.5])  # by device
_SHARE_SOLVED = 0.74
_CALLS_AGAIN = 0.62  # of those whose question was not solved


@dataclass(frozen=True)
class Asked:
    """Who asks, when at the earliest, and how annoyed they are by what they ask about."""

    rows: Rows
    wanted: Ints
    annoyance: Floats


def contact(story: Story, asked: Asked) -> Mask:
    """Each row calls or chats once, and most of those who were not helped once more. Returns who was not helped."""
    rows, trail = asked.rows, story.trail
    chats = story.happens("chats", rows, _CHATS[story.people.device[rows]])
    time = story.later("support", rows, asked.wanted, np.zeros(len(rows)), Hours.PHONE)
    # Who asks about a late parcel is seldom helped: only the carrier knows.
    unsolved = story.befalls("unsolved_support", rows, 1 - _SHARE_SOLVED + 0.4 * asked.annoyance, time)
    for name, mine in (("Support Called", np.flatnonzero(~chats)), ("Chat Started", np.flatnonzero(chats))):
        trail.add(rows[mine], time[mine], code(name, _BY[name == "Chat Started"]), solved=~unsolved[mine])
    twice = np.flatnonzero(unsolved & story.happens("calls again", rows, _CALLS_AGAIN))
    days = story.draws.exponential("calls again days", rows[twice], 1.3)
    again = story.later("calls again", rows[twice], time[twice], days, Hours.PHONE)
    solved = story.happens("solved at last", rows[twice], 0.5)
    trail.add(rows[twice], again, code("Support Called", "phone"), solved=solved)
    feeling = feel(story, "support", rows, np.where(unsolved, -0.4, 0.55) - 0.4 * asked.annoyance, 0.3)
    answered = story.soon("support rated", rows, time, 900)
    ask(story, "support", "csat", 0.28, rows, feeling, time, answered, codes("Support Rated", chats, _BY))
    return unsolved
