"""Edits of rules themselves: which kinds a touchpoint, or a marketing touch, is made of."""

from collections.abc import Sequence

from footpath.definitions.model import Definitions, Match, Touch, Touchpoint
from footpath.definitions.naming import DefinitionError, check_free, new_id, stage_at, touchpoint_at
from footpath.definitions.ops import AddTouchpoint, SetMatch, SetTouch
from footpath.vocabulary.said import say


def told(match: Sequence[Match]) -> list[Match]:
    """The matches, each once, without fields that are blank. DefinitionError where one gives nothing."""
    found: dict[tuple[str | None, str | None, str | None], Match] = {}
    for one in match:
        # An empty text is a field of its own: kinds without a channel, or without a surface. A blank name is none.
        name = one.name if one.name is None or one.name.strip() else None
        if name is None and one.channel is None and one.surface is None:
            raise DefinitionError(say("definitions.empty_match"))
        found.setdefault((name, one.channel, one.surface), one.model_copy(update={"name": name}))
    return list(found.values())


def add(op: AddTouchpoint, definitions: Definitions) -> Definitions:
    """A touchpoint more, at the end of its stage."""
    check_free("touchpoint", op.name, [t.name for t in definitions.touchpoints])
    if op.stage is not None:
        stage_at(definitions, op.stage)
    match = told(op.match)
    channel = next((m.channel for m in match if m.channel and "*" not in m.channel), "")
    new = Touchpoint(
        id=new_id(definitions, op.name), name=op.name, stage=op.stage, channel=channel, match=match, origin="user"
    )
    at = max((i + 1 for i, t in enumerate(definitions.touchpoints) if t.stage == op.stage), default=0)
    touchpoints = [*definitions.touchpoints[:at], new, *definitions.touchpoints[at:]]
    return definitions.model_copy(update={"touchpoints": touchpoints})


def set_match(op: SetMatch, definitions: Definitions) -> Definitions:
    """The touchpoint with this rule; it keeps its place, so of two that fit a kind the same one wins."""
    at = touchpoint_at(definitions, op.touchpoint)
    touchpoints = list(definitions.touchpoints)
    touchpoints[at] = touchpoints[at].model_copy(update={"match": told(op.match), "origin": "user"})
    return definitions.model_copy(update={"touchpoints": touchpoints})


def set_touch(op: SetTouch, definitions: Definitions) -> Definitions:
    """The marketing touches with this one: changed where its name is known, else the last."""
    names = [touch.name.casefold() for touch in definitions.marketing]
    at = names.index(op.name.casefold()) if op.name.casefold() in names else len(names)
    new = [Touch(name=op.name, match=told(op.match))] if op.match else []
    return definitions.model_copy(
        update={"marketing": [*definitions.marketing[:at], *new, *definitions.marketing[at + 1 :]]}
    )
