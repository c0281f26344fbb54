"""Load: requests of so many events each over kept connections, as fast as they are answered or at a given rate.

Run as a process of its own: ``python -m collect.load PORT KEY BATCH SECONDS CONNECTIONS EVENTS_A_SECOND MARK``. Prints
one JSON line: what was accepted, what was refused, and how long answers took.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from typing import Any

import uvloop

CUSTOMERS = 200_000
BODIES = 64  #: drawn once and sent again under other message ids
PLACE = b"%PLACE%"
NAMES = ("Product Viewed", "Product Added", "Page Viewed", "Search", "Order Completed", "Email Opened")


def main() -> None:
    port, key, batch, seconds, connections, rate, mark = sys.argv[1:]
    load = Load(int(port), key, int(batch), float(seconds), int(connections), float(rate), mark)
    print(json.dumps(uvloop.run(load.run())))


class Load:
    """Requests of one shape until the time is up. ``rate``: events a second at most over all; 0: as many as come."""

    def __init__(
        self, port: int, key: str, batch: int, seconds: float, connections: int, rate: float, mark: str
    ) -> None:
        self.port, self.batch, self.seconds, self.connections, self.rate = port, batch, seconds, connections, rate
        self.mark = mark
        chance = random.Random(1)
        drawn = [[event(chance, n * batch + i) for i in range(batch)] for n in range(BODIES)]
        self.bodies = [
            json.dumps({"batch": events, "writeKey": key, "sentAt": "2026-11-22T03:00:00.000Z"}).encode().split(PLACE)
            for events in drawn
        ]
        self.answers: Counter[int] = Counter()
        self.latencies: list[float] = []

    async def run(self) -> dict[str, Any]:
        begin = time.perf_counter()
        await asyncio.gather(*(self._connection(n, begin) for n in range(self.connections)))
        took = time.perf_counter() - begin
        ordered = sorted(self.latencies)
        accepted = self.answers[200] * self.batch
        return {
            "accepted": accepted,
            "events_per_s": round(accepted / took),
            "seconds": round(took, 2),
            "answers": dict(self.answers),
            "bytes_an_event": round(sum(map(len, self.bodies[0])) / self.batch),
            **{f"p{p}_ms": round(1000 * ordered[int(len(ordered) * p / 100)], 1) for p in (50, 95, 99)},
            "worst_ms": round(1000 * ordered[-1], 1),
        }

    async def _connection(self, number: int, begin: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        every = self.connections * self.batch / self.rate if self.rate else 0.0
        due, sent = begin + every * number / self.connections, 0
        while (now := time.perf_counter()) < begin + self.seconds:
            if now < due:
                await asyncio.sleep(due - now)
            due += every
            marked = f"{self.mark}-{number:03d}-{sent:08d}-".encode()
            body = marked.join(self.bodies[(number + sent) % BODIES])
            sent += 1
            began = time.perf_counter()
            writer.write(b"POST /v1/batch HTTP/1.1\r\nHost: shop\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
            self.latencies.append(time.perf_counter() - began)
            self.answers[int(head[9:12])] += 1
        writer.close()


def event(chance: random.Random, number: int) -> dict[str, Any]:
    """An event as a library in a browser sends it: of a user, of a device, or of both."""
    who = chance.randrange(CUSTOMERS)
    user = f"u{who}" if chance.random() < 0.6 else None
    device = f"a{who}" if user is None or chance.random() < 0.3 else None
    return {
        "type": "track",
        "event": chance.choice(NAMES),
        "messageId": f"{PLACE.decode()}{number:08d}",
        "timestamp": "2026-11-22T03:00:00.000Z",
        **({"userId": user} if user else {}),
        **({"anonymousId": device} if device else {}),
        "context": {
            "library": {"name": "analytics.js", "version": "next-1.84.3"},
            "page": {"path": f"/product/{chance.randrange(1000)}", "url": "https://shop.example/", "title": "Shop"},
            "locale": "en-US",
            "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156 Safari/537",
        },
        "properties": {
            "product_id": f"sku-{chance.randrange(1000)}",
            "price": 129.99,
            "currency": "PLN",
            "name": "Jacket",
            "position": chance.randrange(20),
        },
    }


if __name__ == "__main__":
    main()
