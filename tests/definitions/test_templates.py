"""The five stage models, and that touchpoints keep their role from one to the next."""

import pytest

from footpath.definitions.edit import apply
from footpath.definitions.model import Definitions, Stage, Touchpoint
from footpath.definitions.templates import MODELS, ROLES, remap, role_in, stage_for, start


def test_every_model_takes_every_role_in_once_and_in_order() -> None:
    assert {name: len(stages) for name, stages in MODELS.items()} == {
        "classic6": 6,
        "digital4": 4,
        "experience5": 5,
        "decision6": 6,
        "aftersale4": 4,
    }
    for stages in MODELS.values():
        roles = [role for stage in stages for role in sorted(stage.roles, key=ROLES.index)]
        assert sorted(roles) == sorted(ROLES)
        assert len({stage.id for stage in stages}) == len(stages)


@pytest.mark.parametrize("model", MODELS)
def test_to_another_model_and_back_keeps_what_a_stage_stands_for(model: str) -> None:
    definitions = start("experience5")
    for role in ("discover", "consider", "buy", "use", "loyal"):
        stage = stage_for("experience5", role)
        definitions.touchpoints.append(Touchpoint(id=role, name=role.upper() + " X", stage=stage, match=[]))
    there = remap(definitions, model)
    assert {t.id: t.stage for t in there.touchpoints} == {
        r: stage_for(model, r) for r in ("discover", "consider", "buy", "use", "loyal")
    }
    assert there.model == model
    assert remap(start(model), model) == start(model)


def test_a_touchpoint_is_told_by_its_own_name_within_its_stage() -> None:
    classic = start("classic6")
    classic.touchpoints.append(Touchpoint(id="d", name="Order delivered", stage="purchase", match=[]))
    classic.touchpoints.append(Touchpoint(id="s", name="Support call", stage="interest", match=[]))
    assert [t.stage for t in remap(classic, "experience5").touchpoints] == ["experience", "consideration"]


def test_ones_own_stages_go_by_their_names_or_are_not_guessed() -> None:
    own = Definitions(
        stages=[Stage(id="s1", name="Zakupy"), Stage(id="s2", name="Etap 2"), Stage(id="s3", name="忠誠")],
        touchpoints=[Touchpoint(id=f"t{i}", name=f"T{i}", stage=f"s{i}", match=[]) for i in (1, 2, 3)],
    )
    own.touchpoints.append(Touchpoint(id="t4", name="Purchase", match=[]))
    assert [t.stage for t in apply(own, {"do": "use_model", "model": "classic6"}).touchpoints] == [
        "purchase",
        None,
        "loyalty",
        None,
    ]


@pytest.mark.parametrize("name", ["Come back", "Powrót", "Revenire", "再次光臨", "come BACK "])
def test_a_stage_of_ones_own_is_known_by_the_name_of_a_proposed_one(name: str) -> None:
    own = Definitions(
        stages=[Stage(id="s1", name=name), Stage(id="s2", name="Przed")],
        touchpoints=[
            Touchpoint(id="t1", name="Something", stage="s1", match=[]),
            Touchpoint(id="review", name="評價", stage="s1", match=[], origin="proposed"),
        ],
    )
    assert [t.stage for t in remap(own, "classic6").touchpoints] == ["loyalty", "advocacy"]


@pytest.mark.parametrize(("language", "first"), [("pl", "Świadomość"), ("ro", "Conștientizare"), ("zh-TW", "認知")])
def test_models_are_named_in_four_languages(language: str, first: str) -> None:
    named = apply(start("digital4"), {"do": "use_model", "model": "classic6", "language": language})
    assert (named.stages[0].id, named.stages[0].name) == ("awareness", first)
    assert apply(named, {"do": "use_model", "model": "digital4"}).stages[0].name == first


def test_role_words() -> None:
    assert role_in("Order delivered") == "receive"
    assert role_in("Dostawa zamówienia") == "buy"
    assert role_in("Recomandări") == "advocate"
    assert role_in("考慮") == "consider"
    assert role_in("Etap 2") is None


def test_a_proposed_map_moves_to_a_model() -> None:
    proposed = Definitions(
        stages=[
            Stage(id="compare", name="Porównanie"),
            Stage(id="come-back", name="Powrót"),
            Stage(id="inform", name="I"),
        ],
        touchpoints=[
            Touchpoint(id="p", name="Karta produktu", stage="compare", match=[]),
            Touchpoint(id="r", name="Review Submitted", stage="come-back", match=[]),
            Touchpoint(id="x", name="X", stage="come-back", match=[]),
            Touchpoint(id="i", name="Letter", stage="inform", match=[]),
        ],
    )
    assert [t.stage for t in remap(proposed, "classic6").touchpoints] == ["consideration", "advocacy", "loyalty", None]
