"""The data room: a file comes in, is previewed, imported, and undone; and what was rejected."""

from collections.abc import Mapping
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathPart
from pydantic import Field

from footpath.http.answers.data import (
    ImportRow,
    Imports,
    Preview,
    Progress,
    Rejected,
    Started,
    UploadAnswer,
)
from footpath.http.desk import Desk
from footpath.http.jobs import Report
from footpath.http.languages import Language
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace.workspace import SAMPLE

ImportId = Annotated[str, PathPart(pattern=r"^[0-9]{1,18}$", description="as POST /imports gave it")]
Limit = Annotated[int, Query(ge=0, le=1000)]
Offset = Annotated[int, Query(ge=0, lt=2**62)]
Reason = Annotated[str, Query(max_length=40, description="only rows of this reason")]


class Choices(Asked):
    """How the file is to be read, where the proposal was changed."""

    mapping: dict[str, str] | None = Field(None, description="role -> column, e.g. customer, time, event, channel")
    options: dict[str, Any] | None = Field(None, description="answers to the preview's questions, by their id")


class NewImport(Choices):
    """An upload to import."""

    upload: str = Field(description="the id that PUT /uploads gave")


_STREAM = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def uploads_room(desk: Desk) -> APIRouter:
    """PUT /uploads, POST /uploads/{upload}/preview."""
    router = APIRouter(prefix="/uploads", tags=["data"])

    @router.put("", openapi_extra={"requestBody": {"required": True, "content": _STREAM}})
    async def upload(request: Request, name: Annotated[str, Query(min_length=1, max_length=1000)]) -> UploadAnswer:
        """Takes the body as a file. Only the last part of ``name`` is kept, and only to recognise the format."""
        length = request.headers.get("content-length")
        size = int(length) if length is not None and length.isdigit() else None
        received = await desk.uploads.receive(name, size, request.stream())
        return UploadAnswer(upload=received.id, name=received.name, size=received.size)

    @router.post("/{upload}/preview", response_model=Preview)
    def preview(upload: str, body: Choices) -> Any:
        """What an import would do; nothing is written."""
        return desk.workspace.preview(desk.uploads.find(upload).path, body.mapping, body.options).to_dict()

    return router


def imports_room(desk: Desk) -> APIRouter:
    """Imports: started, watched, cancelled, undone; the sample; and the rows that did not come in."""
    router = APIRouter(tags=["data"])
    jobs, workspace = desk.jobs, desk.workspace

    def stored(number: str) -> dict[str, Any]:
        row = next((row for row in workspace.imports() if str(row["id"]) == number), None)
        if row is None:
            raise Refusal(404, "no_such_import", where="number")
        return {**row, "id": number}

    @router.post("/imports", status_code=202)
    def start(body: NewImport, language: Language) -> Started:
        """Starts an import in the background; behind another it waits."""
        upload = desk.uploads.find(body.upload)
        number = workspace.enter_import(upload.name)

        def work(report: Report, cancel: Event) -> Mapping[str, Any]:
            result = workspace.import_files(
                [upload.path],
                mapping=body.mapping,
                options=body.options,
                progress=lambda progress: report(progress.to_dict()),
                cancel=cancel,
                name=upload.name,
                import_id=number,
                language=language,
            )
            desk.uploads.remove(upload.id)
            return result.to_dict()

        return Started(import_id=jobs.start(number, upload.name, work).id)

    @router.post("/sample", status_code=202)
    def sample(language: Language) -> Started:
        """Fills the workspace with the built-in sample, in the background."""
        number = workspace.enter_import(SAMPLE)

        def work(report: Report, cancel: Event) -> Mapping[str, Any]:
            result = workspace.sample(
                progress=lambda progress: report(progress.to_dict()),
                cancel=cancel,
                import_id=number,
                language=language,
            )
            return result.to_dict()

        return Started(import_id=jobs.start(number, SAMPLE, work).id)

    @router.get("/imports", response_model=Imports)
    def imports() -> Any:
        """All imports, newest first."""
        return {"imports": [{**row, "id": str(row["id"])} for row in workspace.imports()]}

    @router.get("/imports/{number}", response_model=Progress)
    def progress(number: ImportId) -> Any:
        """How far an import is, or how it ended."""
        job = jobs.find(number)
        if job is not None and not job.ended:
            return job.to_dict()
        row = stored(number)
        rows = row["events"] + row["rejected"] + row["skipped"]
        read: dict[str, Any] = {"rows_read": rows, "bytes_read": 0, "bytes_total": None, "result": None}
        if job is not None:
            read = {name: job.to_dict()[name] for name in read}
        return {**row, **read, "error": (job.error if job else None) or row["error"]}

    @router.post("/imports/{number}/cancel", response_model=ImportRow)
    def cancel(number: ImportId) -> Any:
        """Asks an import to stop between two batches; what came in until then stays and can be undone."""
        job = jobs.find(number)
        if job is None or job.ended:
            raise Refusal(409, "not_running", where="number")
        job.cancel.set()
        return job.to_dict()

    @router.post("/imports/{number}/undo", response_model=ImportRow)
    def undo(number: ImportId) -> Any:
        """Takes out everything that an import brought."""
        row = stored(number)
        if row["state"] == "undone":
            raise Refusal(409, "undone", where="number")
        jobs.write(lambda: workspace.undo_import(int(row["id"])))
        return stored(number)

    @router.get("/imports/{number}/rejected", response_model=Rejected)
    def rejected_of(number: ImportId, limit: Limit = 100, offset: Offset = 0, reason: Reason | None = None) -> Any:
        """Rows of one import that did not come in, with the reason."""
        row = stored(number)
        return _with_text_ids(workspace.rejected(int(row["id"]), limit=limit, offset=offset, reason=reason))

    @router.get("/rejected", response_model=Rejected)
    def rejected(limit: Limit = 100, offset: Offset = 0, reason: Reason | None = None) -> Any:
        """Rows of all imports that did not come in; the same row of the same file once."""
        return _with_text_ids(workspace.rejected(limit=limit, offset=offset, reason=reason))

    return router


def _with_text_ids(rejected: dict[str, Any]) -> dict[str, Any]:
    """Ids are text in the API: no client should count with them."""
    return {**rejected, "rows": [{**row, "import_id": str(row["import_id"])} for row in rejected["rows"]]}
