"""Rate: a token bucket per client, for requests that are not plain reads."""

import math
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from footpath.http.guard import SAFE
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import say

MANY = 1_000  #: clients kept before full buckets are forgotten


class Buckets:
    """Each client holds at most ``burst`` tokens and gains ``rate`` a second; a request takes one, or as many as it
    says."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.burst = burst
        self.clock = clock
        self._held: dict[str, tuple[float, float]] = {}

    def take(self, client: str, count: int = 1) -> float:
        """Takes so many tokens: 0 when there were, else the seconds until there are."""
        now = self.clock()
        if len(self._held) >= MANY:
            self._held = {name: held for name, held in self._held.items() if self._tokens(held, now) < self.burst}
        tokens = self._tokens(self._held.get(client, (float(self.burst), now)), now)
        if tokens < count:
            self._held[client] = (tokens, now)
            return (count - tokens) / self.rate
        self._held[client] = (tokens - count, now)
        return 0.0

    def _tokens(self, held: tuple[float, float], now: float) -> float:
        tokens, since = held
        return min(float(self.burst), tokens + (now - since) * self.rate)


class Rate:
    """Answers 429 with ``Retry-After`` when a client asks too often."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self.app = app
        self.buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE:
            client = scope.get("client")
            wait = self.buckets.take(client[0] if client else "")
            if wait > 0:
                seconds = math.ceil(wait)
                refusal = Refusal(
                    429,
                    "too_often",
                    say("error.too_often", seconds=seconds),
                    headers={"Retry-After": str(seconds)},
                )
                await refusal.response()(scope, receive, send)
                return
        await self.app(scope, receive, send)
