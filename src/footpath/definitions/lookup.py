"""Which touchpoint a kind belongs to, and which stage a touchpoint: the two look-up tables that kernels apply."""

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from footpath.definitions.model import Definitions, Match
from footpath.vocabulary.kind import Kind

NONE = 0xFFFF  #: "no touchpoint", "no stage"


def touchpoint_of(definitions: Definitions, kinds: Sequence[Kind]) -> npt.NDArray[np.uint16]:
    """For each kind the index of the first touchpoint with a match that fits, else NONE: uint16[len(kinds)].

    System kinds and the unused code 0 belong to no touchpoint. O(kinds + matches x kinds found).
    """
    matching = Kinds(kinds)
    table = np.full(len(kinds), NONE, np.uint16)
    for index in range(len(definitions.touchpoints) - 1, -1, -1):  # backwards: the first writes last
        for match in definitions.touchpoints[index].match:
            table[matching.of(match)] = index
    table[[kind.actor == "system" or (kind.code == 0 and not kind.name) for kind in kinds]] = NONE
    return table


def stage_of(definitions: Definitions) -> npt.NDArray[np.uint16]:
    """For each touchpoint the index of its stage, NONE where it has none: uint16[len(touchpoints)]."""
    places = {stage.id: index for index, stage in enumerate(definitions.stages)}
    return np.array([places.get(t.stage or "", NONE) for t in definitions.touchpoints], np.uint16)


def kinds_of(match: Sequence[Match], kinds: Sequence[Kind]) -> npt.NDArray[np.uint8]:
    """1 where any of ``match`` fits the kind (an outcome's kinds, a funnel step's): uint8[len(kinds)]."""
    matching = Kinds(kinds)
    table = np.zeros(len(kinds), np.uint8)
    for one in match:
        table[matching.of(one)] = 1
    return table


def fits(match: Match, name: str, channel: str, surface: str) -> bool:
    """Whether one kind fits: every field given must, ``*`` stands for any text, case is ignored."""
    pairs = ((match.name, name), (match.channel, channel), (match.surface, surface))
    return all(pattern is None or glob(pattern).fullmatch(text.casefold()) for pattern, text in pairs)


def glob(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression for ``fullmatch`` on casefolded text."""
    return re.compile(".*".join(map(re.escape, pattern.casefold().split("*"))), re.DOTALL)


class Texts:
    """Texts indexed for matching: ``codes`` intp[values] index the distinct ``texts``, folded."""

    def __init__(self, values: Sequence[str]) -> None:
        places: dict[str, int] = {}
        self.codes = np.array([places.setdefault(value.casefold(), len(places)) for value in values], np.intp)
        self.texts = list(places)
        self._places = places
        self._order = np.argsort(self.codes, kind="stable")
        self._bounds = np.searchsorted(self.codes[self._order], np.arange(len(places) + 1))
        self._joined = "\n".join(self.texts)
        self._starts = [0]
        for text in self.texts:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self._found: dict[str, list[int]] = {}

    def find(self, pattern: str) -> list[int]:
        """Places of the texts that fit."""
        folded = pattern.casefold()
        if folded not in self._found:
            self._found[folded] = self._search(folded)
        return self._found[folded]

    def rows(self, pattern: str) -> npt.NDArray[np.intp]:
        """Places of the values that fit."""
        parts = [self._order[self._bounds[place] : self._bounds[place + 1]] for place in self.find(pattern)]
        return np.concatenate(parts) if parts else np.empty(0, np.intp)

    def _search(self, folded: str) -> list[int]:
        # One substring search for the longest literal over all texts joined; only its hits meet the expression.
        if "*" not in folded:
            return [self._places[folded]] if folded in self._places else []
        literal = max(folded.split("*"), key=len)
        if not literal:
            return list(range(len(self.texts)))
        expression, found, at = glob(folded), [], self._joined.find(literal)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            if expression.fullmatch(self.texts[place]):
                found.append(place)
            at = self._joined.find(literal, self._starts[place + 1])
        return found


class Kinds:
    """Kinds indexed for matching."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._columns = [
            Texts([kind.name for kind in kinds]),
            Texts([kind.channel for kind in kinds]),
            Texts([kind.surface for kind in kinds]),
        ]
        self._all = np.arange(len(kinds), dtype=np.intp)

    def of(self, match: Match) -> npt.NDArray[np.intp]:
        """Indices of the kinds that fit."""
        fields = (match.name, match.channel, match.surface)
        given = [(column, field) for column, field in zip(self._columns, fields, strict=True) if field is not None]
        if not given:
            return self._all
        first, pattern = given[0]
        rows = first.rows(pattern)
        for column, field in given[1:]:
            fit = np.zeros(len(column.texts), np.bool_)
            fit[column.find(field)] = True
            rows = rows[fit[column.codes[rows]]]
        return rows
