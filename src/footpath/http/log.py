"""Logs of the HTTP door: one JSON line an event, no query strings, no bodies, nothing personal."""

import json
import logging
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGER = logging.getLogger("footpath.http")


class JsonLines(logging.Formatter):
    """A record as one JSON object; fields come in ``extra={"fields": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def log_to_stderr() -> None:
    """Sends the events of this door to standard error, as JSON lines. Calling it again changes nothing."""
    if LOGGER.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def event(name: str, level: int = logging.INFO, **fields: Any) -> None:
    """Logs one event. Callers pass counts, codes and ids, never names, keys or paths of files."""
    LOGGER.log(level, name, extra={"fields": fields})


def fault(error: BaseException, **fields: Any) -> str:
    """Logs an unexpected error and returns its id. The message is left out: it may quote a customer's data."""
    number = secrets.token_hex(6)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    event("fault", logging.ERROR, id=number, type=type(error).__name__, frames=frames[-12:], **fields)
    return number


def route_of(scope: Scope) -> str:
    """The template of the matched route (``/api/customers/{customer}``), so that no id reaches the log."""
    if not scope["path"].startswith("/api/"):
        return "page"
    template = getattr(scope.get("route"), "path", "")
    return f"/api{template.removeprefix('/api')}"


class RequestLog:
    """Logs method, route, status and duration of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sent)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            event("request", method=scope["method"], route=route_of(scope), status=status, ms=milliseconds)
