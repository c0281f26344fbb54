"""KindStats: the plain definition on random journeys."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys_factory import E, ask, customers, dictionary, frame, journeys, staged

from footpath.analyses.positions import KindStats

PEOPLE = st.lists(st.lists(st.tuples(st.integers(0, 50), st.sampled_from("ABCD")), max_size=10), max_size=6)


@settings(max_examples=100, deadline=None)
@given(people=PEOPLE)
def test_equals_the_plain_definition(people: list) -> None:
    answer = ask(KindStats(), [[E(t, n) for t, n in events] for events in people], staged({}, outcome=["D"]))
    rows = [[name for _, name in sorted(events, key=lambda e: e[0])] for events in people if events]
    assert answer["n"] == len(rows)
    for kind in answer["kinds"]:
        name = kind["name"]
        places = [i / (len(r) - 1) if len(r) > 1 else 0.5 for r in rows for i, n in enumerate(r) if n == name]
        who = [r for r in rows if name in r]
        assert kind["events"] == len(places)
        assert kind["customers"] == len(who)
        assert kind["position"] == pytest.approx(statistics.median_low(places), abs=1 / 128 + 1e-4)
        assert kind["last_share"] == pytest.approx(sum(r[-1] == name for r in who) / len(who), abs=1e-6)
        followed = sum("D" in r[r.index(name) + 1 :] for r in who)
        assert kind["before_outcome"] == pytest.approx(followed / len(who), abs=1e-6)


def test_without_an_outcome_nothing_precedes_it() -> None:
    assert ask(KindStats(), customers("A0 B1"))["kinds"][0]["before_outcome"] is None


def test_stats_for_the_proposal_are_by_code() -> None:
    people = customers("A0 B1 B2")
    asked = frame(dictionary(people))
    stats = KindStats().stats(KindStats().fold(journeys(people, asked.kinds), asked), asked)
    assert {code: (s.customers, s.events, s.last_share) for code, s in stats.items()} == {1: (1, 1, 0), 2: (1, 2, 1)}
