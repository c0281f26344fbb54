"""Touchpoints in draft: kinds gathered by what their names say, put on a stage, and weighed against where they lie."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from footpath.definitions.model import Definitions
from footpath.definitions.templates import MODELS, role_in
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.said import UNSAID, Said, say
from footpath.vocabulary.stage_roles import CASE, NEUTRAL, SHOP, RoleStage, roles_of
from footpath.vocabulary.words import Concept, Hit, concepts, group_label

MOST_TOUCHPOINTS = 14  #: more than this, and neighbours of one group become one touchpoint
LEAST_CONFIDENCE = 0.5  #: below it a kind is not yet placed
_FAMILY_MINIMUM = 2  # concepts of a family before its stages are taken
_NEAR = 0.12  # difference of position within which the preferred role stands
_EMPTY = 0.15  # how much nearer a stage without other touchpoints must seem
_FAR = 0.3  # from the rest of its stage, at which the position speaks against a name
_ONLY_POSITION = 0.5


@dataclass(frozen=True)
class KindStat:
    """Where a kind lies in the journeys.

    ``position``: median over its events of rank / (length - 1) within the journey, 0 = first, 1 = last;
    ``last_share``: share of the journeys that hold it in which it is the last event.
    """

    customers: int
    events: int
    position: float
    last_share: float


@dataclass(frozen=True)
class Plan:
    """Stages to propose: ``model`` is a template's name or empty, ``title`` a key of ``TITLES`` or empty."""

    stages: tuple[RoleStage, ...]
    model: str = ""
    title: str = ""


@dataclass(frozen=True)
class Known:
    """A kind with what its name says and where it lies."""

    kind: Kind
    hit: Hit
    stat: KindStat


@dataclass(frozen=True)
class Draft:
    """A touchpoint on its way: ``order`` breaks ties of position."""

    id: str
    name: str
    stage: str
    members: tuple[Known, ...]
    group: str
    order: int
    confidence: float = 0.0
    reason: Said = UNSAID

    @property
    def customers(self) -> int:
        return max(known.stat.customers for known in self.members)

    @property
    def weight(self) -> float:
        """What it counts where not all can stay: its customers, more for the trade itself, most for a goal."""
        own = any(known.hit.concept.family for known in self.members)
        goal = any(known.hit.concept.outcome for known in self.members)
        return self.customers * (1 + own + goal)

    @property
    def position(self) -> float:
        return position_of(self.members)


def choose_plan(known: Iterable[Known]) -> Plan:
    """A shop's stages, a case's, else the template that is filled best; neutral ones where nothing is known."""
    weight: dict[str, float] = defaultdict(float)
    found: dict[str, set[str]] = defaultdict(set)
    roles: set[str] = set()
    for entry in known:
        concept = entry.hit.concept
        weight[concept.family] += entry.stat.customers * entry.hit.confidence
        found[concept.family].add(concept.id)
        roles.add(concept.roles[0])
    if not roles:
        return Plan(NEUTRAL)
    families = [name for name in ("commerce", "process") if len(found[name]) >= _FAMILY_MINIMUM]
    if families:
        shop = max(families, key=lambda name: weight[name]) == "commerce"
        return Plan(SHOP, title="shop") if shop else Plan(CASE, title="case")
    if len(roles) < _FAMILY_MINIMUM:
        return Plan(SHOP if roles & {role for stage in SHOP for role in stage.roles} else CASE)
    fitting = {name: sum(1 for stage in stages if roles & set(stage.roles)) for name, stages in MODELS.items()}
    model = max(fitting, key=lambda name: (fitting[name], fitting[name] / len(MODELS[name])))
    stages = tuple(RoleStage(stage.id, stage.roles, stage.names) for stage in MODELS[model])
    return Plan(stages, model)


def existing_plan(base: Definitions, language: str) -> Plan:
    """The stages that are there, each with the roles its template, its id or its name gives away."""
    of_model = {stage.id: stage.roles for stage in MODELS.get(base.model, ())}
    stages = []
    for stage in base.stages:
        by_name = role_in(stage.name)
        roles = of_model.get(stage.id) or roles_of(stage.id) or ((by_name,) if by_name else ())
        stages.append(RoleStage(stage.id, roles, {"en": stage.name, language: stage.name}))
    return Plan(tuple(stages), base.model)


def drafts_by_name(known: Sequence[Known], plan: Plan, language: str) -> list[Draft]:
    by_concept: dict[str, list[Known]] = defaultdict(list)
    for entry in known:
        by_concept[entry.hit.concept.id].append(entry)
    stages = _stage_of_concepts({key: tuple(members) for key, members in by_concept.items()}, plan)
    medians = _stage_positions(stages, by_concept)
    drafts = []
    for key, stage in stages.items():
        concept = concepts()[key]
        kept, confidence = _weigh(by_concept[key], medians.get(stage))
        if kept:
            label = concept.label(language)
            draft = Draft(key, label, stage, kept, concept.group, concept.order, confidence)
            drafts.append(replace(draft, reason=_reason(draft, plan, medians.get(stage), language)))
    return _fewer(drafts, language)


def _stage_of_concepts(by_concept: Mapping[str, tuple[Known, ...]], plan: Plan) -> dict[str, str]:
    """Stage of each concept; those with several roles go to the stage whose others lie nearest to them."""
    choices = {key: _choices(concepts()[key], plan) for key in by_concept}
    settled = {key: stages[0] for key, stages in choices.items() if len(stages) == 1}
    medians = _stage_positions(settled, by_concept)
    for key, stages in choices.items():
        if len(stages) > 1:
            position = position_of(by_concept[key])
            distance = [_distance(position, stage, medians, plan) for stage in stages]
            settled[key] = stages[0] if distance[0] <= min(distance) + _NEAR else stages[distance.index(min(distance))]
    return {key: settled[key] for key in by_concept if key in settled}


def _distance(position: float, stage: str, medians: Mapping[str, float], plan: Plan) -> float:
    """From what already stands in the stage; an empty one is taken to lie where its place in the order says."""
    if stage in medians:
        return abs(position - medians[stage])
    place = [entry.id for entry in plan.stages].index(stage)
    return abs(position - place / max(len(plan.stages) - 1, 1)) + _EMPTY


def _choices(concept: Concept, plan: Plan) -> list[str]:
    found = [stage.id for role in concept.roles for stage in plan.stages if role in stage.roles]
    return list(dict.fromkeys(found))


def position_of(members: Iterable[Known]) -> float:
    """Mean position, weighted by customers; answers to questions count only where there is nothing else."""
    things = [entry for entry in members if not entry.hit.rated] or list(members)
    total = sum(entry.stat.customers for entry in things)
    if not total:
        return 0.5
    return sum(entry.stat.position * entry.stat.customers for entry in things) / total


def _stage_positions(stages: Mapping[str, str], by_concept: Mapping[str, Sequence[Known]]) -> dict[str, float]:
    members: dict[str, list[Known]] = defaultdict(list)
    for key, stage in stages.items():
        members[stage] += by_concept[key]
    return {stage: position_of(entries) for stage, entries in members.items()}


def _weigh(members: Sequence[Known], median: float | None) -> tuple[tuple[Known, ...], float]:
    """The kinds that stay, and how sure their touchpoint is: what the name says, less where the position disagrees."""
    kept, sure = [], 0.0
    for entry in members:
        far = median is not None and abs(entry.stat.position - median) > _FAR
        confidence = entry.hit.confidence - (0.1 if far else 0.0)
        if confidence >= LEAST_CONFIDENCE:
            kept.append(entry)
            sure += confidence * entry.stat.customers
    total = sum(entry.stat.customers for entry in kept)
    return tuple(kept), round(sure / total, 2) if total else LEAST_CONFIDENCE


def _reason(draft: Draft, plan: Plan, median: float | None, language: str) -> Said:
    strongest = max(draft.members, key=lambda entry: (not entry.hit.rated, entry.stat.customers))
    named = strongest.hit.reason(language)
    if median is None or abs(draft.position - median) <= _FAR:
        return named.then(say("proposal.position", percent=percent(draft.position)))
    stage = next(stage.name(language) for stage in plan.stages if stage.id == draft.stage)
    code = "proposal.early" if draft.position < median else "proposal.late"
    return named.then(say(code, percent=percent(draft.position), stage=stage))


def percent(position: float) -> str:
    """A position in a journey as its sentences show it."""
    return str(round(100 * position))


def _fewer(drafts: list[Draft], language: str) -> list[Draft]:
    """At most ``MOST_TOUCHPOINTS``: groups become one, that of the rarest member first; then the rarest go."""
    while len(drafts) > MOST_TOUCHPOINTS:
        groups: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.group:
                groups[draft.group, draft.stage].append(draft)
        mergeable = {key: members for key, members in groups.items() if len(members) > 1}
        if not mergeable:
            break
        key = min(mergeable, key=lambda key: min(draft.customers for draft in mergeable[key]))
        drafts = [draft for draft in drafts if draft not in mergeable[key]]
        drafts.append(_merged(mergeable[key], key[0], language))
    drafts.sort(key=lambda draft: (-draft.weight, draft.order))
    return drafts[:MOST_TOUCHPOINTS]


def _merged(drafts: Sequence[Draft], group: str, language: str) -> Draft:
    largest = max(drafts, key=lambda draft: draft.customers)
    total = sum(draft.customers for draft in drafts)
    sure = sum(draft.confidence * draft.customers for draft in drafts) / total if total else largest.confidence
    return replace(
        largest,
        id=group,
        name=group_label(group, language),
        group="",
        members=tuple(entry for draft in drafts for entry in draft.members),
        order=min(draft.order for draft in drafts),
        confidence=round(sure, 2),
    )


def drafts_by_position(kinds: Sequence[Kind], stats: Mapping[int, KindStat], language: str) -> list[Draft]:
    """Where no name says anything: the commonest kinds under their own names, at the start, the middle or the end."""
    names: dict[str, list[Known]] = defaultdict(list)
    unknown = Hit(Concept("", 0, (), "", "", "", 0, {"en": ""}), _ONLY_POSITION, "")
    for kind in kinds:
        names[kind.name].append(Known(kind, unknown, stats[kind.code]))
    drafts = []
    for name, members in names.items():
        position = position_of(members)
        stage = NEUTRAL[0 if position < 1 / 3 else 1 if position < 2 / 3 else 2].id
        reason = say("proposal.alone", percent=percent(position))
        drafts.append(Draft(name, name, stage, tuple(members), "", 0, _ONLY_POSITION, reason))
    return _fewer(drafts, language)
