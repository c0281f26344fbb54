"""The room of rows that did not come in: why, and how they come in after all."""

import secrets
from collections.abc import Mapping
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as PathPart
from pydantic import Field

from footpath.collecting.imports import Cancelled
from footpath.http.answers.rejected import Rejected, RejectedOne, Replay
from footpath.http.data import ImportId, stored_import
from footpath.http.desk import Desk
from footpath.http.jobs import Job, Report
from footpath.http.languages import Language
from footpath.http.leaving import client_left
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.vocabulary.said import parts_of
from footpath.workspace import WorkspaceError

Limit = Annotated[int, Query(ge=0, le=1000)]
Offset = Annotated[int, Query(ge=0, lt=2**62)]
Reason = Annotated[str, Query(max_length=40, description="only rows of this reason")]
RowId = Annotated[int, PathPart(ge=1, lt=2**63, description="as GET /rejected gave it")]
ReplayId = Annotated[str, PathPart(pattern=r"^replay-[0-9]{1,18}-[0-9a-f]{16}$")]
ColumnName = Annotated[str, Field(min_length=1, max_length=200)]
Expression = Annotated[str, Field(min_length=1, max_length=10_000)]


class NewReplay(Asked):
    """Which rows are read again, and the rule that mends them."""

    reason: str | None = Field(None, max_length=40, description="only rows of this reason")
    rows: list[Annotated[int, Field(ge=1, lt=2**63)]] | None = Field(
        None, max_length=1000, description="only these, by id"
    )
    rule: dict[ColumnName, Expression] | None = Field(
        None, max_length=100, description="what a column is, as SQL over the columns of the row (docs/recipes.md)"
    )
    uploads: list[str] = Field(
        default_factory=list, max_length=100, description="files of the tables that the recipe joins"
    )
    dry: bool = Field(False, description="only tell what would come in")


def rejected_room(desk: Desk) -> APIRouter:
    """GET /rejected, /rejected/{row}, /imports/{number}/rejected; POST /imports/{number}/replay, and its progress."""
    router = APIRouter(tags=["data"])
    jobs, workspace = desk.jobs, desk.workspace

    @router.get("/imports/{number}/rejected", response_model=Rejected)
    def rejected_of(number: ImportId, limit: Limit = 100, offset: Offset = 0, reason: Reason | None = None) -> Any:
        """Rows of one import, or of a live source, that did not come in, with the reason."""
        live = {str(row["id"]) for row in workspace.sources.all()}
        source = int(number) if number in live else int(stored_import(workspace, number)["id"])
        return _with_text_ids(workspace.rejected(source, limit=limit, offset=offset, reason=reason))

    @router.get("/rejected", response_model=Rejected)
    def rejected(limit: Limit = 100, offset: Offset = 0, reason: Reason | None = None) -> Any:
        """Rows of all imports that did not come in; the same row of the same file once."""
        return _with_text_ids(workspace.rejected(limit=limit, offset=offset, reason=reason))

    @router.get("/rejected/{row}", response_model=RejectedOne)
    def one(row: RowId) -> Any:
        """One row with its columns, how its file was read, and what hinders reading it again."""
        try:
            return _with_text_id(workspace.rejected_row(row))
        except WorkspaceError:
            raise Refusal(404, "no_such_row", where="row") from None

    @router.post("/imports/{number}/replay", response_model=Replay)
    def replay(number: ImportId, body: NewReplay, language: Language) -> Any:
        """Reads rows again, mended by a rule, and brings in those that are events then, in the background."""
        import_id = int(stored_import(workspace, number)["id"])
        given: dict[str, Any] = {
            "reason": body.reason,
            "rows": body.rows,
            "rule": body.rule,
            "paths": [desk.uploads.find(upload).path for upload in body.uploads],
            "language": language,
        }
        if body.dry:
            told = workspace.replay(import_id, **given, dry=True, progress=_while_asked)
            return _state(None, number, "done", told["rows"], told["rows"], told)

        def work(report: Report, cancel: Event) -> Mapping[str, Any]:
            def progress(done: int, total: int) -> None:
                report({"done": done, "total": total})
                if cancel.is_set():
                    raise Cancelled(number)

            return workspace.replay(import_id, **given, progress=progress)

        return _told(jobs.start(f"replay-{number}-{secrets.token_hex(8)}", f"replay {number}", work))

    def found(replay: str) -> Job:
        job = jobs.find(replay)
        if job is None:
            raise Refusal(404, "no_such_replay", where="replay")
        return job

    @router.get("/replays/{replay}", response_model=Replay)
    def progress(replay: ReplayId) -> Any:
        """How far a replay is, or how it ended; known as long as this server runs."""
        return _told(found(replay))

    @router.post("/replays/{replay}/cancel", response_model=Replay)
    def cancel(replay: ReplayId) -> Any:
        """Asks a replay to stop; what came in until then stays."""
        job = found(replay)
        if job.ended:
            raise Refusal(409, "replay_ended", where="replay")
        job.cancel.set()
        return _told(job)

    return router


def _while_asked(done: int, total: int) -> None:
    """A preview that nobody waits for any more stops."""
    if client_left():
        raise Cancelled("replay")


def _told(job: Job) -> dict[str, Any]:
    done, total = job.fields.get("done", 0), job.fields.get("total", 0)
    told = _state(job.id, job.id.split("-")[1], job.state, done, total, job.result)
    return told | {"error": None if job.error is None else str(job.error), "said": parts_of(job.error)}


def _state(
    replay: str | None, number: str, state: str, rows: int, total: int, result: Mapping[str, Any] | None
) -> dict[str, Any]:
    told = {"replay": replay, "import_id": number, "state": state, "rows": rows, "total": total}
    return {**told, "result": result, "error": None, "said": []}


def _with_text_ids(rejected: dict[str, Any]) -> dict[str, Any]:
    return {**rejected, "rows": [_with_text_id(row) for row in rejected["rows"]]}


def _with_text_id(row: dict[str, Any]) -> dict[str, Any]:
    """Ids are text in the API: no client should count with them."""
    return {**row, "id": str(row["id"]), "import_id": str(row["import_id"])}
