"""The five stage models a workspace can start from, and how touchpoints move from one model to another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from footpath.definitions.model import Definitions, Stage, Touchpoint
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.languages import LANGUAGES
from footpath.vocabulary.stage_roles import CASE, NEUTRAL, SHOP, roles_of
from footpath.vocabulary.words import concepts, match_name
from footpath.vocabulary.words import match as concept_of

#: What a stage is for, in the order of a journey. A model gathers neighbouring roles into its stages.
ROLES = ("discover", "interest", "consider", "decide", "buy", "receive", "use", "support", "loyal", "advocate")


#: Names of the stages of the models: Polish, Romanian, Chinese.
_NAMES = {
    "Awareness": ("Świadomość", "Conștientizare", "認知"),
    "Interest": ("Zainteresowanie", "Interes", "興趣"),
    "Consideration": ("Rozważanie", "Considerare", "考慮"),
    "Purchase": ("Zakup", "Cumpărare", "購買"),
    "Loyalty": ("Lojalność", "Loialitate", "忠誠"),
    "Advocacy": ("Rekomendacja", "Recomandare", "推薦"),
    "Engagement": ("Zaangażowanie", "Implicare", "互動"),
    "Transaction & fulfilment": ("Transakcja i realizacja", "Tranzacție și livrare", "交易與履約"),
    "Retention": ("Utrzymanie", "Retenție", "留存"),
    "Discovery": ("Odkrycie", "Descoperire", "發現"),
    "Experience": ("Doświadczenie", "Experiență", "體驗"),
    "Decision": ("Decyzja", "Decizie", "決策"),
    "After-sale": ("Po sprzedaży", "Post-vânzare", "售後"),
}


class StageTemplate(NamedTuple):
    """A stage of a model: the first role is what it stands for, the others it also takes in."""

    id: str
    name: str
    roles: tuple[str, ...]

    @property
    def names(self) -> dict[str, str]:
        """Its name by language."""
        return dict(zip(LANGUAGES, (self.name, *_NAMES[self.name]), strict=True))


MODELS: dict[str, tuple[StageTemplate, ...]] = {
    "classic6": (
        StageTemplate("awareness", "Awareness", ("discover",)),
        StageTemplate("interest", "Interest", ("interest",)),
        StageTemplate("consideration", "Consideration", ("consider", "decide")),
        StageTemplate("purchase", "Purchase", ("buy", "receive")),
        StageTemplate("loyalty", "Loyalty", ("loyal", "use", "support")),
        StageTemplate("advocacy", "Advocacy", ("advocate",)),
    ),
    "digital4": (
        StageTemplate("awareness", "Awareness", ("discover",)),
        StageTemplate("engagement", "Engagement", ("consider", "interest", "decide")),
        StageTemplate("transaction", "Transaction & fulfilment", ("buy", "receive")),
        StageTemplate("retention", "Retention", ("loyal", "use", "support", "advocate")),
    ),
    "experience5": (
        StageTemplate("discovery", "Discovery", ("discover",)),
        StageTemplate("consideration", "Consideration", ("consider", "interest", "decide")),
        StageTemplate("purchase", "Purchase", ("buy",)),
        StageTemplate("experience", "Experience", ("use", "receive", "support")),
        StageTemplate("loyalty", "Loyalty", ("loyal", "advocate")),
    ),
    "decision6": (
        StageTemplate("awareness", "Awareness", ("discover",)),
        StageTemplate("consideration", "Consideration", ("consider", "interest")),
        StageTemplate("decision", "Decision", ("decide",)),
        StageTemplate("purchase", "Purchase", ("buy", "receive")),
        StageTemplate("loyalty", "Loyalty", ("loyal", "use", "support")),
        StageTemplate("advocacy", "Advocacy", ("advocate",)),
    ),
    "aftersale4": (
        StageTemplate("awareness", "Awareness", ("discover",)),
        StageTemplate("interest", "Interest", ("interest", "consider")),
        StageTemplate("decision", "Decision", ("buy", "decide")),
        StageTemplate("after-sale", "After-sale", ("use", "receive", "support", "loyal", "advocate")),
    ),
}

#: Beginnings of words that give a role away, in the four languages of the product (without diacritics).
_WORDS: dict[str, str] = {
    "discover": "discover aware attract reach odkry swiadom descoper constient 發現 认知 認知",
    "interest": "interest inspir zainteres 興趣 兴趣",
    "consider": "consider explor research compar evalu engag rozwaz porown 考慮 考虑 比較",
    "decide": "decide decision choose choice decyzj wybor decizi 決定 決策",
    "buy": "buy purchas order checkout transact pay conver zakup kup zamow cumpar 購買 购买",
    "receive": "receiv deliver fulfil ship dispatch dostaw livr 配送 收貨",
    "use": "use usage onboard experien adopt uzyt doswiadcz utiliz 使用 體驗",
    "support": "support help servic complain return refund wsparc pomoc reklamac suport 客服 支援",
    "loyal": "loyal retain retent renew repeat lojaln utrzyman fideliz 忠誠 留存",
    "advocate": "advoca recommend refer review share polec rekomend recomand 推薦 推荐",
}


def start(model: str, title: str = "", language: str = "en") -> Definitions:
    """Definitions with the stages of ``model`` and no touchpoints. KeyError where there is no such model."""
    stages = [Stage(id=stage.id, name=stage.names.get(language, stage.name)) for stage in MODELS[model]]
    return Definitions(title=title, model=model, stages=stages)


def stage_for(model: str, role: str) -> str | None:
    """Id of the stage of ``model`` that takes the role in; None for a role it does not know."""
    return next((stage.id for stage in MODELS[model] if role in stage.roles), None)


def role_in(text: str) -> str | None:
    """The role that a name gives away, the last word that tells ("Order delivered": receive); None where none does."""
    words = re.findall(r"[^\W\d_]+", _folded(text))
    for word in reversed(words):
        for role, beginnings in _WORDS.items():
            if any(word.startswith(b) or (not b.isascii() and b in word) for b in beginnings.split()):
                return role
    return None


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(c for c in parts if not unicodedata.combining(c)).strip()


def language_in(stages: Iterable[Stage]) -> str:
    """The language that most stages are named in, by the names of models and proposals; English where none tells."""
    told = dict.fromkeys(LANGUAGES, 0)
    known = {(id_, name): language for id_, names, _ in _known_stages() for language, name in names.items()}
    for stage in stages:
        if (stage.id, stage.name) in known:
            told[known[stage.id, stage.name]] += 1
    return max(told, key=lambda language: told[language])


def _known_stages() -> list[tuple[str, dict[str, str], tuple[str, ...]]]:
    """Stages of models and proposals: id, names by language, roles."""
    proposed = [(stage.id, stage.names, stage.roles) for stage in (*SHOP, *CASE, *NEUTRAL)]
    return [*proposed, *((s.id, s.names, s.roles) for stages in MODELS.values() for s in stages)]


def remap(definitions: Definitions, model: str, language: str = "en") -> Definitions:
    """The same touchpoints on the stages of another model, which are named in ``language``.

    A touchpoint goes to the stage that takes in its role: what its own name says, where its old stage takes
    that role in, else what the old stage stands for. Where the old stage gives no role of the new model away
    (one's own stage with a name of its own) the touchpoint is not yet placed: nothing is guessed silently.
    Where no stage is left at all, no place was chosen against another: all are placed by what they are about.
    """
    if not definitions.stages:
        return placed_by_kinds(start(model, language=language).stages, model, definitions)
    roles = {stage.id: _roles(definitions.model, stage) for stage in definitions.stages}
    touchpoints = [
        touchpoint.model_copy(update={"stage": _stage(model, touchpoint, roles.get(touchpoint.stage or "", ()))})
        for touchpoint in definitions.touchpoints
    ]
    return definitions.model_copy(
        update={"model": model, "stages": start(model, language=language).stages, "touchpoints": touchpoints},
        deep=False,
    )


def placed_by_kinds(stages: Sequence[Stage], model: str, definitions: Definitions) -> Definitions:
    """``definitions`` on these stages: a touchpoint without one goes where its kinds, else its name, belong.

    The first role that a stage takes in decides; a touchpoint of which nothing is known stays not yet placed.
    """
    taken: dict[str, str] = {}
    for stage in stages:
        for role in _roles(model, stage):
            taken.setdefault(role, stage.id)
    touchpoints = [
        t if t.stage else t.model_copy(update={"stage": next((taken[r] for r in roles_about(t) if r in taken), None)})
        for t in definitions.touchpoints
    ]
    return definitions.model_copy(update={"model": model, "stages": list(stages), "touchpoints": touchpoints})


def roles_about(touchpoint: Touchpoint) -> list[str]:
    """What a touchpoint can stand for, the likeliest first: what most of its matches are about, then its name."""
    votes: Counter[str] = Counter()
    for match in touchpoint.match:
        kind = Kind(0, (match.name or "").replace("*", " "), match.channel or "", match.surface or "", "customer")
        hit = concept_of(kind)
        votes.update(hit.concept.roles[:1] if hit else filter(None, [role_in(kind.name)]))
    about = [role for role, _ in votes.most_common()]
    return list(dict.fromkeys(role for role in (*about, *_own_roles(touchpoint)) if role))


def _roles(model: str, stage: Stage) -> tuple[str, ...]:
    """Roles of a stage: by its id in the model or proposal it came from, else by its name, whole or by a word of it."""
    known = {template.id: template.roles for template in MODELS.get(model, ())}
    found = known.get(stage.id) or roles_of(stage.id)
    if found:
        return found
    name = _folded(stage.name)
    named = (roles for _, names, roles in _known_stages() if roles and name in map(_folded, names.values()))
    role = role_in(stage.name)
    return next(named, (role,) if role else ())


def _stage(model: str, touchpoint: Touchpoint, roles: tuple[str, ...]) -> str | None:
    known = [role for role in roles if role in ROLES]
    role = next((role for role in _own_roles(touchpoint) if role in known), known[0] if known else None)
    return stage_for(model, role) if role else None


def _own_roles(touchpoint: Touchpoint) -> list[str | None]:
    """What a touchpoint itself can stand for: as it was proposed, whatever its language, else by its name."""
    proposed = concepts().get(touchpoint.id.replace("-", "_")) if touchpoint.origin == "proposed" else None
    hit = None if proposed else match_name(touchpoint.name)
    concept = proposed or (hit.concept if hit else None)
    return [*(concept.roles if concept else ()), role_in(touchpoint.name)]
