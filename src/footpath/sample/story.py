"""What the chapters of a simulated journey share: chance, the people, and the trail they leave."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment
from footpath.sample.clock import Floats, Hours, Ints, later
from footpath.sample.kinds import Codes, codes
from footpath.sample.people import People
from footpath.sample.trail import Trail
from footpath.sample.voices import Voices

Rows = npt.NDArray[np.int64]  # rows of ``People``, in any order, possibly repeated


@dataclass(frozen=True)
class Story:
    """``app_share`` is how often those who have the app use it instead of the web site."""

    rng: np.random.Generator
    people: People
    trail: Trail
    voices: Voices
    app_share: float = 0.62

    def happens(self, rows: npt.NDArray[Any], chance: float | npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.bool_]:
        """A coin for each row."""
        return self.rng.random(len(rows)) < chance

    def on_app(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Whether a session of each row runs in the app."""
        return self.people.has_app[rows] & self.happens(rows, self.app_share)

    def later(self, rows: Rows, before: Ints, gap_days: Floats, hours: Hours = Hours.SCREEN) -> Ints:
        """A moment about ``gap_days`` after ``before``, at a local hour that suits."""
        return later(self.rng, before, gap_days, hours, self.people.offset[rows])

    def notice(self, name: str, rows: Rows) -> Codes:
        """Kind of a message by the channel each row prefers: SMS, else e-mail."""
        return codes(name, self.people.prefers_sms[rows], ("email", "sms"))

    def campaign(self, channel: str, rows: Rows) -> Ints:
        """A campaign of the channel for each row, as an index into ``assortment.CAMPAIGN_NAMES``."""
        names = assortment.CAMPAIGNS[channel]
        return assortment.CAMPAIGN_NAMES.index(names[0]) + self.rng.integers(0, len(names), len(rows))
