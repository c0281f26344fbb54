"""What a workspace holds, in figures."""

from typing import Any

from footpath._version import __version__
from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import NONE
from footpath.store.snapshot import Snapshot
from footpath.workspace.asking import snapshot_row
from footpath.workspace.folder import Settings
from footpath.workspace.people import iso


def status_of(
    settings: Settings, snapshot: Snapshot, frame: Frame, imports: int, reach: tuple[bool, bool]
) -> dict[str, Any]:
    """The status answer (docs/json.md). ``reach``: whether something can be undone, and redone."""
    manifest = snapshot.manifest
    return {
        "name": settings.name,
        "version": __version__,
        "timezone": settings.timezone,
        "currency": settings.currency,
        "events": manifest.events,
        "customers": sum(len(merged.customers) for merged in snapshot.merges()),
        "kinds": len(frame.kinds) - 1,
        "touchpoints": len(frame.definitions.touchpoints),
        "unplaced": int((frame.touchpoint_of[1:] == NONE).sum()),
        "oldest": iso(manifest.oldest),
        "newest": iso(manifest.newest),
        "snapshot": snapshot_row(snapshot),
        "imports": imports,
        "can_undo": reach[0],
        "can_redo": reach[1],
    }
