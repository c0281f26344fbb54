"""The event dictionary: every kind with its volume, properties and examples."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as InPath

from footpath.http.answers.dictionary import DictionaryAnswer, KindAnswer
from footpath.http.desk import Desk
from footpath.http.leaving import client_left
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError


def dictionary_room(desk: Desk) -> APIRouter:
    """GET /dictionary, /dictionary/{kind}."""
    router = APIRouter(prefix="/dictionary", tags=["dictionary"])
    dictionary = desk.workspace.dictionary

    @router.get("", response_model=DictionaryAnswer)
    def kinds() -> Any:
        """Every kind that has events, those with most first."""
        return dictionary.kinds(client_left)

    @router.get("/{kind}", response_model=KindAnswer)
    def kind(kind: Annotated[int, InPath(ge=1, lt=2**31, description="its code")]) -> Any:
        """One kind: volume, properties, newest events."""
        try:
            return dictionary.kind([kind], client_left)
        except WorkspaceError:
            raise Refusal(404, "no_such_kind", where="kind") from None

    return router
