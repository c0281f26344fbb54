"""Dimensions by rule: which group a value falls into, edits, and YAML."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.definitions import yaml
from footpath.definitions.dimensions import NO_GROUP, NO_VALUE, group_of, grouped
from footpath.definitions.edit import DefinitionError, apply
from footpath.definitions.model import Definitions, DimensionRule, Group

REGION = DimensionRule(
    name="Region",
    property="country",
    groups=[Group(name="East", values=["PL", "ro"]), Group(name="Asia", values=["T*"])],
    other="Elsewhere",
)


def test_a_value_falls_into_the_first_group_that_fits() -> None:
    values = ["", "pl", "RO", "TW", "DE"]
    assert group_of(REGION, values).tolist() == [NO_VALUE, 0, 0, 1, NO_GROUP]
    assert grouped(REGION, values) == ["", "East", "East", "Asia", "Elsewhere"]
    both = REGION.model_copy(update={"groups": [Group(name="All", values=["*"]), *REGION.groups]})
    assert grouped(both, values) == ["", "All", "All", "All", "All"]


def test_without_a_name_for_the_rest_each_value_stands_for_itself() -> None:
    assert grouped(REGION.model_copy(update={"other": ""}), ["DE", "PL"]) == ["DE", "East"]


patterns = st.text("aB*", min_size=1, max_size=3)


@given(
    st.lists(st.lists(patterns, min_size=1, max_size=3), max_size=4), st.lists(st.text("Ab", max_size=3), max_size=8)
)
def test_groups_are_those_of_matching_one_by_one(groups: list[list[str]], values: list[str]) -> None:
    rule = DimensionRule(
        name="r", property="p", groups=[Group(name=str(i), values=each) for i, each in enumerate(groups)]
    )

    def plain(value: str) -> int:
        fits = (any(fnmatchcase(value.casefold(), one.casefold()) for one in each) for each in groups)
        return NO_VALUE if not value else next((i for i, fit in enumerate(fits) if fit), NO_GROUP)

    assert group_of(rule, values).tolist() == [plain(value) for value in values]


def test_an_edit_adds_changes_and_removes_a_dimension() -> None:
    op = {"do": "set_dimension", **REGION.model_dump()}
    one = apply(Definitions(), op)
    assert one.dimensions == [REGION]
    two = apply(
        one,
        {**op, "name": "Market", "groups": [{"name": "A", "values": ["x", " x ", ""]}, {"name": "a", "values": ["y"]}]},
    )
    assert two.dimensions[1].groups == [Group(name="A", values=["x", "y"])]
    changed = apply(two, {**op, "name": "region", "other": ""})
    assert [dimension.name for dimension in changed.dimensions] == ["region", "Market"]
    assert apply(changed, {"do": "set_dimension", "name": "REGION", "groups": []}).dimensions == two.dimensions[1:]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"groups": [{"name": "A", "values": [" "]}]}, "at least one value"),
        ({"groups": [{"name": " ", "values": ["x"]}]}, "at least one value"),
        ({"property": " "}, "which property"),
    ],
)
def test_an_edit_that_cannot_be_taken_says_why(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        apply(Definitions(), {"do": "set_dimension", **REGION.model_dump(), **change})


def test_yaml_gives_the_dimensions_back_and_names_the_line_of_a_fault() -> None:
    definitions = Definitions(dimensions=[REGION])
    text = yaml.export(definitions)
    assert yaml.read(text) == definitions
    twice = text.replace("name: Asia", "name: east")
    [fault] = yaml.faults(twice)
    assert twice.splitlines()[fault.line - 1].endswith("name: east")
    assert fault.sentence.endswith("There is a group 'east' already.")
    [empty] = yaml.faults(text.replace("- T*", "- ''"))
    assert empty.sentence.endswith("A group needs a name and at least one value.")
