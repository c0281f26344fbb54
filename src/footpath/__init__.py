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
    from footpath.analyses.attribution import Attribution
    from footpath.analyses.feeling import Feeling
    from footpath.analyses.funnel import Funnel
    from footpath.analyses.map import Map
    from footpath.analyses.paths import Paths
    from footpath.analyses.retention import Retention
    from footpath.analyses.scores import Scores
    from footpath.analyses.sessions import Sessions
    from footpath.analyses.step_matrix import StepMatrix
    from footpath.analyses.transitions import Transitions
    from footpath.analyses.trends import Trends
    from footpath.audiences.tokens import AudienceError
    from footpath.definitions.edit import DefinitionError
    from footpath.definitions.model import Definitions
    from footpath.sql.faults import SqlError
    from footpath.store.engines._engine import EngineError
    from footpath.store.engines.dask import Dask
    from footpath.store.engines.spark import Spark
    from footpath.store.engines.threads import Threads
    from footpath.workspace import Result, Workspace, WorkspaceError

    create = Workspace.create
    open = Workspace.open  # noqa: A001

__all__ = [
    "Attribution",
    "AudienceError",
    "Dask",
    "DefinitionError",
    "Definitions",
    "EngineError",
    "Feeling",
    "Funnel",
    "Map",
    "Paths",
    "Result",
    "Retention",
    "Scores",
    "Sessions",
    "Spark",
    "SqlError",
    "StepMatrix",
    "Threads",
    "Transitions",
    "Trends",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "create",
    "open",
]

_HOMES = {
    "Attribution": "footpath.analyses.attribution",
    "AudienceError": "footpath.audiences.tokens",
    "Dask": "footpath.store.engines.dask",
    "DefinitionError": "footpath.definitions.edit",
    "Definitions": "footpath.definitions.model",
    "EngineError": "footpath.store.engines._engine",
    "Feeling": "footpath.analyses.feeling",
    "Funnel": "footpath.analyses.funnel",
    "Map": "footpath.analyses.map",
    "Paths": "footpath.analyses.paths",
    "Result": "footpath.workspace",
    "Retention": "footpath.analyses.retention",
    "Scores": "footpath.analyses.scores",
    "Sessions": "footpath.analyses.sessions",
    "Spark": "footpath.store.engines.spark",
    "SqlError": "footpath.sql.faults",
    "StepMatrix": "footpath.analyses.step_matrix",
    "Threads": "footpath.store.engines.threads",
    "Transitions": "footpath.analyses.transitions",
    "Trends": "footpath.analyses.trends",
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
