"""Membership, against rules worked out customer by customer in plain Python."""

import operator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.audiences.members import members, needed
from footpath.audiences.rule import AudienceError, Rule, parse
from footpath.audiences.terms import All, Compare, Contains, Did, Either, Known, Not, OneOf, Reached, Score
from footpath.definitions.lookup import touchpoint_of
from footpath.definitions.model import Definitions, Match, Stage, Touchpoint
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind

DAY = 86_400_000
OPS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass
class Property:
    name: str
    type: str
    trait: bool
    values: list[str]
    declared: bool = True

    @property
    def column(self) -> str:
        return f"d:{self.name}"


@dataclass
class Lookup:
    properties: dict[str, Property]

    def find(self, name: str) -> Property | None:
        return self.properties.get(name)

    def names(self) -> list[str]:
        return list(self.properties)


@dataclass
class Frame:
    kinds: list[Kind]
    definitions: Definitions
    data_end_ms: int = 100 * DAY
    touchpoint_of: npt.NDArray[np.uint16] = field(init=False)

    def __post_init__(self) -> None:
        self.touchpoint_of = touchpoint_of(self.definitions, self.kinds)


LOOKUP = Lookup(
    {
        "country": Property("country", "string", True, ["", "PL", "RO", "tw"]),
        "late": Property("late", "boolean", True, ["", "true", "false"]),
        "amount": Property("amount", "number", False, ["", "5", "12.5", "100"]),
        "since": Property("since", "string", True, ["", "2026-01-01", "2026-02-01 10:00", "soon"]),
        "note": Property("note", "string", False, [""], declared=False),
    }
)
FRAME = Frame(
    [
        Kind(0, "", "", "", "system"),
        Kind(1, "Order Completed", "web", "", "customer"),
        Kind(2, "Order Completed", "app", "", "customer"),
        Kind(3, "Call", "phone", "hotline", "customer"),
        Kind(4, "Page Viewed", "web", "/", "customer"),
    ],
    Definitions(
        stages=[Stage(id="buy", name="Purchase"), Stage(id="help", name="Help")],
        touchpoints=[
            Touchpoint(id="paid", name="Paid", stage="buy", match=[Match(name="Order*")]),
            Touchpoint(id="call", name="Phone call", stage="help", match=[Match(name="Call")]),
        ],
    ),
)

Event = dict[str, Any]


def block(customers: list[list[Event]], small: bool = True) -> Journeys:
    events = [event for customer in customers for event in customer]
    codes = np.uint8 if small else np.uint32
    columns: dict[str, npt.NDArray[Any]] = {
        "time": np.array([e["time"] for e in events], np.int64),
        "kind": np.array([e["kind"] for e in events], np.uint16 if small else np.uint32),
        "value": np.array([e["value"] for e in events], np.float64),
        "score": np.array([e["score"] for e in events], np.float32),
        "scale": np.array([e["scale"] for e in events], np.uint8),
    }
    for name in ("country", "late", "amount", "since"):
        columns[f"d:{name}"] = np.array([e[name] for e in events], codes)
    offsets = np.cumsum([0, *map(len, customers)], dtype=np.int64)
    count = len(customers)
    return Journeys(np.arange(count, dtype=np.uint64), offsets, np.ones(count, np.uint8), columns)


EVENTS = st.fixed_dictionaries(
    {
        "time": st.integers(0, 100).map(lambda day: day * DAY),
        "kind": st.integers(1, 4),
        "value": st.sampled_from([float("nan"), 0.0, 10.0]),
        "score": st.sampled_from([float("nan"), 2.0, 6.0, 9.0]),
        "scale": st.integers(0, 3),
        "country": st.integers(0, 3),
        "late": st.integers(0, 2),
        "amount": st.integers(0, 3),
        "since": st.integers(0, 3),
    }
)
CUSTOMERS = st.lists(
    st.lists(EVENTS, max_size=5).map(lambda events: sorted(events, key=lambda e: e["time"])), max_size=5
)
WITHIN = st.sampled_from([None, "30d", "99d"])
SIGN = st.sampled_from(sorted(OPS))
LEAVES = st.one_of(
    st.builds(Compare, name=st.just("country"), op=SIGN, value=st.sampled_from(["pl", "RO", "x"])),
    st.builds(Compare, name=st.just("late"), op=st.sampled_from(["=", "!="]), value=st.booleans()),
    st.builds(Compare, name=st.sampled_from(["amount", "value"]), op=SIGN, value=st.sampled_from([5.0, 10.0, 12.5])),
    st.builds(OneOf, name=st.just("country"), values=st.just(("PL", "TW")), negated=st.booleans()),
    st.builds(OneOf, name=st.just("channel"), values=st.just(("web",)), negated=st.booleans()),
    st.builds(Contains, name=st.just("surface"), part=st.just("HOT"), negated=st.booleans()),
    st.builds(Known, name=st.sampled_from(["country", "amount", "value", "channel", "surface"]), known=st.booleans()),
    st.builds(
        Did, event=st.sampled_from(["order completed", "Call", "*e*"]), op=SIGN, count=st.integers(0, 3), within=WITHIN
    ),
    st.builds(Reached, place=st.sampled_from(["Purchase", "call", "Phone call"]), within=WITHIN),
    st.builds(Score, scale=st.sampled_from(["nps", "csat", "ces"]), op=SIGN, value=st.sampled_from([2.0, 6.0])),
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(All, parts=st.tuples(inner, inner)),
        st.builds(Either, parts=st.tuples(inner, inner)),
        st.builds(Not, part=inner),
    ),
    max_leaves=4,
)


def plain(rule: Rule, events: list[Event]) -> bool:
    """The rule for one customer, as its definition says it."""
    if isinstance(rule, All):
        return all(plain(part, events) for part in rule.parts)
    if isinstance(rule, Either):
        return any(plain(part, events) for part in rule.parts)
    if isinstance(rule, Not):
        return not plain(rule.part, events)
    if isinstance(rule, Did | Reached):
        days = {None: 10**6, "30d": 30, "99d": 99}[rule.within]
        recent = [e for e in events if e["time"] >= FRAME.data_end_ms - days * DAY]
        if isinstance(rule, Reached):
            kinds = {1, 2} if rule.place == "Purchase" else {3}
            return any(e["kind"] in kinds for e in recent)
        kinds = {"order completed": {1, 2}, "Call": {3}, "*e*": {1, 2, 4}}[rule.event]
        return bool(OPS[rule.op](sum(e["kind"] in kinds for e in recent), rule.count))
    if isinstance(rule, Score):
        code = {"nps": 1, "csat": 2, "ces": 3}[rule.scale]
        scores = [e["score"] for e in events if e["scale"] == code and e["score"] == e["score"]]
        return bool(scores) and bool(OPS[rule.op](scores[-1], rule.value))
    known = [text for text in (_text(rule.name, e) for e in events) if text]
    if isinstance(rule, Known):
        return bool(known) == rule.known
    if rule.name in ("country", "late"):
        known = known[-1:]
    return any(_holds(rule, text) for text in known)


def _text(name: str, event: Event) -> str:
    if name in ("channel", "surface"):
        return str(getattr(FRAME.kinds[event["kind"]], name))
    if name == "value":
        return "" if event["value"] != event["value"] else str(event["value"])
    return LOOKUP.properties[name].values[event[name]]


def _holds(rule: Compare | OneOf | Contains, text: str) -> bool:
    if isinstance(rule, Contains):
        return (rule.part.lower() in text.lower()) != rule.negated
    if isinstance(rule, OneOf):
        return (text.lower() in [str(v).lower() for v in rule.values]) != rule.negated
    if isinstance(rule.value, bool):
        return bool(OPS[rule.op](text == "true", rule.value))
    if isinstance(rule.value, float):
        return bool(OPS[rule.op](float(text), rule.value))
    return bool(OPS[rule.op](text.lower(), str(rule.value).lower()))


@settings(deadline=None)
@given(RULES, CUSTOMERS, st.booleans())
def test_members_are_those_of_the_definition(rule: Rule, customers: list[list[Event]], small: bool) -> None:
    journeys = block(customers, small)
    only = {name: journeys.columns[name] for name in needed(rule, LOOKUP, FRAME)}
    journeys = Journeys(journeys.customers, journeys.offsets, journeys.include, only)
    found = members(rule, journeys, LOOKUP, FRAME)
    assert found.dtype == np.uint8
    assert found.tolist() == [int(plain(rule, events)) for events in customers]


def one(**given: Any) -> list[Event]:
    base = {"time": 0, "kind": 4, "value": float("nan"), "score": float("nan"), "scale": 0}
    return [{**base, "country": 0, "late": 0, "amount": 0, "since": 0, **given}]


def test_a_trait_counts_by_its_newest_known_value() -> None:
    events = one(country=1) + one(country=2, time=5) + one(time=9)
    assert members(parse("country = RO"), block([events]), LOOKUP, FRAME).tolist() == [1]
    assert members(parse("country = PL"), block([events]), LOOKUP, FRAME).tolist() == [0]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("contry = PL", "There is no property 'contry'. Did you mean 'country'?"),
        ("zzz = 1", "There is no property 'zzz'. The properties are 'country', 'late'"),
        ("note = x", "'note' has too many different values to be a column"),
        ("late > 3", "'late' is true or false. Write late = true, not > 3."),
        ("amount = many", "'amount' holds numbers. Compare it with a number, not with \"many\"."),
        ('did "Order Complete"', "No event is called 'Order Complete'. Did you mean 'Order Completed'?"),
        ("did Paid", "'Paid' is no event but a place on the map: write reached 'Paid'."),
        ("reached Purchse", "No touchpoint or stage is called 'Purchse'. Did you mean 'Purchase'?"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest_name(rule: str, sentence: str) -> None:
    with pytest.raises(AudienceError) as caught:
        needed(parse(rule), LOOKUP, FRAME)
    assert sentence in str(caught.value)


def test_what_a_rule_needs() -> None:
    rule = parse("country = PL and (did Call or score nps <= 6) and not value > 3 and channel = web")
    assert needed(rule, LOOKUP, FRAME) == ("d:country", "kind", "scale", "score", "time", "value")


def test_no_customers() -> None:
    assert members(parse("country = PL or did Call"), block([]), LOOKUP, FRAME).tolist() == []
