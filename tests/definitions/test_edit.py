"""Every edit: what it does, what it refuses, and that it changes nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.definitions.edit import DefinitionError, apply, describe, parse
from footpath.definitions.lookup import NONE, touchpoint_of
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.definitions.ops import OPS
from footpath.vocabulary.kind import Kind


def shop() -> Definitions:
    return Definitions(
        title="Shop",
        stages=[Stage(id="look", name="Look"), Stage(id="buy", name="Buy"), Stage(id="use", name="Use")],
        touchpoints=[
            Touchpoint(id="ad", name="Ad", stage="look", match=[Match(name="Ad Seen")], origin="proposed"),
            Touchpoint(id="pages", name="Pages", stage="look", match=[Match(name="Page*")], origin="proposed"),
            Touchpoint(id="cart", name="Cart", stage="buy", match=[Match(name="Cart Viewed")], origin="proposed"),
            Touchpoint(id="paid", name="Paid", stage="buy", match=[Match(name="Order Completed")], origin="proposed"),
        ],
        outcome=Outcome(name="Order", match=[Match(name="Order Completed")], origin="proposed"),
    )


def order(definitions: Definitions, stage: str | None) -> list[str]:
    return [t.id for t in definitions.touchpoints if t.stage == stage]


def owner(definitions: Definitions, name: str, channel: str = "", surface: str = "") -> str | None:
    at = touchpoint_of(definitions, [Kind(1, name, channel, surface, "customer")])[0]
    return None if at == NONE else definitions.touchpoints[at].id


def test_a_touchpoint_moves_to_the_end_of_a_stage() -> None:
    assert order(apply(shop(), {"do": "move_touchpoint", "touchpoint": "ad", "stage": "buy"}), "buy") == [
        "cart",
        "paid",
        "ad",
    ]


def test_a_touchpoint_moves_before_another() -> None:
    moved = apply(shop(), {"do": "move_touchpoint", "touchpoint": "ad", "stage": "buy", "before": "paid"})
    assert order(moved, "buy") == ["cart", "ad", "paid"]
    assert moved.touchpoints[[t.id for t in moved.touchpoints].index("ad")].origin == "user"
    back = apply(shop(), {"do": "move_touchpoint", "touchpoint": "paid", "stage": "look", "before": "ad"})
    assert order(back, "look") == ["paid", "ad", "pages"]


def test_a_touchpoint_leaves_the_stages() -> None:
    assert order(apply(shop(), {"do": "move_touchpoint", "touchpoint": "ad", "stage": None}), None) == ["ad"]


def test_a_touchpoint_cannot_stand_before_one_of_another_stage() -> None:
    with pytest.raises(DefinitionError, match="“Ad” cannot stand before 'pages'"):
        apply(shop(), {"do": "move_touchpoint", "touchpoint": "ad", "stage": "buy", "before": "pages"})


@given(st.sampled_from(["ad", "pages", "cart", "paid"]), st.sampled_from(["look", "buy", "use", None]))
def test_a_move_displaces_no_other(touchpoint: str, stage: str | None) -> None:
    moved = apply(shop(), {"do": "move_touchpoint", "touchpoint": touchpoint, "stage": stage})
    assert [t for t in moved.touchpoints if t.id != touchpoint] == [t for t in shop().touchpoints if t.id != touchpoint]
    assert order(moved, stage)[-1] == touchpoint


def test_renaming() -> None:
    assert apply(shop(), {"do": "rename_stage", "stage": "buy", "name": " Zakup "}).stages[1] == Stage(
        id="buy", name="Zakup"
    )
    renamed = apply(shop(), {"do": "rename_touchpoint", "touchpoint": "ad", "name": "Reklama"})
    assert (renamed.touchpoints[0].name, renamed.touchpoints[0].origin) == ("Reklama", "user")
    with pytest.raises(DefinitionError, match=r"There is a touchpoint “cart” already. Merge the two"):
        apply(shop(), {"do": "rename_touchpoint", "touchpoint": "ad", "name": "cart"})
    with pytest.raises(DefinitionError, match="name: String should have at least 1 character"):
        apply(shop(), {"do": "rename_stage", "stage": "buy", "name": "  "})


def test_stages_come_go_and_move() -> None:
    added = apply(shop(), {"do": "add_stage", "name": "Compare", "before": "buy"})
    assert [s.id for s in added.stages] == ["look", "compare", "buy", "use"]
    assert [s.id for s in apply(added, {"do": "move_stage", "stage": "compare"}).stages] == [
        "look",
        "buy",
        "use",
        "compare",
    ]
    moved = apply(added, {"do": "move_stage", "stage": "use", "before": "look"})
    assert [s.id for s in moved.stages] == ["use", "look", "compare", "buy"]
    removed = apply(shop(), {"do": "remove_stage", "stage": "buy"})
    assert [s.id for s in removed.stages] == ["look", "use"]
    assert order(removed, None) == ["cart", "paid"]
    with pytest.raises(DefinitionError, match="There is a stage “BUY” already"):
        apply(shop(), {"do": "add_stage", "name": "BUY"})


def test_a_merge_takes_over_every_kind() -> None:
    merged = apply(shop(), {"do": "merge_touchpoints", "into": "paid", "from": ["ad", "cart"]})
    assert [t.id for t in merged.touchpoints] == ["pages", "paid"]
    assert {owner(merged, name) for name in ("Ad Seen", "Cart Viewed", "Order Completed")} == {"paid"}
    with pytest.raises(DefinitionError, match="“Ad” cannot be merged into itself"):
        apply(shop(), {"do": "merge_touchpoints", "into": "ad", "from": ["ad"]})


def test_a_merge_loses_no_kind_to_a_glob_on_the_way() -> None:
    before = shop()
    before.touchpoints[0].match = [Match(name="Page Liked")]
    merged = apply(before, {"do": "merge_touchpoints", "into": "cart", "from": ["ad"]})
    assert owner(merged, "Page Liked") == "cart"
    assert owner(merged, "Page Viewed") == "pages"


def test_a_kind_is_placed_in_a_new_touchpoint_and_wins_over_a_glob() -> None:
    op = {"do": "place_kind", "name": "Page Viewed", "channel": "web", "surface": "/offer", "stage": "buy"}
    placed = apply(shop(), op)
    new = owner(placed, "Page Viewed", "web", "/offer")
    touchpoint = next(t for t in placed.touchpoints if t.id == new)
    assert (touchpoint.name, touchpoint.stage, touchpoint.channel, touchpoint.origin) == (
        "Page Viewed · /offer",
        "buy",
        "web",
        "user",
    )
    assert owner(placed, "Page Viewed", "web", "/") == "pages"
    assert apply(shop(), op) == placed


def test_a_kind_is_placed_in_an_existing_touchpoint() -> None:
    op = {
        "do": "place_kind",
        "name": "Page Paid",
        "channel": "web",
        "surface": "",
        "stage": "buy",
        "touchpoint": "paid",
    }
    placed = apply(shop(), op)
    assert owner(placed, "page paid", "web") == "paid"
    assert owner(placed, "Page Viewed", "web") == "pages"
    again = apply(placed, {**op, "touchpoint": "cart"})
    assert owner(again, "Page Paid", "web") == "cart"
    assert next(t for t in again.touchpoints if t.id == "paid").match == [Match(name="Order Completed")]
    with pytest.raises(DefinitionError, match="“Paid” does not stand in the stage 'look'"):
        apply(shop(), {**op, "stage": "look"})


def test_a_touchpoint_that_gave_its_only_kind_away_goes() -> None:
    placed = apply(shop(), {"do": "place_kind", "name": "Call", "channel": "phone", "surface": "", "stage": "use"})
    assert owner(placed, "Call", "phone") == "call"
    again = apply(placed, {"do": "place_kind", "name": "Call", "channel": "phone", "surface": "", "touchpoint": "ad"})
    assert "call" not in [t.id for t in again.touchpoints]
    assert owner(again, "Call", "phone") == "ad"


KIND = st.tuples(st.sampled_from(["Page A", "Page B", "Ad Seen", "New"]), st.sampled_from(["", "web"]), st.just(""))


@given(st.lists(st.tuples(KIND, st.sampled_from(["ad", "pages", "cart", "paid", None])), max_size=6))
def test_a_placed_kind_is_where_it_was_put(placements: list[tuple[tuple[str, str, str], str | None]]) -> None:
    definitions = shop()
    for (name, channel, surface), touchpoint in placements:
        op: dict[str, Any] = {"do": "place_kind", "name": name, "channel": channel, "surface": surface}
        if touchpoint in [t.id for t in definitions.touchpoints]:
            definitions = apply(definitions, {**op, "touchpoint": touchpoint})
            assert owner(definitions, name, channel, surface) == touchpoint
        else:
            before = {t.id for t in definitions.touchpoints}
            definitions = apply(definitions, {**op, "stage": "use"})
            assert owner(definitions, name, channel, surface) not in before
        ids = [t.id for t in definitions.touchpoints]
        assert len(set(ids)) == len(ids)


def test_accepting() -> None:
    one = apply(shop(), {"do": "accept", "touchpoint": "ad"})
    assert [t.origin for t in one.touchpoints] == ["user", "proposed", "proposed", "proposed"]
    everything = apply(shop(), {"do": "accept"})
    assert {t.origin for t in everything.touchpoints} == {"user"}
    assert everything.outcome
    assert everything.outcome.origin == "user"


def test_the_outcome_title_and_horizon() -> None:
    changed = apply(shop(), {"do": "set_outcome", "name": "Paid", "match": {"name": "Invoice Paid"}})
    assert changed.outcome == Outcome(name="Paid", match=[Match(name="Invoice Paid")])
    assert apply(shop(), {"do": "set_outcome", "match": []}).outcome is None
    assert apply(shop(), {"do": "set_title", "title": " New "}).title == "New"
    assert apply(shop(), {"do": "set_horizon", "horizon": "2w"}).horizon == "2w"
    with pytest.raises(DefinitionError, match="is not a duration"):
        apply(shop(), {"do": "set_horizon", "horizon": "soon"})
    with pytest.raises(DefinitionError, match="longer than nothing"):
        apply(shop(), {"do": "set_horizon", "horizon": "0d"})


def test_a_touchpoint_is_removed() -> None:
    assert owner(apply(shop(), {"do": "remove_touchpoint", "touchpoint": "ad"}), "Ad Seen") is None


def test_what_is_not_there_is_said_with_the_nearest_id() -> None:
    with pytest.raises(DefinitionError, match=r"There is no touchpoint with the id 'crat'. Did you mean 'cart'?"):
        apply(shop(), {"do": "remove_touchpoint", "touchpoint": "crat"})
    with pytest.raises(DefinitionError, match=r"There is no stage with the id 'zzz'. There are look, buy, use."):
        apply(shop(), {"do": "remove_stage", "stage": "zzz"})
    with pytest.raises(DefinitionError, match=r"There is no edit 'fly'. The edits are accept, add_stage"):
        parse({"do": "fly"})
    with pytest.raises(DefinitionError, match="'move_stage' cannot be taken: stage: Field required"):
        parse({"do": "move_stage"})
    with pytest.raises(DefinitionError, match=r"There is no stage model 'x'. The models are classic6"):
        apply(shop(), {"do": "use_model", "model": "x"})


EXAMPLES: list[dict[str, Any]] = [
    {"do": "move_touchpoint", "touchpoint": "ad", "stage": "buy"},
    {"do": "rename_touchpoint", "touchpoint": "ad", "name": "Advert"},
    {"do": "rename_stage", "stage": "buy", "name": "Order"},
    {"do": "add_stage", "name": "Love"},
    {"do": "remove_stage", "stage": "buy"},
    {"do": "move_stage", "stage": "buy"},
    {"do": "merge_touchpoints", "into": "ad", "from": ["cart"]},
    {"do": "place_kind", "name": "Call", "channel": "phone", "surface": "", "stage": "use"},
    {"do": "add_touchpoint", "name": "Call", "stage": "use", "match": [{"channel": "phone"}]},
    {"do": "set_match", "touchpoint": "ad", "match": [{"name": "Advert*"}]},
    {"do": "remove_touchpoint", "touchpoint": "ad"},
    {"do": "accept"},
    {"do": "set_touch", "name": "Ads", "match": [{"name": "Ad*"}]},
    {"do": "set_dimension", "name": "Market", "property": "country", "groups": [{"name": "East", "values": ["PL"]}]},
    {"do": "set_outcome", "name": "X", "match": [{"name": "Ad Seen"}]},
    {"do": "use_model", "model": "classic6"},
    {"do": "set_title", "title": "T"},
    {"do": "set_horizon", "horizon": "30d"},
]


def test_every_edit_has_an_example_words_and_leaves_its_input_alone() -> None:
    assert {op["do"] for op in EXAMPLES} == set(OPS.json_schema()["discriminator"]["mapping"])
    for op in EXAMPLES:
        before = shop()
        after = apply(before, op)
        assert before == shop() != after
        assert Definitions.model_validate(after.model_dump()) == after
        assert describe(before, op)
    assert describe(shop(), EXAMPLES[0]) == "moved “Ad” to “Buy”"
    assert describe(shop(), EXAMPLES[6]) == "merged “Cart” into “Ad”"
