"""Edits of the definitions: ``apply`` is pure, the result is a new document."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any, TypeVar

from pydantic import ValidationError

from footpath.definitions import claims, dimensions, ops, rules
from footpath.definitions.model import Definitions, Outcome, Stage
from footpath.definitions.naming import DefinitionError, check_free, new_id, stage_at, touchpoint_at
from footpath.definitions.ops import OPS, Op
from footpath.definitions.templates import MODELS, language_in, remap
from footpath.vocabulary.duration import milliseconds

__all__ = ["DefinitionError", "apply", "describe", "new_id", "parse"]

_T = TypeVar("_T")


def parse(op: dict[str, Any]) -> Op:
    """The operation that ``op`` names (``{"do": "rename_stage", ...}``). DefinitionError where it is none."""
    try:
        return OPS.validate_python(op)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] in ("union_tag_invalid", "union_tag_not_found"):
            known = sorted(OPS.json_schema()["discriminator"]["mapping"])
            raise DefinitionError(f"There is no edit {op.get('do')!r}. The edits are {', '.join(known)}.") from None
        where = ".".join(str(part) for part in first["loc"][1:])
        raise DefinitionError(f"The edit {op.get('do')!r} cannot be taken: {where}: {first['msg']}.") from None


def apply(definitions: Definitions, op: Op | dict[str, Any]) -> Definitions:
    """``definitions`` with one edit. DefinitionError where it names something that is not there."""
    return _apply(parse(op) if isinstance(op, dict) else op, definitions)


def describe(definitions: Definitions, op: Op | dict[str, Any]) -> str:
    """The edit in a few words for the history, with the names of ``definitions`` as they were before it."""
    names = {stage.id: f"“{stage.name}”" for stage in definitions.stages}
    names |= {touchpoint.id: f"“{touchpoint.name}”" for touchpoint in definitions.touchpoints}
    return (parse(op) if isinstance(op, dict) else op).words(lambda id_: names.get(id_, repr(id_)))


@singledispatch
def _apply(op: Op, definitions: Definitions) -> Definitions:
    raise TypeError(f"{type(op).__name__} is no edit")


@_apply.register
def _(op: ops.MoveTouchpoint, definitions: Definitions) -> Definitions:
    touchpoints = list(definitions.touchpoints)
    at = touchpoint_at(definitions, op.touchpoint)
    if op.stage is not None:
        stage_at(definitions, op.stage)
    moved = touchpoints.pop(at).model_copy(update={"stage": op.stage, "origin": "user"})
    peers = [i for i, t in enumerate(touchpoints) if t.stage == op.stage]
    if op.before is None:
        low, high = (peers[-1] + 1 if peers else 0), len(touchpoints)
    else:
        high = next((i for i in peers if touchpoints[i].id == op.before and op.before != op.touchpoint), -1)
        if high < 0:
            raise DefinitionError(
                f"“{moved.name}” cannot stand before {op.before!r}: no other touchpoint of that stage has this id."
            )
        low = max((i + 1 for i in peers if i < high), default=0)
    # The order also says which of two touchpoints wins a kind that fits both, so it moves no farther than it must.
    touchpoints.insert(min(max(at, low), high), moved)
    return _with(definitions, touchpoints=touchpoints)


@_apply.register
def _(op: ops.RenameTouchpoint, definitions: Definitions) -> Definitions:
    at = touchpoint_at(definitions, op.touchpoint)
    check_free("touchpoint", op.name, [t.name for i, t in enumerate(definitions.touchpoints) if i != at])
    return _changed(definitions, at, name=op.name, origin="user")


@_apply.register
def _(op: ops.RenameStage, definitions: Definitions) -> Definitions:
    at = stage_at(definitions, op.stage)
    check_free("stage", op.name, [s.name for i, s in enumerate(definitions.stages) if i != at])
    stages = [s.model_copy(update={"name": op.name}) if i == at else s for i, s in enumerate(definitions.stages)]
    return _with(definitions, stages=stages)


@_apply.register
def _(op: ops.AddStage, definitions: Definitions) -> Definitions:
    check_free("stage", op.name, [stage.name for stage in definitions.stages])
    at = len(definitions.stages) if op.before is None else stage_at(definitions, op.before)
    new = Stage(id=new_id(definitions, op.name), name=op.name)
    return _with(definitions, stages=[*definitions.stages[:at], new, *definitions.stages[at:]])


@_apply.register
def _(op: ops.RemoveStage, definitions: Definitions) -> Definitions:
    at = stage_at(definitions, op.stage)
    touchpoints = [t.model_copy(update={"stage": None}) if t.stage == op.stage else t for t in definitions.touchpoints]
    return _with(definitions, stages=_without(definitions.stages, at), touchpoints=touchpoints)


@_apply.register
def _(op: ops.MoveStage, definitions: Definitions) -> Definitions:
    at = stage_at(definitions, op.stage)
    if op.before == op.stage:
        return definitions
    rest = _without(definitions.stages, at)
    to = len(rest) if op.before is None else stage_at(_with(definitions, stages=rest), op.before)
    return _with(definitions, stages=[*rest[:to], definitions.stages[at], *rest[to:]])


_apply.register(ops.MergeTouchpoints, claims.merge)
_apply.register(ops.PlaceKind, claims.place)
_apply.register(ops.AddTouchpoint, rules.add)
_apply.register(ops.SetMatch, rules.set_match)
_apply.register(ops.SetTouch, rules.set_touch)
_apply.register(ops.SetDimension, dimensions.set_dimension)


@_apply.register
def _(op: ops.RemoveTouchpoint, definitions: Definitions) -> Definitions:
    at = touchpoint_at(definitions, op.touchpoint)
    return _with(definitions, touchpoints=_without(definitions.touchpoints, at))


@_apply.register
def _(op: ops.Accept, definitions: Definitions) -> Definitions:
    if op.touchpoint is not None:
        return _changed(definitions, touchpoint_at(definitions, op.touchpoint), origin="user")
    outcome = definitions.outcome.model_copy(update={"origin": "user"}) if definitions.outcome else None
    touchpoints = [t.model_copy(update={"origin": "user"}) for t in definitions.touchpoints]
    return _with(definitions, touchpoints=touchpoints, outcome=outcome)


@_apply.register
def _(op: ops.SetOutcome, definitions: Definitions) -> Definitions:
    if not op.match:
        return _with(definitions, outcome=None)
    match = rules.told(op.match)
    name = op.name.strip() or match[0].name or "Outcome"
    return _with(definitions, outcome=Outcome(name=name, match=match, origin="user"))


@_apply.register
def _(op: ops.UseModel, definitions: Definitions) -> Definitions:
    if op.model not in MODELS:
        raise DefinitionError(f"There is no stage model {op.model!r}. The models are {', '.join(MODELS)}.")
    return remap(definitions, op.model, op.language or language_in(definitions.stages))


@_apply.register
def _(op: ops.SetTitle, definitions: Definitions) -> Definitions:
    return _with(definitions, title=op.title.strip())


@_apply.register
def _(op: ops.SetHorizon, definitions: Definitions) -> Definitions:
    try:
        length = milliseconds(op.horizon)
    except ValueError as error:
        raise DefinitionError(str(error)) from None
    if length <= 0:
        raise DefinitionError("The horizon must be longer than nothing, e.g. 30d or 90d.")
    return _with(definitions, horizon=op.horizon.strip())


def _with(definitions: Definitions, **changed: Any) -> Definitions:
    return definitions.model_copy(update=changed)


def _changed(definitions: Definitions, at: int, **changed: Any) -> Definitions:
    touchpoints = list(definitions.touchpoints)
    touchpoints[at] = touchpoints[at].model_copy(update=changed)
    return _with(definitions, touchpoints=touchpoints)


def _without(items: Sequence[_T], at: int) -> list[_T]:
    return [*items[:at], *items[at + 1 :]]
