"""Properties of a snapshot as audiences look them up."""

from footpath.store.dictionaries import Dimension
from footpath.store.snapshot import Snapshot


class Properties:
    """Finds the column behind a property name."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._dimensions = snapshot.dictionaries.dimensions

    def find(self, name: str) -> Dimension | None:
        """The dimension of this name, whatever its case where that is unambiguous."""
        exact = self._dimensions.get(name)
        if exact is not None:
            return exact
        folded = [d for d in self._dimensions.values() if d.name.casefold() == name.casefold()]
        return folded[0] if len(folded) == 1 else None

    def names(self) -> list[str]:
        """Names of all properties that have a column."""
        return [d.name for d in self._dimensions.values() if d.declared]
