"""Faults: exceptions turned into refusals; what nobody expected is logged under an id."""

import errno
import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from footpath.http import log
from footpath.http.refusals import Refusal, refusal_of_status, refusal_of_validation
from footpath.store.engines._engine import EngineError
from footpath.store.segment import Damaged
from footpath.vocabulary.said import parts_of, say, sentence_of
from footpath.workspace import Cancelled, WorkspaceError


def expected(error: BaseException) -> Refusal | None:
    """The refusal for an error that Footpath raises for a person to read; None for any other.

    Footpath's own ValueErrors carry a sentence by the rule of the house; those of Python and of libraries do not.
    """
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Cancelled):
        return Refusal(499, "client_left", str(error))
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
    if isinstance(error, WorkspaceError):
        return Refusal(409, word, sentence_of(error))
    if isinstance(error, EngineError):
        return Refusal(503, word, sentence_of(error))
    if isinstance(error, Damaged):
        return Refusal(500, word, str(error))
    if isinstance(error, ValueError) and type(error).__module__.startswith("footpath."):
        if parts_of(sentence_of(error)):
            return Refusal(422, word, sentence_of(error), where=getattr(error, "where", None))
        sentence, _, place = str(error).partition("\n")
        return Refusal(422, word, sentence, where=place or None)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Refusal(507, "disk_full")
    return None


def unexpected(error: BaseException, **fields: Any) -> Refusal:
    """Logs an error that nobody expected; the refusal names its place in the log."""
    if isinstance(error, ResponseValidationError):
        fields["mismatch"] = [".".join(map(str, fault["loc"])) for fault in error.errors()[:10]]
    number = log.fault(error, **fields)
    return Refusal(500, "fault", say("error.fault", number=number))


class Faults:
    """Answers 500 with an id for whatever the application did not handle; the traceback stays in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except ClientDisconnect:
            log.event("client_left", route=log.route_of(scope))
        except Exception as error:
            refusal = expected(error) or unexpected(error, route=log.route_of(scope))
            if started:
                raise
            await refusal.response()(scope, receive, sent)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return error.response()


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refusal_of_status(error.status_code, error.headers).response()


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return refusal_of_validation(error.errors()).response()


def handle_faults(app: FastAPI) -> None:
    """Registers the handlers for refusals, the framework's own errors and invalid requests."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
