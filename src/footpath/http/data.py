"""The data room: files come in, are previewed, imported, undone, and deleted."""

from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathPart
from pydantic import Field, model_validator

from footpath.collecting.recipes.document import read_recipe
from footpath.http.answers.data import (
    DeletedImport,
    ImportRow,
    Imports,
    Preview,
    Progress,
    RecipePreview,
    RecipeText,
    Started,
    UploadAnswer,
)
from footpath.http.desk import Desk
from footpath.http.jobs import Report
from footpath.http.languages import Language
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import Workspace
from footpath.workspace.workspace import SAMPLE

ImportId = Annotated[str, PathPart(pattern=r"^[0-9]{1,18}$", description="as POST /imports gave it")]


class Choices(Asked):
    """How the file is to be read, where the proposal was changed."""

    mapping: dict[str, str] | None = Field(None, description="role -> column, e.g. customer, time, event, channel")
    options: dict[str, Any] | None = Field(None, description="answers to the preview's questions, by their id")


class ByRecipe(Asked):
    """Uploads that a recipe reads."""

    recipe: str = Field(min_length=1, max_length=1_000_000, description="the recipe's YAML (docs/recipes.md)")
    uploads: list[str] = Field(min_length=1, max_length=1000, description="ids that PUT /uploads gave")


class NewImport(Choices):
    """An upload to import by its columns, or several by a recipe."""

    upload: str | None = Field(None, description="the id that PUT /uploads gave")
    uploads: list[str] | None = Field(
        None, min_length=1, max_length=1000, description="instead, with a recipe: several"
    )
    recipe: str | None = Field(None, min_length=1, max_length=1_000_000, description="the recipe's YAML")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.recipe is None) != (self.uploads is None) or (self.upload is None) == (self.uploads is None):
            raise ValueError("Give an upload, or uploads with a recipe")
        if self.recipe is not None and (self.mapping or self.options):
            raise ValueError("A recipe says all of it: leave mapping and options out")
        return self


_STREAM = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def uploads_room(desk: Desk) -> APIRouter:
    """PUT /uploads, POST /uploads/{upload}/preview and /recipe, POST /recipes/preview."""
    router = APIRouter(tags=["data"])

    @router.put("/uploads", openapi_extra={"requestBody": {"required": True, "content": _STREAM}})
    async def upload(request: Request, name: Annotated[str, Query(min_length=1, max_length=1000)]) -> UploadAnswer:
        """Takes the body as a file. Only the last part of ``name`` is kept, and only to recognise the format."""
        length = request.headers.get("content-length")
        size = int(length) if length is not None and length.isdigit() else None
        received = await desk.uploads.receive(name, size, request.stream())
        return UploadAnswer(upload=received.id, name=received.name, size=received.size)

    @router.post("/uploads/{upload}/preview", response_model=Preview)
    def preview(upload: str, body: Choices) -> Any:
        """What an import would do; nothing is written."""
        return desk.workspace.preview(desk.uploads.find(upload).path, body.mapping, body.options).to_dict()

    @router.post("/uploads/{upload}/recipe", response_model=RecipeText)
    def recipe_of(upload: str, body: Choices) -> Any:
        """The recipe that reads a file as these choices do: kept, it reads the next one."""
        path = desk.uploads.find(upload).path
        return {"recipe": desk.workspace.recipe_of(path, body.mapping, body.options)}

    @router.post("/recipes/preview", response_model=RecipePreview)
    def preview_recipe(body: ByRecipe) -> Any:
        """What an import by a recipe would do; nothing is written."""
        return desk.workspace.preview_recipe(body.recipe, _paths(desk, body.uploads))

    return router


def _paths(desk: Desk, uploads: list[str]) -> list[Path]:
    return [desk.uploads.find(upload).path for upload in uploads]


def imports_room(desk: Desk) -> APIRouter:
    """Imports: started, watched, cancelled, undone, deleted; and the sample."""
    router = APIRouter(tags=["data"])
    jobs, workspace = desk.jobs, desk.workspace

    @router.post("/imports", status_code=202)
    def start(body: NewImport, language: Language) -> Started:
        """Starts an import in the background; behind another it waits."""
        uploads = [desk.uploads.find(upload) for upload in body.uploads or [body.upload or ""]]
        if body.recipe is not None:
            read_recipe(body.recipe)
        name = ", ".join(upload.name for upload in uploads)
        number = workspace.enter_import(name)

        def work(report: Report, cancel: Event) -> Mapping[str, Any]:
            result = workspace.import_files(
                [upload.path for upload in uploads],
                mapping=body.mapping,
                options=body.options,
                progress=lambda progress: report(progress.to_dict()),
                cancel=cancel,
                name=None if body.recipe else name,
                import_id=number,
                language=language,
                recipe=body.recipe,
            )
            for upload in uploads:
                desk.uploads.remove(upload.id)
            return result.to_dict()

        return Started(import_id=jobs.start(number, name, work).id)

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
        row = stored_import(workspace, number)
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
        row = stored_import(workspace, number)
        if row["state"] == "undone":
            raise Refusal(409, "undone", where="number")
        jobs.write(lambda: workspace.undo_import(int(row["id"])))
        return stored_import(workspace, number)

    @router.delete("/imports/{number}", response_model=DeletedImport)
    def delete(number: ImportId) -> Any:
        """Takes out everything that an import brought, its rejected rows, and the import itself."""
        row = stored_import(workspace, number)
        jobs.write(lambda: workspace.delete_import(int(row["id"])))
        return {"id": number}

    return router


def stored_import(workspace: Workspace, number: str) -> dict[str, Any]:
    """The import of this id, as the records have it. Refuses one that is not there."""
    row = next((row for row in workspace.imports() if str(row["id"]) == number), None)
    if row is None:
        raise Refusal(404, "no_such_import", where="number")
    return {**row, "id": number}
