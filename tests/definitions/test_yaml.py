"""The YAML is exact both ways, and a fault is named by line and field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.definitions.edit import DefinitionError
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.definitions.templates import start
from footpath.definitions.yaml import export, read

TEXT = st.one_of(
    st.text(max_size=12), st.sampled_from(["no", "null", "1", "1.5", "~", "", "a: b", "- x", "#", "2024-01-01"])
)
SOME = st.one_of(st.none(), TEXT)
MATCH = st.builds(Match, name=TEXT, channel=SOME, surface=SOME)


@st.composite
def documents(draw: st.DrawFn) -> Definitions:
    stages = [Stage(id=i, name=draw(TEXT)) for i in draw(st.lists(TEXT, unique=True, max_size=4))]
    ids = draw(st.lists(TEXT, unique=True, max_size=5))
    touchpoints = [
        Touchpoint(
            id=i,
            name=draw(TEXT),
            stage=draw(st.sampled_from([None, *(s.id for s in stages)])),
            channel=draw(TEXT),
            match=draw(st.lists(MATCH, max_size=3)),
            origin=draw(st.sampled_from(["proposed", "user"])),
            reason=draw(TEXT),
            confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        )
        for i in ids
    ]
    outcome = draw(st.one_of(st.none(), st.builds(Outcome, name=TEXT, match=st.lists(MATCH, max_size=2), reason=TEXT)))
    horizon = draw(st.sampled_from(["90d", "12h", "1h30m"]))
    return Definitions(title=draw(TEXT), horizon=horizon, stages=stages, touchpoints=touchpoints, outcome=outcome)


@given(documents())
def test_round_trip_is_exact(definitions: Definitions) -> None:
    text = export(definitions)
    assert read(text) == definitions
    assert export(read(text)) == text


def test_it_reads_well_in_a_diff() -> None:
    definitions = start("digital4", "Sklep")
    definitions.touchpoints.append(
        Touchpoint(id="cart", name="Koszyk", stage="engagement", match=[Match(name="Cart Viewed", channel="web")])
    )
    assert export(definitions).splitlines()[2:] == [
        "version: 1",
        "title: Sklep",
        "model: digital4",
        "stages:",
        "- id: awareness",
        "  name: Awareness",
        "- id: engagement",
        "  name: Engagement",
        "- id: transaction",
        "  name: Transaction & fulfilment",
        "- id: retention",
        "  name: Retention",
        "touchpoints:",
        "- id: cart",
        "  name: Koszyk",
        "  stage: engagement",
        "  match:",
        "  - name: Cart Viewed",
        "    channel: web",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("stages: [", "The definitions are no YAML at line 1, column 10"),
        ("", "must be a list of fields"),
        ("- a\n", "must be a list of fields"),
        (
            "title: x\nstagse: []\n",
            "Line 2 of the definitions, field stagse: There is no field 'stagse'. Did you mean 'stages'?",
        ),
        ("stages:\n- id: a\n", "Line 2 of the definitions, field stages[1].name: The field 'name' is missing."),
        (
            "stages:\n- {id: buy, name: B}\ntouchpoints:\n- id: t\n  name: T\n  stage: by\n  match: []\n",
            "Line 6 of the definitions, field touchpoints[1].stage: There is no stage with the id 'by'. Did you",
        ),
        (
            "touchpoints:\n- id: t\n  name: T\n  match:\n  - {}\n",
            "Line 5 of the definitions, field touchpoints[1].match[1]",
        ),
        ("title: a\ntitle: b\n", "Line 2 of the definitions, field title: 'title' is given twice."),
        ("horizon: soon\n", "Line 1 of the definitions, field horizon: 'soon' is not a duration."),
        ("stages:\n- &a {id: x, name: X}\n- *a\n", "alias"),
        ("version: 2\n", "Line 1 of the definitions, field version"),
        ("stages: " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("title: \x01\n", "no YAML"),
        ("? [a]\n: b\n", "Line 1"),
        (
            "touchpoints:\n- id: t\n  name: T\n  match: []\n  confidence: high\n",
            "Line 5 of the definitions, field touchpoints[1].confidence",
        ),
    ],
)
def test_a_fault_is_named_by_line_and_field(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    assert sentence in str(caught.value)


def test_text_stays_text() -> None:
    definitions = read("stages:\n- id: 1\n  name: no\n")
    assert definitions.stages == [Stage(id="1", name="no")]
