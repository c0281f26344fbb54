"""The layers around the application, outermost first: log, headers, guard, rate, bodies, front end,
leaving, faults."""

from pathlib import Path

from fastapi import FastAPI

from footpath.http.bodies import Bodies
from footpath.http.faults import Faults, handle_faults
from footpath.http.front import STATIC, Front
from footpath.http.guard import Guard, loopback_hosts
from footpath.http.headers import SecurityHeaders
from footpath.http.leaving import Leaving
from footpath.http.limits import Limits
from footpath.http.log import RequestLog
from footpath.http.rate import Buckets, Rate


def protect(app: FastAPI, *, port: int, limits: Limits, static: Path = STATIC) -> None:
    """Puts every layer around ``app``. The guard stands before whatever reads a body or a path."""
    handle_faults(app)
    app.add_middleware(Faults)
    app.add_middleware(Leaving)
    app.add_middleware(Front, folder=static)
    app.add_middleware(Bodies, limit=limits.json_bytes)
    app.add_middleware(Rate, buckets=Buckets(limits.writes_per_second, limits.writes_burst))
    app.add_middleware(Guard, hosts=loopback_hosts(port))
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog)
