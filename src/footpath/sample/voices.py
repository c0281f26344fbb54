"""What customers of the sample answer when they are asked: whether, how many points, and in which words."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from footpath.sample.clock import Floats, Ints
from footpath.sample.people import LANGUAGES
from footpath.vocabulary.scales import BOUNDS, SCALE_CODES

#: Answer = centre + slope x feeling + noise, rounded and clipped to the scale.
_ANSWER = {"csat": (3.05, 2.0, 0.4), "ces": (4.1, 2.9, 0.6), "nps": (6.9, 4.4, 0.9)}
#: At or below the first number an answer is complained about, at or above the second praised.
_WORDED = {"csat": (2, 4), "ces": (3, 5), "nps": (6, 9)}
#: Strong feelings answer more often, bad ones most.
_ANSWERS_MORE_IF_BAD, _ANSWERS_MORE_IF_GOOD = 0.9, 0.35
_SHARE_WRITES = {False: 0.38, True: 0.68}  # whether the answer is bad


@cache
def sentences() -> tuple[list[str], dict[tuple[str, str, bool], tuple[int, int]]]:
    """All comments in one list, and for (language, topic, bad) the first of them and how many there are."""
    texts: list[str] = []
    ranges: dict[tuple[str, str, bool], tuple[int, int]] = {}
    for file in sorted((files("footpath.sample") / "comments").iterdir(), key=lambda entry: entry.name):
        language = file.name.removesuffix(".yaml")
        for topic, moods in yaml.safe_load(file.read_text("utf-8")).items():
            for mood, pool in moods.items():
                ranges[language, topic, mood == "bad"] = (len(texts), len(pool))
                texts += pool
    return texts, ranges


@dataclass(frozen=True)
class Voices:
    """Turns feelings in [-1, 1] into answers."""

    rng: np.random.Generator

    def answering(self, feeling: Floats, base: float) -> npt.NDArray[np.bool_]:
        """Who answers at all: ``base`` for the indifferent, more the stronger the feeling."""
        lift = _ANSWERS_MORE_IF_BAD * np.maximum(-feeling, 0) + _ANSWERS_MORE_IF_GOOD * np.maximum(feeling, 0)
        return self.rng.random(len(feeling)) < base * (1 + lift)

    def answer(self, feeling: Floats, scale: str, topic: str, language: Ints) -> dict[str, npt.NDArray[Any]]:
        """Score, scale and comment of everyone given; -1 where nobody wrote anything."""
        centre, slope, noise = _ANSWER[scale]
        low, high = BOUNDS[scale]
        raw = centre + slope * feeling + self.rng.normal(0, noise, len(feeling))
        score = np.clip(np.rint(raw), low, high)
        worst, best = _WORDED[scale]
        comment = np.full(len(feeling), -1, np.int32)
        _, ranges = sentences()
        for bad, share in _SHARE_WRITES.items():
            writes = (score <= worst if bad else score >= best) & (self.rng.random(len(feeling)) < share)
            for code, name in enumerate(LANGUAGES):
                first, count = ranges.get((name, topic, bad), (0, 0))
                rows = np.flatnonzero(writes & (language == code))
                if count:
                    comment[rows] = first + self.rng.integers(0, count, len(rows))
        return {"score": score, "scale": np.full(len(feeling), SCALE_CODES[scale], np.int8), "comment": comment}
