"""Dimensions by rule: values of a property put into groups."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from footpath.definitions.lookup import Texts
from footpath.definitions.model import Definitions, DimensionRule, Group
from footpath.definitions.naming import DefinitionError
from footpath.definitions.ops import SetDimension
from footpath.vocabulary.said import say

NO_GROUP, NO_VALUE = -1, -2


def group_of(rule: DimensionRule, values: Sequence[str]) -> npt.NDArray[np.int64]:
    """For each value the index of the first group it fits, else NO_GROUP; NO_VALUE for an empty text: int64[values]."""
    texts = Texts(values)
    table = np.full(len(values), NO_GROUP)
    for index in range(len(rule.groups) - 1, -1, -1):  # backwards: the first writes last
        for pattern in rule.groups[index].values:
            table[texts.rows(pattern)] = index
    table[[not value for value in values]] = NO_VALUE
    return table


def grouped(rule: DimensionRule, values: Sequence[str]) -> list[str]:
    """For each value the name it has in the dimension; an empty text stays empty."""
    names = [group.name for group in rule.groups]
    of = group_of(rule, values).tolist()
    return [
        names[index] if index >= 0 else rule.other or value if index == NO_GROUP else ""
        for index, value in zip(of, values, strict=True)
    ]


def told(groups: Sequence[Group]) -> list[Group]:
    """The groups without blank values, those of one name put together. DefinitionError where one is left empty."""
    found: dict[str, Group] = {}
    for group in groups:
        name = group.name.strip()
        values = dict.fromkeys(value.strip() for value in group.values if value.strip())
        if not name or not values:
            raise DefinitionError(say("definitions.empty_group"))
        known = found.get(name.casefold(), Group(name=name, values=[]))
        found[name.casefold()] = Group(name=known.name, values=list(dict.fromkeys([*known.values, *values])))
    return list(found.values())


def set_dimension(op: SetDimension, definitions: Definitions) -> Definitions:
    """The dimensions with this one: changed where its name is known, else the last."""
    names = [dimension.name.casefold() for dimension in definitions.dimensions]
    at = names.index(op.name.casefold()) if op.name.casefold() in names else len(names)
    if op.groups and not op.property.strip():
        raise DefinitionError(say("definitions.no_property"))
    new = [DimensionRule(name=op.name, property=op.property.strip(), groups=told(op.groups), other=op.other.strip())]
    kept = [*definitions.dimensions[:at], *(new if op.groups else []), *definitions.dimensions[at + 1 :]]
    return definitions.model_copy(update={"dimensions": kept})
