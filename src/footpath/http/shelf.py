"""The shelf over HTTP: which analyses there are, what each takes, and where to start."""

from inspect import cleandoc
from typing import Any

from fastapi import APIRouter

from footpath.analyses._analysis import Analysis
from footpath.http.answers.analyses import Shelf, Start
from footpath.http.desk import Desk
from footpath.http.leaving import client_left
from footpath.http.refusals import Refusal
from footpath.shelf import items
from footpath.workspace import start_of


def shelf_room(desk: Desk) -> APIRouter:
    """GET /analyses, /analyses/{name}/start."""
    router = APIRouter(prefix="/analyses", tags=["analyses"])
    shelved = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
    del shelved["map"]

    @router.get("", response_model=Shelf)
    def shelf() -> Any:
        """Every analysis but the map, with the JSON schema of its parameters."""
        return {"schema": 1, "analyses": [_row(name, analysis) for name, analysis in shelved.items()]}

    @router.get("/{name}/start", response_model=Start)
    def start(name: str) -> Any:
        """Parameters with which an analysis has something to say of this workspace, before anybody has chosen any."""
        if name not in shelved:
            raise Refusal(404, "no_such_analysis", where="name")
        return {"schema": 1, "analysis": name, "parameters": start_of(desk.workspace, shelved[name], client_left)}

    return router


def _row(name: str, analysis: type[Analysis]) -> dict[str, Any]:
    return {
        "name": name,
        "summary": " ".join(cleandoc(analysis.__doc__ or name).partition("\n\n")[0].splitlines()),
        "picture": analysis.picture,
        "heads": analysis.heads,
        "keys": analysis.keys,
        "counted": analysis.counted,
        "parameters": analysis.model_json_schema(),
        "example": analysis.example,
    }
