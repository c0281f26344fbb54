"""An opened workspace: what every door calls, and nothing below a door does."""

from footpath.workspace.folder import Cancelled, Settings, WorkspaceError
from footpath.workspace.members import Cell
from footpath.workspace.result import Result
from footpath.workspace.scope import Scope
from footpath.workspace.starting import start_of
from footpath.workspace.workspace import Workspace

__all__ = ["Cancelled", "Cell", "Result", "Scope", "Settings", "Workspace", "WorkspaceError", "start_of"]
