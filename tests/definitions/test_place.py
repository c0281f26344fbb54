"""Where a kind that is placed comes to stand."""

import pytest

from footpath.definitions.edit import DefinitionError, apply
from footpath.definitions.model import Definitions


def test_a_kind_is_placed_before_a_touchpoint() -> None:
    made = Definitions()
    for op in (
        {"do": "add_stage", "name": "Buy"},
        {"do": "place_kind", "name": "Basket", "stage": "buy"},
        {"do": "place_kind", "name": "Paid", "stage": "buy"},
    ):
        made = apply(made, op)
    basket, paid = made.touchpoints
    made = apply(made, {"do": "place_kind", "name": "Checkout", "stage": "buy", "before": paid.id})
    assert [touchpoint.name for touchpoint in made.touchpoints] == ["Basket", "Checkout", "Paid"]
    with pytest.raises(DefinitionError, match="cannot stand before 'nowhere'"):
        apply(made, {"do": "place_kind", "name": "Seen", "stage": "buy", "before": "nowhere"})
    assert basket.stage == paid.stage == "buy"
