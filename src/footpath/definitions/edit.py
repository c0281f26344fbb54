"""Edits of the definitions: ``apply`` is pure, the result is a new document."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import singledispatch
from typing import Any, TypeVar

from pydantic import ValidationError

from footpath.definitions import ops
from footpath.definitions.lookup import fits, glob
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.definitions.ops import OPS, Op
from footpath.definitions.templates import MODELS, remap
from footpath.vocabulary.duration import milliseconds

_T = TypeVar("_T")


class DefinitionError(ValueError):
    """An edit or a document that cannot be taken, said in a sentence for the person who made it."""


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


def new_id(definitions: Definitions, name: str) -> str:
    """A readable slug of ``name`` that no stage and no touchpoint carries yet: "cart", "cart-2"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")[:60].strip("-") or "item"
    taken = {stage.id for stage in definitions.stages} | {touchpoint.id for touchpoint in definitions.touchpoints}
    return next(i for i in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


@singledispatch
def _apply(op: Op, definitions: Definitions) -> Definitions:
    raise TypeError(f"{type(op).__name__} is no edit")


@_apply.register
def _(op: ops.MoveTouchpoint, definitions: Definitions) -> Definitions:
    touchpoints = list(definitions.touchpoints)
    at = _touchpoint(definitions, op.touchpoint)
    if op.stage is not None:
        _stage(definitions, op.stage)
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
    at = _touchpoint(definitions, op.touchpoint)
    _free("touchpoint", op.name, [t.name for i, t in enumerate(definitions.touchpoints) if i != at])
    return _with_touchpoint(definitions, at, name=op.name, origin="user")


@_apply.register
def _(op: ops.RenameStage, definitions: Definitions) -> Definitions:
    at = _stage(definitions, op.stage)
    _free("stage", op.name, [s.name for i, s in enumerate(definitions.stages) if i != at])
    stages = [s.model_copy(update={"name": op.name}) if i == at else s for i, s in enumerate(definitions.stages)]
    return _with(definitions, stages=stages)


@_apply.register
def _(op: ops.AddStage, definitions: Definitions) -> Definitions:
    _free("stage", op.name, [stage.name for stage in definitions.stages])
    at = len(definitions.stages) if op.before is None else _stage(definitions, op.before)
    new = Stage(id=new_id(definitions, op.name), name=op.name)
    return _with(definitions, stages=[*definitions.stages[:at], new, *definitions.stages[at:]])


@_apply.register
def _(op: ops.RemoveStage, definitions: Definitions) -> Definitions:
    at = _stage(definitions, op.stage)
    touchpoints = [t.model_copy(update={"stage": None}) if t.stage == op.stage else t for t in definitions.touchpoints]
    return _with(definitions, stages=_without(definitions.stages, at), touchpoints=touchpoints)


@_apply.register
def _(op: ops.MoveStage, definitions: Definitions) -> Definitions:
    at = _stage(definitions, op.stage)
    if op.before == op.stage:
        return definitions
    rest = _without(definitions.stages, at)
    to = len(rest) if op.before is None else _stage(_with(definitions, stages=rest), op.before)
    return _with(definitions, stages=[*rest[:to], definitions.stages[at], *rest[to:]])


@_apply.register
def _(op: ops.MergeTouchpoints, definitions: Definitions) -> Definitions:
    at = _touchpoint(definitions, op.into)
    sources = sorted({_touchpoint(definitions, source) for source in op.sources})
    if at in sources:
        raise DefinitionError(f"“{definitions.touchpoints[at].name}” cannot be merged into itself.")
    taken = [match for i in sources for match in definitions.touchpoints[i].match]
    match = list(dict.fromkeys(map(_key, [*definitions.touchpoints[at].match, *taken])))
    merged = definitions.touchpoints[at].model_copy(
        update={"match": [Match(name=n, channel=c, surface=s) for n, c, s in match], "origin": "user"}
    )
    # What it takes over must stay its own: it stands before whatever could win one of these kinds on the way.
    rivals = (
        i
        for i in range(sources[0], at)
        if i not in sources and any(_could_meet(a, b) for a in taken for b in definitions.touchpoints[i].match)
    )
    to = next(rivals, at)
    order = [*definitions.touchpoints[:to], merged, *definitions.touchpoints[to:]]
    gone = {definitions.touchpoints[i].id for i in sources}
    touchpoints = [t for t in order if t is merged or (t.id != op.into and t.id not in gone)]
    return _with(definitions, touchpoints=touchpoints)


@_apply.register
def _(op: ops.PlaceKind, definitions: Definitions) -> Definitions:
    exact = Match(name=op.name, channel=op.channel, surface=op.surface)
    if "*" in op.name + op.channel + op.surface:
        raise DefinitionError(f"“{op.name}” cannot be placed alone: a * in its name stands for any text.")
    if op.touchpoint is not None:
        at = _touchpoint(definitions, op.touchpoint)
        target = definitions.touchpoints[at]
        if op.stage is not None and op.stage != target.stage:
            raise DefinitionError(f"“{target.name}” does not stand in the stage {op.stage!r}. Leave the stage out.")
    else:
        if op.stage is not None:
            _stage(definitions, op.stage)
        target = _new_touchpoint(definitions, op)
        at = max((i + 1 for i, t in enumerate(definitions.touchpoints) if t.stage == op.stage), default=0)
    kept = [t if t.id == target.id else _released(t, exact) for t in definitions.touchpoints]
    emptied = {t.id for t, before in zip(kept, definitions.touchpoints, strict=True) if before.match and not t.match}
    if not any(fits(match, op.name, op.channel, op.surface) for match in target.match):
        target = target.model_copy(update={"match": [*target.match, exact]})
    target = target.model_copy(update={"origin": "user"})
    rival = next(
        (
            i
            for i, t in enumerate(kept)
            if t.id != target.id and any(fits(match, op.name, op.channel, op.surface) for match in t.match)
        ),
        len(kept),
    )
    to = min(at, rival)
    order = [*kept[:to], target, *kept[to:]]
    return _with(definitions, touchpoints=[t for t in order if t is target or t.id not in {target.id, *emptied}])


@_apply.register
def _(op: ops.RemoveTouchpoint, definitions: Definitions) -> Definitions:
    at = _touchpoint(definitions, op.touchpoint)
    return _with(definitions, touchpoints=_without(definitions.touchpoints, at))


@_apply.register
def _(op: ops.Accept, definitions: Definitions) -> Definitions:
    if op.touchpoint is not None:
        return _with_touchpoint(definitions, _touchpoint(definitions, op.touchpoint), origin="user")
    outcome = definitions.outcome.model_copy(update={"origin": "user"}) if definitions.outcome else None
    touchpoints = [t.model_copy(update={"origin": "user"}) for t in definitions.touchpoints]
    return _with(definitions, touchpoints=touchpoints, outcome=outcome)


@_apply.register
def _(op: ops.SetOutcome, definitions: Definitions) -> Definitions:
    if not op.match:
        return _with(definitions, outcome=None)
    name = op.name.strip() or op.match[0].name or "Outcome"
    return _with(definitions, outcome=Outcome(name=name, match=op.match, origin="user"))


@_apply.register
def _(op: ops.UseModel, definitions: Definitions) -> Definitions:
    if op.model not in MODELS:
        raise DefinitionError(f"There is no stage model {op.model!r}. The models are {', '.join(MODELS)}.")
    return remap(definitions, op.model)


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


def _with_touchpoint(definitions: Definitions, at: int, **changed: Any) -> Definitions:
    touchpoints = list(definitions.touchpoints)
    touchpoints[at] = touchpoints[at].model_copy(update=changed)
    return _with(definitions, touchpoints=touchpoints)


def _without(items: Sequence[_T], at: int) -> list[_T]:
    return [*items[:at], *items[at + 1 :]]


def _touchpoint(definitions: Definitions, id_: str) -> int:
    return _place("touchpoint", id_, definitions.touchpoints)


def _stage(definitions: Definitions, id_: str) -> int:
    return _place("stage", id_, definitions.stages)


def _place(what: str, id_: str, things: Sequence[Stage] | Sequence[Touchpoint]) -> int:
    ids = [thing.id for thing in things]
    if id_ in ids:
        return ids.index(id_)
    near = get_close_matches(id_, ids, 1)
    hint = f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(ids[:12])}." if ids else ""
    raise DefinitionError(f"There is no {what} with the id {id_!r}.{hint}")


def _free(what: str, name: str, taken: Sequence[str]) -> None:
    if name.casefold() in (other.casefold() for other in taken):
        more = " Merge the two, or choose another name." if what == "touchpoint" else " Choose another name."
        raise DefinitionError(f"There is a {what} “{name}” already.{more}")


def _new_touchpoint(definitions: Definitions, op: ops.PlaceKind) -> Touchpoint:
    taken = {t.name.casefold() for t in definitions.touchpoints}
    if op.label is not None:
        _free("touchpoint", op.label, [t.name for t in definitions.touchpoints])
        name = op.label
    else:
        plain = f"{op.name} · {op.surface}" if op.surface else op.name
        names = [plain, f"{plain} ({op.channel or 'other'})", *(f"{plain} {n}" for n in range(2, len(taken) + 3))]
        name = next(n for n in names if n.casefold() not in taken)
    return Touchpoint(id=new_id(definitions, name), name=name, stage=op.stage, channel=op.channel, match=[])


def _key(match: Match) -> tuple[str | None, str | None, str | None]:
    return match.name, match.channel, match.surface


def _released(touchpoint: Touchpoint, exact: Match) -> Touchpoint:
    """The touchpoint without its matches for exactly this kind and no other."""
    folded = tuple((part or "").casefold() for part in _key(exact))
    kept = [m for m in touchpoint.match if None in _key(m) or tuple((p or "").casefold() for p in _key(m)) != folded]
    return touchpoint if len(kept) == len(touchpoint.match) else touchpoint.model_copy(update={"match": kept})


def _could_meet(a: Match, b: Match) -> bool:
    """Whether some kind may fit both; two globs in one field are taken to overlap."""
    for one, other in zip(_key(a), _key(b), strict=True):
        if one is None or other is None or ("*" in one and "*" in other):
            continue
        pattern, text = (one, other) if "*" in one else (other, one)
        if not glob(pattern).fullmatch(text.casefold()):
            return False
    return True
