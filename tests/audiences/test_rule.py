"""The grammar: what rules say, how they are written back, and how faults are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from footpath.audiences.rule import AudienceError, Rule, parse
from footpath.audiences.terms import (
    All,
    Compare,
    Contains,
    Did,
    Either,
    Known,
    Moment,
    Not,
    OneOf,
    Reached,
    Score,
)

READS = [
    ("late = true", Compare(name="late", op="=", value=True)),
    ("LATE = TRUE", Compare(name="LATE", op="=", value=True)),
    ("country in (PL, RO)", OneOf(name="country", values=("PL", "RO"))),
    ("country not in ('PL')", OneOf(name="country", values=("PL",), negated=True)),
    ("`order value` >= 12.5", Compare(name="order value", op=">=", value=12.5)),
    ("x ≠ -3", Compare(name="x", op="!=", value=-3)),
    ("x==1", Compare(name="x", op="=", value=1)),
    ('utm.source contains "a\\"b"', Contains(name="utm.source", part='a"b')),
    ("city not contains łódź", Contains(name="city", part="łódź", negated=True)),
    ("plan is missing", Known(name="plan", known=False)),
    ("plan is not missing", Known(name="plan")),
    ("plan is known", Known(name="plan")),
    ("since >= 2026-01-31", Compare(name="since", op=">=", value=Moment(date="2026-01-31"))),
    ("plan = 7d", Compare(name="plan", op="=", value="7d")),
    ('did "Order Completed"', Did(event="Order Completed")),
    ("did “Order Completed” >= 2", Did(event="Order Completed", count=2)),
    ("did Purchase within 30d", Did(event="Purchase", within="30d")),
    ("did Purchase = 0 within 1h30m", Did(event="Purchase", op="=", count=0, within="1h30m")),
    ('did not "X"', Not(part=Did(event="X"))),
    ('reached "Product page"', Reached(place="Product page")),
    ("reached not Purchase within 2w", Not(part=Reached(place="Purchase", within="2w"))),
    ("score nps <= 6", Score(scale="nps", op="<=", value=6)),
    (
        "a = 1 or b = 2 and not c = 3",
        Either(
            parts=(
                Compare(name="a", op="=", value=1),
                All(parts=(Compare(name="b", op="=", value=2), Not(part=Compare(name="c", op="=", value=3)))),
            )
        ),
    ),
    (
        "(a = 1 or b = 2) and c = 3",
        All(
            parts=(
                Either(parts=(Compare(name="a", op="=", value=1), Compare(name="b", op="=", value=2))),
                Compare(name="c", op="=", value=3),
            )
        ),
    ),
]


@pytest.mark.parametrize(("text", "rule"), READS)
def test_what_a_rule_says(text: str, rule: Rule) -> None:
    assert parse(text) == rule
    assert parse(rule.text()) == rule


FAULTS = [
    ("", "The audience rule is empty."),
    ("late = ", "The rule ends where I expected a value.\n  late = \n         ^"),
    ("late", "After 'late' I expected a comparison"),
    ("order value > 3", "A name with spaces goes in `backticks`.\n  order value > 3\n        ^"),
    ("country inn (PL)", "Did you mean “in”?"),
    ("country in PL", "After “in” I expected a list in brackets"),
    ("country in (PL, RO", "This list is never closed.\n  country in (PL, RO\n             ^"),
    ("country in (PL RO)", "I expected a comma or the end of the list here."),
    ("(a = 1", "This bracket is never closed.\n  (a = 1\n  ^"),
    ("a = 1)", "This bracket was never opened.\n  a = 1)\n       ^"),
    ("a = 1 adn b = 2", "I expected “and” or “or” here. Did you mean “and”?\n  a = 1 adn b = 2\n        ^"),
    ("a is 3", "After “is” I expected “missing” or “known”"),
    ("did", "The rule ends where I expected the name of an event."),
    ("did X >= 2.5", "A count is a whole number"),
    ("did X within 3", "After “within” I expected a duration"),
    ("score npss <= 6", "Did you mean “nps”?"),
    ("score <= 6", "Name the scale"),
    ("score nps <= six", "I expected a score here, a number."),
    ('a = "x', 'The text that begins here has no closing ".\n  a = "x\n      ^'),
    ("a = `x`", "Backticks are for names"),
    ("a = 12abc", "This is no number."),
    ("a = 2026-13-01", "There is no such date."),
    ("a & b", "'&' has no meaning in a rule."),
    ('"order value" > 3', "a name with spaces goes in `backticks`"),
    ("in = 3", "“in” is a word of the grammar"),
    ("a = 1e999", "This number is too large."),
    ("(" * 200, "nested too deep"),
    ("not " * 200 + "a = 1", "nested too deep"),
    ("a" * 20_000, "longer than 10,000 characters"),
    ("購買 = ", "  購買 = \n         ^"),
]


@pytest.mark.parametrize(("text", "sentence"), FAULTS)
def test_a_fault_is_a_sentence_with_the_place_marked(text: str, sentence: str) -> None:
    with pytest.raises(AudienceError) as caught:
        parse(text)
    assert sentence in str(caught.value)


TEXTS = st.text(max_size=8)
OPS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.builds(lambda d: Moment(date=d.isoformat()), st.dates())
VALUES = st.one_of(st.booleans(), NUMBERS, TEXTS, MOMENTS)
WITHIN = st.sampled_from([None, "30d", "1h30m", "2w"])
LEAVES = st.one_of(
    st.builds(Compare, name=TEXTS, op=OPS, value=VALUES),
    st.builds(OneOf, name=TEXTS, values=st.lists(VALUES, min_size=1, max_size=3).map(tuple), negated=st.booleans()),
    st.builds(Contains, name=TEXTS, part=TEXTS, negated=st.booleans()),
    st.builds(Known, name=st.sampled_from(["a", "not", "a b", "in", "`"]), known=st.booleans()),
    st.builds(Did, event=TEXTS, op=OPS, count=st.integers(0, 9), within=WITHIN),
    st.builds(Reached, place=TEXTS, within=WITHIN),
    st.builds(Score, scale=st.sampled_from(["nps", "csat", "ces"]), op=OPS, value=NUMBERS),
)


def _trees(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(All, parts=several), st.builds(Either, parts=several), st.builds(Not, part=inner))


RULES = st.recursive(LEAVES, _trees, max_leaves=6)
ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)


@given(RULES)
def test_text_and_json_round_trip(rule: Rule) -> None:
    assert parse(rule.text()) == rule
    assert ADAPTER.validate_json(ADAPTER.dump_json(rule)) == rule


@given(st.text(alphabet="ab =()<>!`\"'\\,.0123-\nandortiswhcd“”≤", max_size=40))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        rule = parse(text)
    except AudienceError:
        return
    assert parse(rule.text()) == rule
