"""The five stage models a workspace can start from, and how touchpoints move from one model to another."""

import re
import unicodedata
from typing import NamedTuple

from footpath.definitions.model import Definitions, Stage, Touchpoint
from footpath.vocabulary.stage_roles import roles_of
from footpath.vocabulary.words import match_name

#: What a stage is for, in the order of a journey. A model gathers neighbouring roles into its stages.
ROLES = ("discover", "interest", "consider", "decide", "buy", "receive", "use", "support", "loyal", "advocate")


class StageTemplate(NamedTuple):
    """A stage of a model: the first role is what it stands for, the others it also takes in."""

    id: str
    name: str
    roles: tuple[str, ...]


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


def start(model: str, title: str = "") -> Definitions:
    """Definitions with the stages of ``model`` and no touchpoints. KeyError where there is no such model."""
    return Definitions(title=title, model=model, stages=[Stage(id=s.id, name=s.name) for s in MODELS[model]])


def stage_for(model: str, role: str) -> str | None:
    """Id of the stage of ``model`` that takes the role in; None for a role it does not know."""
    return next((stage.id for stage in MODELS[model] if role in stage.roles), None)


def role_in(text: str) -> str | None:
    """The role that a name gives away, the last word that tells ("Order delivered": receive); None where none does."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    words = re.findall(r"[^\W\d_]+", "".join(c for c in parts if not unicodedata.combining(c)))
    for word in reversed(words):
        for role, beginnings in _WORDS.items():
            if any(word.startswith(b) or (not b.isascii() and b in word) for b in beginnings.split()):
                return role
    return None


def remap(definitions: Definitions, model: str) -> Definitions:
    """The same touchpoints on the stages of another model.

    A touchpoint goes to the stage that takes in its role: what its own name says, where its old stage takes
    that role in, else what the old stage stands for. Where the old stage gives no role of the new model away
    (one's own stage with a name of its own) the touchpoint is not yet placed: nothing is guessed silently.
    """
    roles = {stage.id: _roles(definitions.model, stage) for stage in definitions.stages}
    touchpoints = [
        touchpoint.model_copy(update={"stage": _stage(model, touchpoint, roles.get(touchpoint.stage or "", ()))})
        for touchpoint in definitions.touchpoints
    ]
    return definitions.model_copy(
        update={"model": model, "stages": start(model).stages, "touchpoints": touchpoints}, deep=False
    )


def _roles(model: str, stage: Stage) -> tuple[str, ...]:
    """Roles of a stage: by its id in the model or proposal it came from, else by its name."""
    known = {template.id: template.roles for template in MODELS.get(model, ())}
    found = known.get(stage.id) or roles_of(stage.id)
    role = None if found else role_in(stage.name)
    return (role,) if role else found


def _stage(model: str, touchpoint: Touchpoint, roles: tuple[str, ...]) -> str | None:
    known = [role for role in roles if role in ROLES]
    hit = match_name(touchpoint.name)
    own = [*(hit.concept.roles if hit else ()), role_in(touchpoint.name)]
    role = next((role for role in own if role in known), known[0] if known else None)
    return stage_for(model, role) if role else None
