"""Stages that a proposal starts from: which roles of touchpoints each takes in, named in the languages of the product.

The five templates of the product stand in ``definitions.templates``; here are the plainer ones that fit an event
file nobody has explained: a shop, a case that is worked on, and, where no word is known, beginning, middle and end.
"""

from typing import NamedTuple


class RoleStage(NamedTuple):
    """A stage and what belongs to it."""

    id: str
    roles: tuple[str, ...]
    names: dict[str, str]

    def name(self, language: str) -> str:
        """Its name on the map."""
        return self.names.get(language, self.names["en"])


def _stage(id_: str, roles: str, en: str, pl: str, ro: str, zh: str) -> RoleStage:
    return RoleStage(id_, tuple(roles.split()), {"en": en, "pl": pl, "ro": ro, "zh-TW": zh})


SHOP = (
    _stage("discover", "discover interest", "Discover", "Odkrycie", "Descoperire", "發現"),
    _stage("compare", "consider decide", "Compare", "Porównanie", "Comparare", "比較"),
    _stage("buy", "buy", "Buy", "Zakup", "Cumpărare", "購買"),
    _stage("receive", "receive", "Receive", "Odbiór", "Primire", "收貨"),
    _stage("use", "use support", "Use", "Użytkowanie", "Folosire", "使用"),
    _stage("come-back", "loyal advocate", "Come back", "Powrót", "Revenire", "再次光臨"),
)

CASE = (
    _stage("apply", "apply discover interest", "Apply", "Wniosek", "Depunere", "申請"),
    _stage("check", "check consider use", "Check", "Sprawdzenie", "Verificare", "審查"),
    _stage("make-offer", "offer decide", "Offer", "Oferta", "Ofertă", "報價"),
    _stage("inform", "inform", "Inform", "Zawiadomienie", "Înștiințare", "通知"),
    _stage("rule", "rule", "Decide", "Decyzja", "Decizie", "決定"),
    _stage("settle", "settle buy receive support loyal advocate", "Settle", "Rozliczenie", "Încheiere", "結案"),
)

NEUTRAL = (
    _stage("start", "", "Start", "Początek", "Început", "開始"),
    _stage("middle", "", "Middle", "Środek", "Mijloc", "中段"),
    _stage("end", "", "End", "Koniec", "Sfârșit", "結束"),
)

#: How a title begins and where the outcome stands in it.
TITLES = {
    "shop": {
        "en": "From first visit to {outcome}",
        "pl": "Od pierwszej wizyty do celu: {outcome}",
        "ro": "De la prima vizită la {outcome}",
        "zh-TW": "從首次造訪到{outcome}",
    },
    "case": {
        "en": "From application to {outcome}",
        "pl": "Od wniosku do celu: {outcome}",
        "ro": "De la cerere la {outcome}",
        "zh-TW": "從申請到{outcome}",
    },
}


def roles_of(stage: str) -> tuple[str, ...]:
    """Roles of a stage of the shop or the case by its id; none where it is neither's."""
    return next((entry.roles for entry in (*SHOP, *CASE) if entry.id == stage), ())
