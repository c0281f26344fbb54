"""Edits that say whose a kind is. Of two touchpoints that fit it the first wins, so these also mind the order."""

from footpath.definitions.lookup import fits, glob
from footpath.definitions.model import Definitions, Match, Touchpoint
from footpath.definitions.naming import DefinitionError, check_free, new_id, stage_at, touchpoint_at
from footpath.definitions.ops import MergeTouchpoints, PlaceKind


def merge(op: MergeTouchpoints, definitions: Definitions) -> Definitions:
    """``into`` takes over all matches of the others, which go."""
    at = touchpoint_at(definitions, op.into)
    sources = sorted({touchpoint_at(definitions, source) for source in op.sources})
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
    return definitions.model_copy(update={"touchpoints": touchpoints})


def place(op: PlaceKind, definitions: Definitions) -> Definitions:
    """Exactly this kind goes to a touchpoint; one that was made for this kind alone goes."""
    exact = Match(name=op.name, channel=op.channel, surface=op.surface)
    if "*" in op.name + op.channel + op.surface:
        raise DefinitionError(f"“{op.name}” cannot be placed alone: a * in its name stands for any text.")
    if op.touchpoint is not None:
        at = touchpoint_at(definitions, op.touchpoint)
        target = definitions.touchpoints[at]
        if op.stage is not None and op.stage != target.stage:
            raise DefinitionError(f"“{target.name}” does not stand in the stage {op.stage!r}. Leave the stage out.")
    else:
        if op.stage is not None:
            stage_at(definitions, op.stage)
        target = _new_touchpoint(definitions, op)
        at = _place_of_a_new_one(definitions, op)
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
    return definitions.model_copy(
        update={"touchpoints": [t for t in order if t is target or t.id not in {target.id, *emptied}]}
    )


def _place_of_a_new_one(definitions: Definitions, op: PlaceKind) -> int:
    peers = {t.id: i for i, t in enumerate(definitions.touchpoints) if t.stage == op.stage}
    if op.before is None:
        return max((i + 1 for i in peers.values()), default=0)
    if op.before not in peers:
        raise DefinitionError(
            f"“{op.name}” cannot stand before {op.before!r}: no touchpoint of that stage has this id."
        )
    return peers[op.before]


def _new_touchpoint(definitions: Definitions, op: PlaceKind) -> Touchpoint:
    taken = {t.name.casefold() for t in definitions.touchpoints}
    if op.label is not None:
        check_free("touchpoint", op.label, [t.name for t in definitions.touchpoints])
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
