"""The room of back-fills: a property of past events becomes a column, in the background."""

import secrets
from collections.abc import Mapping
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as PathPart
from pydantic import Field

from footpath.http.answers.dictionary import Backfill, Backfills
from footpath.http.desk import Desk
from footpath.http.jobs import Job, Report
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.store.backfill import MOST_VALUES, NoBackfill
from footpath.vocabulary.said import parts_of, say

_MARK = "backfill-"
BackfillId = Annotated[str, PathPart(pattern=r"^backfill-[0-9a-f]{16}$")]


class NewBackfill(Asked):
    """Which property becomes a column."""

    property: str = Field(min_length=1, max_length=1000, description="its name, as GET /dictionary gives it")


def backfills_room(desk: Desk) -> APIRouter:
    """GET and POST /backfills, GET /backfills/{backfill} and POST /backfills/{backfill}/cancel."""
    router = APIRouter(prefix="/backfills", tags=["dictionary"])
    jobs, workspace = desk.jobs, desk.workspace

    @router.get("", response_model=Backfills)
    def known() -> Any:
        """Back-fills that run, wait or ended since this server runs, the newest first."""
        return {"backfills": [_told(job) for job in jobs.known(_MARK)]}

    @router.post("", response_model=Backfill)
    def start(body: NewBackfill) -> Any:
        """Makes a property a column, for past events too. One that is on its way already is answered as it is."""
        name = body.property
        if name not in {row["name"] for row in workspace.dictionary.properties()}:
            raise Refusal(404, "no_such_property", where="property")

        def work(report: Report, cancel: Event) -> Mapping[str, Any]:
            def progress(done: int, total: int) -> None:
                report({"done": done, "total": total})

            try:
                return {"values": workspace.backfill(name, progress, cancel)}
            except NoBackfill:
                raise Refusal(422, "no_backfill", say("backfill.values", property=name, most=MOST_VALUES)) from None

        alive = (job for job in jobs.known(_MARK) if job.name == name and not job.ended and not job.cancel.is_set())
        return _told(next(alive, None) or jobs.start(f"{_MARK}{secrets.token_hex(8)}", name, work))

    def found(backfill: str) -> Job:
        job = jobs.find(backfill)
        if job is None:
            raise Refusal(404, "no_such_backfill", where="backfill")
        return job

    @router.get("/{backfill}", response_model=Backfill)
    def progress(backfill: BackfillId) -> Any:
        """How far a back-fill is, or how it ended; known as long as this server runs."""
        return _told(found(backfill))

    @router.post("/{backfill}/cancel", response_model=Backfill)
    def cancel(backfill: BackfillId) -> Any:
        """Asks a back-fill to stop; asked for again, it goes on from there."""
        job = found(backfill)
        if job.ended:
            raise Refusal(409, "backfill_ended", where="backfill")
        job.cancel.set()
        return _told(job)

    return router


def _told(job: Job) -> dict[str, Any]:
    return {
        "backfill": job.id,
        "property": job.name,
        "state": job.state,
        "done": job.fields.get("done", 0),
        "total": job.fields.get("total", 0),
        "values": job.result["values"] if job.result else None,
        "error": None if job.error is None else str(job.error),
        "said": parts_of(job.error),
    }
