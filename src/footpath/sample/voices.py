"""What customers of the sample answer when they are asked: whether, how many points, and in which words."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml

from footpath.sample.draws import Floats, Ints, Turn
from footpath.sample.kinds import Codes
from footpath.sample.people import LANGUAGES
from footpath.sample.story import Mask, Rows, Story
from footpath.vocabulary.scales import BOUNDS, SCALE_CODES


class Answer(NamedTuple):
    """Points = ``centre`` + ``slope`` x feeling + noise, rounded and clipped to the scale.

    At or below ``bad`` an answer is complained about, at or above ``good`` praised.
    """

    centre: float
    slope: float
    noise: float
    bad: int
    good: int


ANSWERS = {
    "csat": Answer(3.05, 2.0, 0.4, 2, 4),
    "ces": Answer(4.1, 2.9, 0.6, 3, 5),
    "nps": Answer(6.9, 4.4, 0.9, 6, 9),
}
#: Strong feelings answer more often, bad ones most: the factor on the share that answers grows by so much.
MORE_IF_BAD, MORE_IF_GOOD = 0.9, 0.35
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


def feel(story: Story, what: str, rows: Rows, mood: float | Floats, noise: float, turn: Turn = 0) -> Floats:
    """What each row feels, in [-1, 1]: the mood of the moment, their patience, and what nobody knows."""
    unknown = story.draws.normal(f"feels: {what}", rows, noise, turn)
    return np.clip(mood + story.people.patience[rows] + unknown, -1, 1)


def ask(
    story: Story,
    what: str,
    scale: str,
    share: float,
    rows: Rows,
    feeling: Floats,
    there: Ints,
    asked: Ints,
    kind: Codes,
    turn: Turn = 0,
    topic: str = "",
    **properties: npt.NDArray[Any],
) -> tuple[npt.NDArray[np.int64], Floats]:
    """Asks everyone at a touchpoint; ``share`` of the indifferent answer, more the stronger the feeling.

    ``there``: when they were at it; ``asked``: when they would answer; ``topic`` of the comments, where it is not
    ``what`` the question is about. Returns who answered, as positions in
    ``rows``, and their points.
    """
    lift = MORE_IF_BAD * np.maximum(-feeling, 0) + MORE_IF_GOOD * np.maximum(feeling, 0)
    answers = story.happens(f"answers: {what}", rows, share * (1 + lift), turn)
    story.ledger.feelings(rows, there, kind, feeling, answers)
    mine = np.flatnonzero(answers)
    turns = np.broadcast_to(turn, rows.shape)[mine]
    said = _say(story, what, topic or what, scale, rows[mine], feeling[mine], turns)
    given = {name: values[mine] for name, values in properties.items()}
    story.trail.add(rows[mine], asked[mine], np.broadcast_to(kind, rows.shape)[mine], **said, **given)
    return mine, said["score"]


def _say(
    story: Story, what: str, topic: str, scale: str, rows: Rows, feeling: Floats, turn: npt.NDArray[Any]
) -> dict[str, npt.NDArray[Any]]:
    """Score, scale and comment; -1 where nobody wrote anything."""
    answer = ANSWERS[scale]
    raw = answer.centre + answer.slope * feeling + story.draws.normal(f"points: {what}", rows, answer.noise, turn)
    score = np.clip(np.rint(raw), *BOUNDS[scale])
    drawn = story.draws.uniform(f"writes: {what}", rows, turn)
    comment = np.full(len(rows), -1, np.int32)
    language = story.people.language[rows]
    _, ranges = sentences()
    for bad, share in _SHARE_WRITES.items():
        writes: Mask = (score <= answer.bad if bad else score >= answer.good) & (drawn < share)
        for number, name in enumerate(LANGUAGES):
            first, count = ranges.get((name, topic, bad), (0, 0))
            mine = np.flatnonzero(writes & (language == number))
            comment[mine] = first + (drawn[mine] / share * count).astype(np.int32) if count else -1
    return {"score": score, "scale": np.full(len(rows), SCALE_CODES[scale], np.int8), "comment": comment}
