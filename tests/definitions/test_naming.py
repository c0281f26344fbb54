"""New ids: readable, and never one that is taken."""

from footpath.definitions.model import Definitions, Stage
from footpath.definitions.naming import new_id


def test_ids_are_readable_and_unique() -> None:
    shop = Definitions(stages=[Stage(id="ad", name="Ad")])
    assert new_id(shop, "Książka — zamówiona!") == "ksiazka-zamowiona"
    assert new_id(shop, "Ad") == "ad-2"
    assert new_id(shop, "購買") == "購買"
    assert new_id(shop, "!!") == "item"
