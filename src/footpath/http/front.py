"""The front end: built files with long caching, everything else the one page."""

import mimetypes
import re
import secrets
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from footpath.http.guard import SAFE
from footpath.http.headers import content_security_policy
from footpath.http.refusals import refusal_of_status

STATIC = Path(__file__).parent / "static"
NONCE_PLACE = "%CSP_NONCE%"  #: where the page takes the nonce for its style elements
HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Footpath</title></head>
<body><h1>Footpath</h1>
<p>The web page is not built yet. Run <code>make setup</code> in the repository, then reload this page.</p>
<p>The API works: <a href="/api/openapi.json">/api/openapi.json</a></p></body></html>
"""


def page(text: str) -> Response:
    """``index.html``, with a nonce for its style elements where it names a place for one.

    A component library that writes style elements while it runs needs the nonce: without it none is allowed.
    """
    styles = ""
    if NONCE_PLACE in text:
        nonce = secrets.token_urlsafe(16)
        text, styles = text.replace(NONCE_PLACE, nonce), f"'nonce-{nonce}'"
    headers = {"Content-Security-Policy": content_security_policy(styles=styles), "Cache-Control": "no-cache"}
    return HTMLResponse(text, headers=headers)


class Front:
    """Serves ``folder`` for every address outside ``/api``; the application gets the rest.

    Only files listed at the first look are served, by exact name, so no address leads out of the folder. The list
    is renewed when ``index.html`` changes.
    """

    def __init__(self, app: ASGIApp, folder: Path = STATIC) -> None:
        self.app = app
        self.folder = folder
        self._files: dict[str, Path] = {}
        self._page: str | None = None
        self._seen = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if scope["type"] != "http" or path == "/api" or path.startswith("/api/"):
            await self.app(scope, receive, send)
        elif scope["method"] not in SAFE:
            await refusal_of_status(405, {"Allow": "GET, HEAD"}).response()(scope, receive, send)
        else:
            await self._answer(path, Headers(scope=scope))(scope, receive, send)

    def _answer(self, path: str, headers: Headers) -> Response:
        self._look()
        file = self._files.get(path)
        if file is not None:
            return self._file(path, file, headers.get("accept-encoding", ""))
        if "." in path.rsplit("/", 1)[-1] and path != "/index.html":
            return refusal_of_status(404).response()
        if self._page is None:
            return HTMLResponse(NOT_BUILT, headers={"Content-Security-Policy": content_security_policy()})
        return page(self._page)

    def _look(self) -> None:
        index = self.folder / "index.html"
        seen = index.stat().st_mtime_ns if index.is_file() else 0
        if seen == self._seen:
            return
        self._page = index.read_text(encoding="utf-8") if seen else None
        self._files = {
            "/" + path.relative_to(self.folder).as_posix(): path
            for path in self.folder.rglob("*")
            if seen and path.is_file() and not path.is_symlink() and path != index
        }
        self._seen = seen

    def _file(self, path: str, file: Path, accepts: str) -> Response:
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        hashed = path.startswith("/assets/") and HASHED.search(path)
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if hashed else "no-cache",
            "Content-Security-Policy": content_security_policy(),
            "Vary": "Accept-Encoding",
        }
        accepted = {part.split(";")[0].strip() for part in accepts.split(",") if "q=0" not in part.replace("q=0.", "")}
        for encoding, suffix in _ENCODINGS:
            packed = self._files.get(path + suffix)
            if packed is not None and encoding in accepted:
                return FileResponse(packed, media_type=media_type, headers={**headers, "Content-Encoding": encoding})
        return FileResponse(file, media_type=media_type, headers=headers)
