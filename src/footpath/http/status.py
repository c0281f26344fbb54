"""The status room: the workspace at a glance, and whether its store is whole."""

from typing import Any

from fastapi import APIRouter

from footpath.http.answers.data import Doctor
from footpath.http.answers.status import Status
from footpath.http.desk import Desk


def status_room(desk: Desk) -> APIRouter:
    """GET /status, /doctor."""
    router = APIRouter(tags=["status"])

    @router.get("/status", response_model=Status)
    def status() -> Any:
        """The workspace at a glance."""
        return desk.workspace.status()

    @router.get("/doctor", response_model=Doctor)
    def doctor() -> Any:
        """Reads every file of the store and compares checksums and counts; takes seconds on a large workspace."""
        return desk.workspace.verify()

    return router
