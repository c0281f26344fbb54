"""A route for every analysis on the shelf but the map, which has a room of its own."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from footpath.analyses._analysis import Analysis
from footpath.http.answers.shapes import Answer
from footpath.http.answers.steps import FunnelAnswer, TransitionsAnswer
from footpath.http.desk import Desk
from footpath.http.questions import analysis_of, question_of, scope_of
from footpath.shelf import items

_ANSWERS: dict[str, type[Answer]] = {"funnel": FunnelAnswer, "transitions": TransitionsAnswer}


def analyses_room(desk: Desk) -> APIRouter:
    """POST /funnel, /transitions, and whatever else stands on the shelf."""
    router = APIRouter(tags=["analyses"])
    shelved = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
    for name, analysis in shelved.items():
        if name != "map":
            summary = (analysis.__doc__ or name).strip().splitlines()[0]
            answer = _ANSWERS.get(name, dict[str, Any])
            router.post(f"/{name}", name=name, summary=summary, response_model=answer)(_route(desk, analysis))
    return router


def _route(desk: Desk, analysis: type[Analysis]) -> Callable[[Any], Any]:
    def ask(question: Any) -> Any:
        return desk.ask(analysis_of(analysis, question), scope_of(question)).to_dict()

    ask.__annotations__["question"] = question_of(analysis)
    return ask
