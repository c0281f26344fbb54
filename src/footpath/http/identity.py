"""The identity room: a customer's keys and why they are his; merging and splitting; keys that link nothing."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as PathPart
from pydantic import Field

from footpath.http.answers.identity import CustomerKeys, Regrouped, SharedKeys
from footpath.http.desk import Desk
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError

CustomerId = Annotated[str, PathPart(pattern=r"^[0-9a-f]{16}$", description="internal id, 16 hex digits")]
Key = Annotated[str, Field(min_length=1, max_length=1_000, description="a key, or a customer's internal id")]


class Merge(Asked):
    """Two keys that are one person's."""

    one: Key
    other: Key
    dry: bool = Field(False, description="only say what it would change")


class Split(Asked):
    """A key that is another person's than those it is linked with."""

    key: Key
    dry: bool = Field(False, description="only say what it would change")


def identity_room(desk: Desk) -> APIRouter:
    """GET /identity/customers/{customer}, /identity/shared; POST /identity/merge, /identity/split."""
    router = APIRouter(prefix="/identity", tags=["customers"])
    identity = desk.workspace.identity

    @router.get("/customers/{customer}", response_model=CustomerKeys)
    def keys(customer: CustomerId) -> Any:
        """All keys of a customer, and the links that join them."""
        try:
            return identity.keys(customer)
        except WorkspaceError:
            raise Refusal(404, "no_such_customer", where="customer") from None

    @router.get("/shared", response_model=SharedKeys)
    def shared() -> Any:
        """Keys that link nothing, as they are of too many people or would join two."""
        return {"keys": identity.shared()}

    @router.post("/merge", response_model=Regrouped)
    def merge(body: Merge) -> Any:
        """Says that two keys are one person's; their journeys are one from then on."""
        try:
            return identity.merge(body.one, body.other, dry=body.dry)
        except WorkspaceError:
            raise Refusal(404, "no_such_customer", where="one") from None

    @router.post("/split", response_model=Regrouped)
    def split(body: Split) -> Any:
        """Takes a key out of its customer: both get back what came under their keys."""
        try:
            return identity.split(body.key, dry=body.dry)
        except WorkspaceError as error:
            raise Refusal(409, "not_linked", error.args[0], where="key") from None

    return router
