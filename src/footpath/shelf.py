"""A shelf: a folder whose every file is one thing of a kind, found by looking, never by a list that one must edit."""

import importlib
import inspect
import pkgutil
from importlib.metadata import entry_points
from typing import TypeVar

Thing = TypeVar("Thing")


def items(package: str, contract: type[Thing]) -> dict[str, type[Thing]]:
    """Classes that keep ``contract``, by their ``name``, sorted: one a file of ``package``, and those of outsiders.

    Files that begin with an underscore are the shelf's own. Outsiders declare an entry point in the group
    ``package``. ValueError where two things share a name.
    """
    home = importlib.import_module(package)
    found: list[type[Thing]] = []
    for module in pkgutil.iter_modules(home.__path__, package + "."):
        if not module.name.rpartition(".")[2].startswith("_"):
            found += _declared(importlib.import_module(module.name), contract)
    for entry in entry_points(group=package):
        found.append(entry.load())
    shelf: dict[str, type[Thing]] = {}
    for thing in found:
        name: str = thing.name  # type: ignore[attr-defined]
        if name in shelf:
            raise ValueError(f"Two things on the shelf {package} are called {name!r}: {shelf[name]} and {thing}.")
        shelf[name] = thing
    return dict(sorted(shelf.items()))


def _declared(module: object, contract: type[Thing]) -> list[type[Thing]]:
    classes = (thing for _, thing in inspect.getmembers(module, inspect.isclass))
    return [
        thing
        for thing in classes
        if issubclass(thing, contract) and not inspect.isabstract(thing) and thing.__module__ == module.__name__  # type: ignore[attr-defined]
    ]
