"""The first map nobody asked for: touchpoints, stages and outcome proposed from names and positions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from footpath.analyses._drafts import (
    Draft,
    KindStat,
    Known,
    Plan,
    choose_plan,
    drafts_by_name,
    drafts_by_position,
    existing_plan,
    percent,
    position_of,
)
from footpath.definitions.edit import new_id
from footpath.definitions.lookup import NONE, touchpoint_of
from footpath.definitions.model import Definitions, Match, Outcome, SaidPart, Stage, Touchpoint
from footpath.definitions.templates import placed_by_kinds
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.said import Said, say
from footpath.vocabulary.stage_roles import NEUTRAL, TITLES
from footpath.vocabulary.tokens import tokens
from footpath.vocabulary.words import concepts, match

__all__ = ["KindStat", "propose"]

_EVERYONE = 0.98  # a goal reached by so many customers at the beginning is where the data starts
_BEGINNING = 0.1
_RARE_OUTCOME = 0.005  # of all customers; a goal reached by fewer is not proposed while a commoner one is known
_DAY_MS = 86_400_000
_HORIZONS_D = (7, 14, 30, 60, 90)
#: Words of a name that give the channel away where the data has none.
_NAMED_CHANNELS = {"chat": "chat", "phone": "phone", "call": "phone", "sms": "sms", "email": "email", "app": "app"}


def propose(
    kinds: Sequence[Kind],
    stats: Mapping[int, KindStat],
    existing: Definitions | None = None,
    language: str = "en",
    span_ms: int | None = None,
) -> Definitions:
    """Definitions with a touchpoint for every kind whose name is known and whose place fits.

    ``stats`` by kind code; kinds without are left out, as are those of the system. ``span_ms``, the time between
    the oldest and the newest event, sets the horizon: about a quarter of it, a week to 90 days. What ``existing``
    says is kept word for word: only kinds that match none of its touchpoints are proposed for, at its own stages.
    """
    seen = [kind for kind in kinds if kind.code in stats and kind.actor != "system" and kind.name]
    base = existing or Definitions()
    placed = dict(zip((kind.code for kind in kinds), touchpoint_of(base, kinds).tolist(), strict=True))
    free = [kind for kind in seen if placed[kind.code] == NONE]
    known = [Known(kind, hit, stats[kind.code]) for kind in free if (hit := match(kind))]
    if base.touchpoints and not base.stages:
        base = _staged_again(base, seen, placed, stats, language)
    plan = existing_plan(base, language) if base.stages else choose_plan(known)
    alone = plan.stages == NEUTRAL
    drafts = drafts_by_position(free, stats, language) if alone else drafts_by_name(known, plan, language)
    result = _add_touchpoints(base, drafts, plan, language)
    if not base.stages and base.horizon == Definitions().horizon:
        result = result.model_copy(update={"horizon": _horizon(span_ms)})
    if base.outcome is None:
        named = [Known(kind, hit, stats[kind.code]) for kind in seen if (hit := match(kind))]
        result = result.model_copy(update={"outcome": _outcome(named, language)})
    begins = bool(result.stages) and result.stages[0].id == plan.stages[0].id
    if not result.title and result.outcome and plan.title and begins:
        texts = TITLES[plan.title]
        outcome = result.outcome.name[:1].lower() + result.outcome.name[1:]
        result = result.model_copy(update={"title": texts.get(language, texts["en"]).format(outcome=outcome)})
    return result


def _staged_again(
    base: Definitions,
    seen: Sequence[Kind],
    placed: Mapping[int, int],
    stats: Mapping[int, KindStat],
    language: str,
) -> Definitions:
    """Every stage was removed: stages are chosen anew, by all kinds, and the touchpoints stand on them again.

    One that no word tells about goes to the stage nearest to where its kinds lie.
    """
    plan = choose_plan([Known(kind, hit, stats[kind.code]) for kind in seen if (hit := match(kind))])
    stages = [Stage(id=stage.id, name=stage.name(language)) for stage in plan.stages]
    again = placed_by_kinds(stages, plan.model, base)
    touchpoints = list(again.touchpoints)
    for index, touchpoint in enumerate(touchpoints):
        mine = [stats[kind.code] for kind in seen if placed[kind.code] == index]
        events = sum(stat.events for stat in mine)
        if touchpoint.stage is None and events:
            middle = sum(stat.position * stat.events for stat in mine) / events
            nearest = stages[min(int(middle * len(stages)), len(stages) - 1)]
            touchpoints[index] = touchpoint.model_copy(update={"stage": nearest.id})
    used = {touchpoint.stage for touchpoint in touchpoints}
    shown = [stage for stage in stages if stage.id in used or plan.model]
    return again.model_copy(update={"stages": shown or stages, "touchpoints": touchpoints})


def _add_touchpoints(base: Definitions, drafts: Sequence[Draft], plan: Plan, language: str) -> Definitions:
    used = {draft.stage for draft in drafts}
    result = base
    if not base.stages:
        shown = [
            Stage(id=stage.id, name=stage.name(language)) for stage in plan.stages if stage.id in used or plan.model
        ]
        result = base.model_copy(update={"stages": shown, "model": plan.model})
    place = {stage.id: index for index, stage in enumerate(result.stages)}
    for draft in sorted(drafts, key=lambda draft: (place[draft.stage], round(draft.position * 20), draft.order)):
        result = _add(result, draft)
    return result


def _add(base: Definitions, draft: Draft) -> Definitions:
    """One touchpoint more, at the end of its stage.

    One that was proposed for the same thing (in whatever language) takes the kinds in instead.
    """
    matches = _matches(draft.members)
    touchpoints = list(base.touchpoints)
    same = next((i for i, other in enumerate(touchpoints) if other.name.casefold() == draft.name.casefold()), None)
    own = new_id(Definitions(), draft.id)
    alike = next((i for i, other in enumerate(touchpoints) if other.id == own and other.origin == "proposed"), same)
    if alike is not None and touchpoints[alike].origin == "proposed":
        same = alike
        wider = [*touchpoints[same].match, *matches]
        touchpoints[same] = touchpoints[same].model_copy(update={"match": wider})
        return base.model_copy(update={"touchpoints": touchpoints})
    name = draft.name if same is None else f"{draft.name} · {draft.members[0].kind.name}"
    added = Touchpoint(
        id=new_id(base, draft.id), name=name, stage=draft.stage, channel=_channel(draft), match=matches,
        origin="proposed", reason=str(draft.reason), said=_said(draft.reason), confidence=draft.confidence,
    )  # fmt: skip
    at = max((i + 1 for i, other in enumerate(touchpoints) if other.stage == draft.stage), default=len(touchpoints))
    touchpoints.insert(at, added)
    return base.model_copy(update={"touchpoints": touchpoints})


def _matches(members: Iterable[Known]) -> list[Match]:
    """By name alone where the name told; with channel and surface where these did."""
    found: dict[tuple[str, str | None, str | None], None] = {}
    for entry in members:
        kind, evidence = entry.kind, entry.hit.evidence
        channel = kind.channel if evidence == "channel" else None
        found[kind.name, channel, kind.surface if evidence == "surface" else None] = None
    return [Match(name=name, channel=channel, surface=surface) for name, channel, surface in found]


def _channel(draft: Draft) -> str:
    """The channel most of its events come through; else the one such a touchpoint usually has."""
    events: dict[str, int] = defaultdict(int)
    for entry in draft.members:
        if not entry.hit.rated:
            events[entry.kind.channel] += entry.stat.events
    events.pop("", None)
    told = [_NAMED_CHANNELS[t.stem] for e in draft.members for t in tokens(e.kind.name) if t.stem in _NAMED_CHANNELS]
    if told and not events:
        return max(told, key=told.count)
    usual = concepts()[draft.id].channel if draft.id in concepts() else draft.members[0].hit.concept.channel
    return max(events, key=lambda channel: events[channel]) if events else usual


def _outcome(known: Iterable[Known], language: str) -> Outcome | None:
    """The furthest goal that a noticeable share of customers reaches; of equals the one that ends more journeys."""
    goals: dict[str, list[Known]] = defaultdict(list)
    most = 1
    for entry in known:
        most = max(most, entry.stat.customers)
        if entry.hit.concept.outcome and not entry.hit.rated and entry.hit.confidence >= 0.6:
            goals[entry.hit.concept.id].append(entry)
    for key in [key for key, members in goals.items() if _begins_with(members, most)]:
        del goals[key]
    if not goals:
        return None

    def rank(key: str) -> tuple[bool, int, float]:
        members = goals[key]
        customers = max(entry.stat.customers for entry in members)
        ends = max(entry.stat.last_share for entry in members)
        return customers >= _RARE_OUTCOME * most, concepts()[key].outcome, ends

    best = max(goals, key=rank)
    main = max(goals[best], key=lambda entry: entry.stat.customers)
    reason = say("proposal.outcome", kind=main.kind.name, source=main.hit.source).then(
        say("proposal.position", percent=percent(position_of(goals[best])))
    )
    return Outcome(
        name=concepts()[best].label(language),
        match=_matches(goals[best]),
        origin="proposed",
        reason=str(reason),
        said=_said(reason),
    )


def _said(reason: Said) -> list[SaidPart]:
    return [SaidPart.model_validate(part) for part in reason.parts]


def _begins_with(members: Sequence[Known], customers: int) -> bool:
    reached = max(entry.stat.customers for entry in members)
    return reached >= _EVERYONE * customers and position_of(members) < _BEGINNING


def _horizon(span_ms: int | None) -> str:
    """Time to go on: the longest of the usual ones within a quarter of the data, so that who left can be told.

    A week at least: in fewer days hardly anybody can be said to have left, and who waits for a parcel has not.
    """
    if span_ms is None:
        return Definitions().horizon
    fitting = [days for days in _HORIZONS_D if days * _DAY_MS <= span_ms / 4 + _DAY_MS]
    return f"{max(fitting, default=_HORIZONS_D[0])}d"
