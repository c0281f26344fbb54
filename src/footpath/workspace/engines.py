"""Which engine answers: as it is asked for, else as the environment says, else threads of this process."""

import os

from footpath.shelf import items
from footpath.store.engines._engine import Engine, EngineError
from footpath.store.engines.threads import HERE
from footpath.vocabulary.said import say

NAME, SCHEDULER = "FOOTPATH_ENGINE", "FOOTPATH_SCHEDULER"


def engine_of(name: str | None = None, scheduler: str | None = None) -> Engine:
    """The engine of this name, with the address of its scheduler. EngineError where the two do not go together."""
    name = name or os.environ.get(NAME) or HERE.name
    asked = scheduler is not None
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
    return engine.model_validate({"scheduler": scheduler})
