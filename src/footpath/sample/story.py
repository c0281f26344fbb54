"""What the chapters of a simulated journey share: chance, the people, the world, and the trail they leave."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footpath.sample import assortment
from footpath.sample.clock import DAY, MINUTE, Hours, Steps, at, gap, not_before, repeated, summed
from footpath.sample.draws import Draws, Floats, Ints, Turn
from footpath.sample.kinds import Codes, codes
from footpath.sample.ledger import Ledger
from footpath.sample.people import People
from footpath.sample.trail import Trail
from footpath.sample.world import World

Rows = npt.NDArray[np.int64]  # rows of ``People``, in any order, possibly repeated
Mask = npt.NDArray[np.bool_]

_APP_SHARE = 0.62  # how often those who have the app use it instead of the web site
_STEPS_OF_A_TURN = 256


@dataclass(frozen=True)
class Story:
    """``what`` names a decision, ``turn`` its repetition; together with the row they are all that chance hangs on."""

    draws: Draws
    people: People
    world: World
    trail: Trail
    ledger: Ledger

    def happens(self, what: str, rows: Rows, chance: float | Floats, turn: Turn = 0) -> Mask:
        """A coin for each row."""
        return self.draws.uniform(what, rows, turn) < chance

    def befalls(self, experience: str, rows: Rows, chance: float | Floats, moment: Ints) -> Mask:
        """To whom a planted experience happens; ``moment``: of the event it begins with. Each row once at most."""
        happened = self.happens(experience, rows, self.world.forced.get(experience, chance))
        self.ledger.experience(experience, rows, moment, happened)
        return happened

    def on_app(self, what: str, rows: Rows, turn: Turn = 0) -> Mask:
        """Whether a session of each row runs in the app."""
        return self.people.has_app[rows] & self.happens(f"app: {what}", rows, _APP_SHARE, turn)

    def at(self, what: str, rows: Rows, wanted: Ints, hours: Hours, turn: Turn = 0) -> Ints:
        """``wanted`` moved to an hour of its local day that suits."""
        hour = self.draws.uniform(f"hour: {what}", rows, turn)
        within = self.draws.uniform(f"minute: {what}", rows, turn)
        return at(wanted, hours, self.people.offset[rows], hour, within)

    def later(
        self, what: str, rows: Rows, before: Ints, days: Floats, hours: Hours = Hours.SCREEN, turn: Turn = 0
    ) -> Ints:
        """A moment about ``days`` after ``before``, at an hour that suits, never sooner than 45 minutes after it."""
        wanted = before + (days * DAY).astype(np.int64)
        return not_before(self.at(what, rows, wanted, hours, turn), before + 45 * MINUTE)

    def soon(self, what: str, rows: Rows, before: Ints, mean_seconds: float, turn: Turn = 0) -> Ints:
        """A moment of the same session, at most 25 minutes on."""
        return before + gap(mean_seconds, self.draws.uniform(f"soon: {what}", rows, turn))

    def walk(self, what: str, rows: Rows, start: Ints, counts: Ints, mean_seconds: float, turn: Turn = 0) -> Steps:
        """``counts[i]`` events one after the other, from ``start[i]`` on."""
        of, number = repeated(counts)
        turns = self.step(of, number, turn)
        gaps = gap(mean_seconds, self.draws.uniform(f"step: {what}", rows[of], turns))
        return Steps(of, number, start[of] + summed(gaps, of, number))

    def step(self, of: Ints, number: Ints, turn: Turn = 0) -> Ints:
        """The turn of a repetition within a turn."""
        return (turn if isinstance(turn, int) else turn[of]) * _STEPS_OF_A_TURN + number

    def notice(self, name: str, rows: Rows) -> Codes:
        """Kind of a message by the channel each row prefers: SMS, else e-mail."""
        return codes(name, self.people.prefers_sms[rows], ("email", "sms"))

    def campaign(self, channel: str, rows: Rows, turn: Turn = 0) -> Ints:
        """A campaign of the channel for each row, as an index into ``assortment.CAMPAIGNS``."""
        mine = [code for code, entry in enumerate(assortment.CAMPAIGNS) if entry.channel == channel]
        return np.array(mine)[self.draws.below(f"campaign: {channel}", rows, len(mine), turn)]

    def wanted(self, what: str, rows: Rows, turn: Turn = 0) -> Ints:
        """A product each, mostly of a category the persona cares for."""
        return assortment.wanted_by(self.draws, what, rows, self.people.persona[rows], turn)
