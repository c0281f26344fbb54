"""Which engine answers: as it is asked for, else as the environment says, else threads of this process."""

import os

from footpath.shelf import items
from footpath.store.engines._engine import Engine, EngineError
from footpath.store.engines.threads import HERE
from footpath.vocabulary.said import say

NAME, SCHEDULER, SEGMENTS = "FOOTPATH_ENGINE", "FOOTPATH_SCHEDULER", "FOOTPATH_SEGMENTS"


def engine_of(name: str | None = None, scheduler: str | None = None, segments: str | None = None) -> Engine:
    """The engine of this name, with the address of its scheduler and the object store of its workers' segments.
    EngineError where they do not go together."""
    name = name or os.environ.get(NAME) or HERE.name
    asked = scheduler is not None or segments is not None
    scheduler = scheduler or os.environ.get(SCHEDULER) or None
    if name == HERE.name and not asked:
        return HERE
    shelf = items("footpath.store.engines", Engine)  # type: ignore[type-abstract]
    if name not in shelf:
        raise EngineError(say("engine.unknown", name=name, known=", ".join(shelf)))
    engine = shelf[name]
    if "scheduler" not in engine.model_fields:
        if asked:
            raise EngineError(say("engine.no_scheduler_wanted", engine=name))
        return engine()
    if scheduler is None:
        raise EngineError(say("engine.scheduler_wanted", engine=name, example=str(engine.example.get("scheduler", ""))))
    given = {"scheduler": scheduler}
    if "segments" in engine.model_fields and (segments := segments or os.environ.get(SEGMENTS)):
        given["segments"] = segments
    return engine.model_validate(given)
