"""Calls and chats with the sample shop, and how they are rated."""

import numpy as np

from footpath.sample.clock import Hours, Ints, soon
from footpath.sample.kinds import codes
from footpath.sample.story import Rows, Story

_CHANNELS = ("phone", "chat")


def contact(story: Story, rows: Rows, wanted: Ints, annoyance: float) -> None:
    """Each row calls or chats about ``wanted``; a part has to do so twice. ``annoyance`` is what they bring along."""
    rng, people, trail = story.rng, story.people, story.trail
    chats = story.happens(rows, np.array([0.62, 0.38, 0.5])[people.device[rows]])
    time = story.later(rows, wanted, np.zeros(len(rows)), Hours.PHONE)
    called, chatted = np.flatnonzero(~chats), np.flatnonzero(chats)
    trail.add(rows[called], time[called], codes("Support Called", np.zeros(len(called), bool), ("phone", "phone")))
    trail.add(rows[chatted], time[chatted], codes("Chat Started", np.ones(len(chatted), bool), ("chat", "chat")))
    twice = np.flatnonzero(story.happens(rows, 0.2))
    again = story.later(rows[twice], time[twice], rng.exponential(1.3, len(twice)), Hours.PHONE)
    trail.add(rows[twice], again, codes("Support Called", np.zeros(len(twice), bool), ("phone", "phone")))
    solved = story.happens(rows, 0.74)
    solved[twice] = False
    feeling = np.where(solved, 0.55, -0.4) - 0.4 * annoyance + people.patience[rows]
    feeling = np.clip(feeling + rng.normal(0, 0.3, len(rows)), -1, 1)
    rated = np.flatnonzero(story.voices.answering(feeling, 0.28))
    answer = story.voices.answer(feeling[rated], "csat", "support", people.language[rows[rated]])
    asked = soon(rng, time[rated], 900)
    trail.add(rows[rated], asked, codes("Support Rated", chats[rated], _CHANNELS), **answer)
