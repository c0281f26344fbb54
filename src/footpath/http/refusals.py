"""Refusals: every error a client sees is ``{error: {code, sentence, where?}}``, and never a traceback."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class Fault(BaseModel):
    """What went wrong, for a program (``code``) and for a person (``sentence``)."""

    code: str = Field(description="stable word, snake_case")
    sentence: str = Field(description="what is wrong and what to do")
    where: str | None = Field(None, description="the field, file or line at fault")


class FaultAnswer(BaseModel):
    """The body of every 4xx and 5xx answer."""

    error: Fault


class Refusal(Exception):
    """A request that is answered with an error. ``sentence`` is shown to the person who asked."""

    def __init__(
        self,
        status: int,
        code: str,
        sentence: str,
        *,
        where: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.where = where
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """The answer as JSON; ``where`` is left out where there is none."""
        fault = Fault(code=self.code, sentence=self.sentence, where=self.where)
        body = FaultAnswer(error=fault).model_dump(exclude_none=True)
        return JSONResponse(body, self.status, headers=self.headers)


_BY_STATUS = {
    400: ("bad_request", "The request cannot be read; check its form against /api/openapi.json."),
    404: ("not_found", "This address does not exist; /api/openapi.json lists those that do."),
    405: ("method_not_allowed", "This address does not take this method."),
    413: ("too_large", "The request is too large."),
    415: ("wrong_content_type", "Send the body as application/json."),
}


def refusal_of_status(status: int, headers: Mapping[str, str] | None = None) -> Refusal:
    """The refusal for an error that the framework raised by its status alone."""
    code, sentence = _BY_STATUS.get(status, ("refused", f"The request was refused with status {status}."))
    allowed = (headers or {}).get("Allow")
    if status == 405 and allowed:
        sentence = f"This address takes {allowed} only."
    return Refusal(status, code, sentence, headers=headers)


def refusal_of_validation(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """One sentence out of pydantic's list of errors; the value that was sent is never repeated."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return Refusal(422, "not_json", "The body is not valid JSON.", where="body")
    where = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"]).rstrip(".")
    more = f" ({len(errors) - 1} more of this sort.)" if len(errors) > 1 else ""
    return Refusal(422, "not_valid", f"{where}: {message}.{more}", where=where)
