"""Kinds to touchpoints to stages, against the definition written out in plain loops."""

import time
from fnmatch import fnmatchcase

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from footpath.definitions.lookup import NONE, kinds_of, stage_of, touchpoint_of
from footpath.definitions.model import Definitions, Match, Stage, Touchpoint
from footpath.vocabulary.kind import Kind

WORDS = st.sampled_from(["", "Cart", "cart viewed", "Order Completed", "order", "/p/:id", "ŁÓDŹ", "web", "a\nb", "s.s"])
GLOBS = st.one_of(
    st.none(), WORDS, st.sampled_from(["*", "*cart*", "Order*", "*ed", "c*t*", "*ó*", "a*b", "**", "/p*"])
)
MATCHES = st.builds(Match, name=GLOBS, channel=GLOBS, surface=GLOBS)


def touchpoints(matches: list[list[Match]]) -> Definitions:
    return Definitions(touchpoints=[Touchpoint(id=f"t{i}", name=f"T{i}", match=m) for i, m in enumerate(matches)])


def plain(match: Match, kind: Kind) -> bool:
    pairs = ((match.name, kind.name), (match.channel, kind.channel), (match.surface, kind.surface))
    return all(p is None or fnmatchcase(text.casefold(), p.casefold()) for p, text in pairs)


@given(
    st.lists(st.lists(MATCHES, max_size=3), max_size=6),
    st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=12),
)
def test_the_first_touchpoint_that_fits_wins(matches: list[list[Match]], words: list[tuple[str, str, str]]) -> None:
    kinds = [Kind(code + 1, *w, "customer") for code, w in enumerate(words)]
    definitions = touchpoints(matches)
    expected = [next((i for i, m in enumerate(matches) if any(plain(x, k) for x in m)), NONE) for k in kinds]
    table = touchpoint_of(definitions, kinds)
    assert table.dtype == np.uint16
    assert table.tolist() == expected
    either = [x for m in matches for x in m]
    assert kinds_of(either, kinds).tolist() == [int(any(plain(x, k) for x in either)) for k in kinds]


def test_system_kinds_and_the_unused_code_belong_nowhere() -> None:
    kinds = [
        Kind(0, "", "", "", "customer"),
        Kind(1, "Text Scored", "", "", "system"),
        Kind(2, "Call", "", "", "company"),
    ]
    assert touchpoint_of(touchpoints([[Match(name="*")]]), kinds).tolist() == [NONE, NONE, 0]


def test_an_empty_channel_means_unknown() -> None:
    kinds = [Kind(1, "Call", "", "", "customer"), Kind(2, "Call", "phone", "", "customer")]
    definitions = touchpoints([[Match(name="call", channel="")]])
    assert touchpoint_of(definitions, kinds).tolist() == [0, NONE]


def test_stages() -> None:
    definitions = Definitions(
        stages=[Stage(id="a", name="A"), Stage(id="b", name="B")],
        touchpoints=[
            Touchpoint(id="x", name="X", stage="b", match=[]),
            Touchpoint(id="y", name="Y", match=[]),
            Touchpoint(id="z", name="Z", stage="a", match=[]),
        ],
    )
    assert stage_of(definitions).tolist() == [1, NONE, 0]
    assert stage_of(Definitions()).tolist() == []
    assert touchpoint_of(Definitions(), []).tolist() == []


def test_ten_thousand_kinds_and_two_hundred_touchpoints_take_a_blink() -> None:
    kinds = [
        Kind(i, f"Event {i} of page {i % 97}", ("web", "app")[i % 2], f"/p/{i % 50}", "customer") for i in range(10_000)
    ]
    definitions = touchpoints(
        [
            [Match(name=f"Event {i} *"), Match(name=f"*page {i % 97}", channel="w*"), Match(surface=f"/p/{i}")]
            for i in range(200)
        ]
    )
    started = time.perf_counter()
    touchpoint_of(definitions, kinds)
    assert time.perf_counter() - started < 1
