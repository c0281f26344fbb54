"""Who stands behind a cell: as many as it says, of every analysis on the shelf."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.analyses._analysis import UNITS, Analysis, NoCell
from footpath.analyses._members import members
from footpath.shelf import items

sys.path.insert(0, str(Path(__file__).parent))
factory = importlib.import_module("journeys_factory")

SHELF: list[type[Analysis]] = list(items("footpath.analyses", Analysis).values())
EVERY = pytest.mark.parametrize("kind_of", SHELF, ids=lambda analysis: analysis.name)
DEFINITIONS = factory.staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}}, ["C"], "9ms")
SCORES = [("", float("nan")), ("csat", 5.0), ("csat", 2.0), ("nps", 9.0), ("ces", 4.0)]
DAY = 86_400_000


def event(fields: tuple[Any, ...]) -> Any:
    time, name, (scale, score) = fields
    return factory.E(time, name, "web", scale=scale, score=score)


EVENT = st.tuples(st.integers(0, 30).map(lambda n: n * DAY // 3), st.sampled_from("ABCX"), st.sampled_from(SCORES))
PEOPLE = st.lists(st.lists(EVENT.map(event), max_size=8), min_size=1, max_size=9)


@EVERY
@settings(max_examples=25, deadline=None)
@given(people=PEOPLE)
def test_the_members_of_every_cell_are_as_many_as_it_says(kind_of: type[Analysis], people: list) -> None:
    analysis, kinds = kind_of.model_validate(kind_of.example), factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS, end=12 * DAY, data_end=11 * DAY)
    journeys = factory.journeys(people, kinds)
    whole = analysis.fold(journeys, frame)
    rows = analysis.table(json.loads(json.dumps(analysis.answer(whole, frame))))
    for row in rows[:: len(rows) // 12 + 1]:
        for measure, unit in analysis.counted.items():
            if row[measure] is None:
                continue
            held = analysis.held(whole, frame, {key: row[key] for key in analysis.keys}, measure)
            assert held(whole) == row[measure]
            found = list(members(analysis, journeys, frame, held))
            alone = [held(analysis.fold(journeys.within(place, place + 1), frame)) for place in range(len(people))]
            assert found == [place for place, count in enumerate(alone) if count]
            assert sum(alone) == row[measure]
            assert unit != "customers" or len(found) == row[measure]


@EVERY
def test_cells_are_named_by_columns_of_the_table(kind_of: type[Analysis]) -> None:
    assert {*kind_of.keys, *kind_of.counted} <= {*kind_of.heads}
    assert {*kind_of.counted.values()} <= {*UNITS}
    assert kind_of.counted, "every table says whose customers stand behind it"


@EVERY
def test_a_row_that_is_not_there_is_refused(kind_of: type[Analysis]) -> None:
    analysis, people = kind_of.model_validate(kind_of.example), [[factory.E(5, "A")]]
    kinds = factory.dictionary(people)
    frame = factory.frame(kinds, DEFINITIONS)
    whole = analysis.fold(factory.journeys(people, kinds), frame)
    with pytest.raises(NoCell, match="no row"):
        analysis.held(whole, frame, dict.fromkeys(analysis.keys, "Nobody"), next(iter(analysis.counted)))
