"""An opened workspace: what every door calls, and nothing below a door does."""

from footpath.workspace.folder import Cancelled, Settings, WorkspaceError
from footpath.workspace.result import Result
from footpath.workspace.scope import Scope
from footpath.workspace.workspace import Workspace

__all__ = ["Cancelled", "Result", "Scope", "Settings", "Workspace", "WorkspaceError"]
