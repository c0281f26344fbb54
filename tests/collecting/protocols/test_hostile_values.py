"""Whatever stands in a property comes into journeys, and comes back when they are built again from the log."""

from pathlib import Path

from tests.collecting.live_shop import NOW, Shop
from tests.collecting.protocols.examples import HOSTILE

from footpath.collecting.protocols._protocol import Delivery


def test_properties_of_any_kind_settle_and_are_rebuilt(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    for number, hostile in enumerate(HOSTILE):
        fields = (f'"properties":{{"p":{hostile}}}', f'"properties":{hostile}', f'"context":{hostile}')
        for place, field in enumerate(fields):
            event = f'{{"event":"Seen","userId":"ann","messageId":"{number}.{place}",{field}}}'
            shop.inbox.append([Delivery(shop.source, "segment", NOW, "/v1/track", "", "", event.encode())])
    shop.settle()
    events, repeated, rejected = shop.counts()
    assert (events + rejected, repeated) == (3 * len(HOSTILE), 0)
    assert events > rejected
    before = shop.workspace.customer("ann")["events"]
    shop.workspace.rebuild()
    assert shop.workspace.customer("ann")["events"] == before
    assert shop.workspace.verify()["problems"] == []
    shop.close()
