"""Footpath: event files in, the live customer journey map out.

    import footpath
    from footpath import Funnel

    ws = footpath.create("shop")                     # or footpath.open("shop")
    ws.import_files("events.csv")
    ws.run(Funnel(steps=["Product Viewed", "Order Completed"], window="7d")).table

What ``__all__`` names is the whole public Python API. It is loaded when it is first asked for, so that
importing one room of the package imports no other.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from footpath._version import __version__

if TYPE_CHECKING:
    from footpath.analyses.funnel import Funnel
    from footpath.analyses.map import Map
    from footpath.analyses.transitions import Transitions
    from footpath.audiences.tokens import AudienceError
    from footpath.definitions.edit import DefinitionError
    from footpath.definitions.model import Definitions
    from footpath.workspace import Result, Workspace, WorkspaceError

    create = Workspace.create
    open = Workspace.open  # noqa: A001

__all__ = [
    "AudienceError",
    "DefinitionError",
    "Definitions",
    "Funnel",
    "Map",
    "Result",
    "Transitions",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "create",
    "open",
]

_HOMES = {
    "AudienceError": "footpath.audiences.tokens",
    "DefinitionError": "footpath.definitions.edit",
    "Definitions": "footpath.definitions.model",
    "Funnel": "footpath.analyses.funnel",
    "Map": "footpath.analyses.map",
    "Result": "footpath.workspace",
    "Transitions": "footpath.analyses.transitions",
    "Workspace": "footpath.workspace",
    "WorkspaceError": "footpath.workspace",
}


def __getattr__(name: str) -> Any:
    if name in ("create", "open"):
        found = getattr(import_module("footpath.workspace").Workspace, name)
    elif name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'footpath' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
