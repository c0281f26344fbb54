"""Bodies: JSON of bounded size, read before the application sees the request. Uploads pass unread."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from footpath.http.guard import SAFE
from footpath.http.lingering import refuse_unread
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import say

UPLOADS = "/api/uploads"


class Bodies:
    """Refuses bodies that are not JSON (415) or larger than ``limit`` bytes (413)."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        streamed = scope["type"] == "http" and scope["method"] == "PUT" and scope["path"] == UPLOADS
        if scope["type"] != "http" or scope["method"] in SAFE or streamed:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            self._check_head(headers)
            body = await self._read(receive)
            if body and not _is_json(headers.get("content-type", "")):
                raise Refusal(415, "wrong_content_type")
        except Refusal as refusal:
            await refuse_unread(refusal, scope, receive, send)
            return

        replayed = False

        async def replay() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    def _check_head(self, headers: Headers) -> None:
        length = headers.get("content-length")
        if length is not None and length.isdigit() and int(length) > self.limit:
            raise self._too_large()
        encoding = headers.get("content-encoding", "identity").lower()
        if encoding != "identity":
            raise Refusal(415, "wrong_encoding")

    async def _read(self, receive: Receive) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"".join(parts)
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > self.limit:
                raise self._too_large()
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)

    def _too_large(self) -> Refusal:
        return Refusal(413, "too_large", say("error.too_large", bytes=self.limit))


def _is_json(content_type: str) -> bool:
    return content_type.split(";", 1)[0].strip().lower() == "application/json"
