"""The map room: the journey map, its comparison, and what stands behind a touchpoint."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from footpath.analyses.map import Map
from footpath.http.answers.customers import CustomersIn
from footpath.http.answers.map import Evidence, MapComparison
from footpath.http.desk import Desk
from footpath.http.questions import Scope
from footpath.http.refusals import Refusal


class MapQuestion(Scope):
    """The map of these customers in this time, beside that of others."""

    compare: Scope | None = Field(None, description="draw a second map for comparison")


class EvidenceQuestion(Scope):
    """A touchpoint whose evidence is wanted."""

    touchpoint: str = Field(description="its id")


class PlaceQuestion(Scope):
    """A touchpoint or a stage whose customers are wanted."""

    place: str = Field(description="its id")


def map_room(desk: Desk) -> APIRouter:
    """POST /map, /map/evidence, /map/customers."""
    router = APIRouter(tags=["map"])

    @router.post("/map", response_model=MapComparison)
    def draw(question: MapQuestion) -> Any:
        """The journey map, live from the store."""
        answer = desk.ask(Map(), question).to_dict()
        compare = desk.ask(Map(), question.compare).to_dict() if question.compare else None
        return {"answer": answer, "compare": compare}

    @router.post("/map/evidence", response_model=Evidence)
    def evidence(question: EvidenceQuestion) -> Any:
        """What stands behind one touchpoint."""
        answer = desk.ask(Map(), question).to_dict()
        for stage in answer["stages"]:
            for touchpoint in stage["touchpoints"]:
                if touchpoint["id"] == question.touchpoint:
                    head = {"n": touchpoint["customers"], "stage": stage["id"], "kinds": touchpoint["kinds"]}
                    customers = desk.customers_at(touchpoint["id"], question)["customers"]
                    return {**answer, **head, "touchpoint": touchpoint, "customers": customers}
        sentence = "The map has no touchpoint with this id (any more)."
        raise Refusal(404, "no_such_touchpoint", sentence, where="touchpoint")

    @router.post("/map/customers", response_model=CustomersIn)
    def customers(question: PlaceQuestion) -> Any:
        """Who met a touchpoint or a stage: how many, and some of them."""
        definitions = desk.workspace.definitions()
        stages = {stage.id for stage in definitions.stages}
        if question.place not in stages | {touchpoint.id for touchpoint in definitions.touchpoints}:
            sentence = "The map has no touchpoint and no stage with this id (any more)."
            raise Refusal(404, "no_such_place", sentence, where="place")
        return desk.customers_at(question.place, question)

    return router
