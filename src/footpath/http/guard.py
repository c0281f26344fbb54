"""The guard: only pages of this server, on this machine, reach the API.

Against DNS rebinding the ``Host`` must be a loopback name with our port. Against cross-site writes every
method but GET and HEAD needs ``X-Footpath: 1`` (which a foreign page cannot send without a preflight that
we never grant) and must not carry a foreign ``Origin`` or ``Sec-Fetch-Site``. It holds while the server binds
to loopback and has no members; cookies and sessions would need their own tokens.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from footpath.http.refusals import Refusal

SAFE = frozenset({"GET", "HEAD"})


def loopback_hosts(port: int) -> frozenset[str]:
    """The values of ``Host`` that mean this server."""
    names = ("127.0.0.1", "localhost", "[::1]")
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | set(names) if port == 80 else hosts)


class Guard:
    """Refuses foreign hosts, foreign origins and writes without the header; never reads the body."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts
        self.origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await refusal.response()(scope, receive, send)

    def refusal(self, method: str, path: str, headers: Headers) -> Refusal | None:
        """Why the request is refused, or None."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return Refusal(421, "foreign_host")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self.origins:
            return Refusal(403, "foreign_origin", "Pages of other sites may not use this server.")
        api = path == "/api" or path.startswith("/api/")
        site = headers.get("sec-fetch-site")
        if (api or method not in SAFE) and site not in (None, "same-origin", "none"):
            return Refusal(403, "foreign_site", "Pages of other sites may not use this server.")
        if method not in SAFE and headers.get("x-footpath") != "1":
            return Refusal(403, "header_missing", "Send the header X-Footpath: 1 with whatever is not a GET.")
        return None
