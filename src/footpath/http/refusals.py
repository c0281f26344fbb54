"""Refusals: every error a client sees is ``{error: {code, sentence, where?}}``, and never a traceback."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from footpath.http.answers.shapes import SaidPart
from footpath.vocabulary.said import parts_of, say


class Fault(BaseModel):
    """What went wrong, for a program (``code``) and for a person (``sentence``)."""

    code: str = Field(description="stable word, snake_case")
    sentence: str = Field(description="what is wrong and what to do")
    said: list[SaidPart] | None = Field(None, description="the sentence by codes and values, where it has them")
    where: str | None = Field(None, description="the field, file or line at fault")


class FaultAnswer(BaseModel):
    """The body of every 4xx and 5xx answer."""

    error: Fault


class Refusal(Exception):
    """A request that is answered with an error. ``sentence`` is shown to the person who asked; where none is given it
    is the one of ``error.<code>``.
    """

    def __init__(
        self,
        status: int,
        code: str,
        sentence: str | None = None,
        *,
        where: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        told = say(f"error.{code}") if sentence is None else sentence
        super().__init__(told)
        self.status = status
        self.code = code
        self.sentence = told
        self.where = where
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """The answer as JSON; ``where`` is left out where there is none."""
        said = [SaidPart(**part) for part in parts_of(self.sentence)]
        fault = Fault(code=self.code, sentence=str(self.sentence), where=self.where, said=said or None)
        body = FaultAnswer(error=fault).model_dump(exclude_none=True)
        return JSONResponse(body, self.status, headers=self.headers)


_BY_STATUS = {400: "bad_request", 404: "not_found", 415: "wrong_content_type"}
_OTHERS = {
    405: ("method_not_allowed", "This address does not take this method."),
    413: ("too_large", "The request is too large."),
}


def refusal_of_status(status: int, headers: Mapping[str, str] | None = None) -> Refusal:
    """The refusal for an error that the framework raised by its status alone."""
    if status in _BY_STATUS:
        return Refusal(status, _BY_STATUS[status], headers=headers)
    code, sentence = _OTHERS.get(status, ("refused", f"The request was refused with status {status}."))
    allowed = (headers or {}).get("Allow")
    if status == 405 and allowed:
        sentence = f"This address takes {allowed} only."
    return Refusal(status, code, sentence, headers=headers)


def refusal_of_validation(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """One sentence out of pydantic's list of errors; the value that was sent is never repeated."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return Refusal(422, "not_json", where="body")
    where = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    return Refusal(422, "not_valid", say("error.not_valid", where=where, message=message), where=where)
