"""Options that many commands share, and what they mean."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from footpath.workspace import Workspace

VARIABLE = "FOOTPATH_WORKSPACE"

Where = Annotated[
    Path | None,
    typer.Option(
        "-w",
        "--workspace",
        metavar="DIR",
        show_default=False,
        help=f"The workspace's folder (or {VARIABLE}; else the current folder).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON (docs/json.md).")]
Audience = Annotated[
    str | None,
    typer.Option(
        metavar="RULE", help="Only customers of this rule (docs/cli.md), or of the audience saved by this name."
    ),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Only events from this date or time on, e.g. 2026-09-01.")
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Only events before this date or time (it is not included).")
]

Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help="Of names that are proposed: en, pl, ro or zh-TW. (default: that of the map, else en)"
    ),
]

_asked: list[Path] = []


def root_of(workspace: Path | None) -> Path:
    """The folder that was asked for: by option, by environment, else the current one."""
    root = workspace or Path(os.environ.get(VARIABLE) or ".")
    _asked[:] = [root]
    return root


def last_root() -> Path | None:
    """The folder the running command works on, for the report of a fault."""
    return _asked[0] if _asked else None


def opened(workspace: Path | None) -> "Workspace":
    """The workspace that was asked for, opened."""
    from footpath.workspace import Workspace

    return Workspace.open(root_of(workspace))


def period_of(begin: str | None, end: str | None) -> tuple[str | None, str | None] | None:
    """The period that was asked for, as the workspace takes it."""
    return (begin, end) if begin or end else None


def rule_of(workspace: "Workspace", audience: str | None) -> str | None:
    """The rule of the audience saved under this name, else the text itself."""
    if audience is None:
        return None
    return next((str(row["rule"]) for row in workspace.audiences() if row["name"] == audience), audience)
