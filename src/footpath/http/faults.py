"""Faults: exceptions turned into refusals; what nobody expected is logged under an id."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from footpath.http import log
from footpath.http.refusals import Refusal, refusal_of_status, refusal_of_validation


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
            number = log.fault(error, route=log.route_of(scope))
            if started:
                raise
            sentence = f"Something went wrong inside Footpath. The log names it as {number}; please report it."
            await Refusal(500, "fault", sentence).response()(scope, receive, sent)


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
