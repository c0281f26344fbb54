"""Properties of a snapshot, and dimensions made of them by rule, as audiences look them up."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from footpath.definitions.dimensions import grouped
from footpath.definitions.model import DimensionRule
from footpath.store.dictionaries import Dimension
from footpath.store.snapshot import Snapshot


@dataclass(frozen=True)
class Grouped:
    """The column of a property under the names that a rule gives its values."""

    name: str
    column: str
    declared: bool
    trait: bool
    values: list[str]
    type: str = "string"


class Properties:
    """Finds the column behind a name. A property goes before a dimension of the same name."""

    def __init__(self, snapshot: Snapshot, rules: Sequence[DimensionRule] = ()) -> None:
        self._dimensions: Mapping[str, Dimension] = snapshot.dictionaries.dimensions
        self._rules = rules

    def of(self, columns: Collection[str]) -> Self:
        """Those of these columns, to be read alone."""
        chosen = copy(self)
        chosen._dimensions = {
            name: replace(dimension, codes={})
            for name, dimension in self._dimensions.items()
            if dimension.column in columns
        }
        return chosen

    def find(self, name: str) -> Dimension | Grouped | None:
        """The column of this name, whatever its case where that is unambiguous."""
        found = self.property(name)
        if found is not None:
            return found
        rule = next((rule for rule in self._rules if rule.name.casefold() == name.casefold()), None)
        base = self.property(rule.property) if rule else None
        if rule is None or base is None:
            return None
        return Grouped(rule.name, base.column, base.declared, base.trait, grouped(rule, base.values))

    def property(self, name: str) -> Dimension | None:
        """The property of this name."""
        exact = self._dimensions.get(name)
        if exact is not None:
            return exact
        folded = [d for d in self._dimensions.values() if d.name.casefold() == name.casefold()]
        return folded[0] if len(folded) == 1 else None

    def names(self) -> list[str]:
        """Names of all that rules can ask for."""
        return [*(d.name for d in self._dimensions.values() if d.declared), *(rule.name for rule in self._rules)]
