"""An opened workspace: what every door calls, and nothing below a door does."""

from footpath.workspace.engines import engine_of
from footpath.workspace.folder import Cancelled, Settings, WorkspaceError
from footpath.workspace.members import Cell
from footpath.workspace.result import Result
from footpath.workspace.scope import Scope
from footpath.workspace.sql import SqlResult
from footpath.workspace.starting import start_of
from footpath.workspace.workspace import Workspace

__all__ = [
    "Cancelled",
    "Cell",
    "Result",
    "Scope",
    "Settings",
    "SqlResult",
    "Workspace",
    "WorkspaceError",
    "engine_of",
    "start_of",
]
