"""What is proposed for the sample and for made-up event files, and what is left alone."""

import pyarrow as pa
import pytest
from kinds_counted import DAY_MS, counted, journey, places, stage_names, unplaced

from footpath.analyses.proposal import KindStat, propose
from footpath.definitions.lookup import NONE, touchpoint_of
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.sample import simulate
from footpath.vocabulary.kind import Kind


@pytest.fixture(scope="module")
def sample() -> tuple[list[Kind], dict[int, KindStat]]:
    table = pa.concat_tables([batch.events for batch in simulate(3_000)])
    columns = [table[name].to_pylist() for name in ("customer", "name", "channel", "surface", "actor")]
    return counted([(c, n, ch or "", s or "", a) for c, n, ch, s, a in zip(*columns, strict=True)])


def test_the_sample_gets_six_stages_and_leaves_nothing_out(sample: tuple[list[Kind], dict[int, KindStat]]) -> None:
    kinds, stats = sample
    proposed = propose(kinds, stats, span_ms=60 * DAY_MS)
    assert stage_names(proposed) == ["Discover", "Compare", "Buy", "Receive", "Use", "Come back"]
    assert 10 <= len(proposed.touchpoints) <= 14
    assert unplaced(proposed, kinds) == set()
    assert {point.stage for point in proposed.touchpoints} == {stage.id for stage in proposed.stages}
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Second order"
    assert proposed.title == "From first visit to second order"
    assert proposed.horizon == "14d"
    order = [point.name for point in proposed.touchpoints]
    assert order.index("Basket") < order.index("Checkout") < order.index("Delivery") < order.index("Second order")
    for point in proposed.touchpoints:
        assert point.origin == "proposed"
        assert point.reason.endswith(".")
        assert point.confidence is not None
        assert point.confidence >= 0.5


def test_answers_stand_where_they_were_asked(sample: tuple[list[Kind], dict[int, KindStat]]) -> None:
    kinds, stats = sample
    by_name = {m.name: point.name for point in propose(kinds, stats).touchpoints for m in point.match}
    assert by_name["Delivery Rated"] == by_name["Order Delivered"] == "Delivery"
    assert by_name["Store Visit Rated"] == by_name["Advice Given"] == "Store visit"
    assert by_name["Checkout Rated"] == by_name["Payment Failed"] == "Checkout"
    assert by_name["Email Opened"] == by_name["Email Clicked"] == "E-mail"


@pytest.mark.parametrize(("language", "first"), [("pl", "Odkrycie"), ("ro", "Descoperire"), ("zh-TW", "發現")])
def test_a_proposal_speaks_four_languages(
    sample: tuple[list[Kind], dict[int, KindStat]], language: str, first: str
) -> None:
    kinds, stats = sample
    english, other = propose(kinds, stats), propose(kinds, stats, language=language)
    assert stage_names(other)[0] == first
    assert [point.id for point in other.touchpoints] == [point.id for point in english.touchpoints]
    assert [point.name for point in other.touchpoints] != [point.name for point in english.touchpoints]
    assert [point.said[0].code for point in other.touchpoints] == [point.said[0].code for point in english.touchpoints]
    labels = [point.said[0].values["label"] for point in other.touchpoints]
    assert labels != [point.said[0].values["label"] for point in english.touchpoints]


def test_an_order_that_begins_every_journey_is_no_outcome() -> None:
    columns = ("purchase_timestamp", "approved_at", "delivered_carrier_date", "delivered_customer_date")
    rows = journey(*(f"order_{column}" for column in columns), "review_creation_date")
    proposed = propose(*counted(rows))
    assert stage_names(proposed) == ["Buy", "Receive", "Come back"]
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Delivery"


@pytest.mark.parametrize(
    "names",
    [
        ("session_start", "view_item_list", "view_item", "add_to_cart", "begin_checkout", "purchase"),
        ("Strona główna", "Lista produktów", "Obejrzano produkt", "Dodano do koszyka", "Kasa", "Złożono zamówienie"),
        (
            "Pagina principală",
            "Catalog",
            "Produs vizualizat",
            "Adăugat în coș",
            "Finalizare comandă",
            "Comandă plasată",
        ),
        ("首頁", "商品列表", "瀏覽商品", "加入購物車", "結帳", "完成訂單"),
        ("首页", "商品目录", "浏览商品", "加入购物车", "结账", "提交订单"),
    ],
)
def test_a_shop_in_other_words(names: tuple[str, ...]) -> None:
    proposed = propose(*counted(journey(*names)))
    assert [places(proposed)[name] for name in names] == ["discover", "compare", "compare", "buy", "buy", "buy"]
    assert proposed.outcome is not None
    assert proposed.outcome.match == [Match(name=names[-1])]


def test_pages_are_told_apart_by_their_surface() -> None:
    pages = ("/", "/product/:id", "/basket", "/checkout", "/about-us")
    rows = [("1", "page_view", "web", page, "customer") for page in pages]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats)
    assert [point.name for point in proposed.touchpoints] == ["Home page", "Product page", "Basket", "Checkout"]
    table = touchpoint_of(proposed, kinds)
    assert table[1:].tolist() == [0, 1, 2, 3, NONE]


def test_a_service_without_a_shop_gets_the_template_that_fits() -> None:
    names = ("Ad Clicked", "Demo Requested", "Trial Started", "Subscription Started", "Feature Used", "Invite Sent")
    proposed = propose(*counted(journey(*names)))
    assert proposed.model == "experience5"
    assert places(proposed)["Feature Used"] == "experience"
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Subscription"


def test_where_no_word_is_known_only_the_position_speaks() -> None:
    proposed = propose(*counted(journey("qa", "zb", "hx")))
    assert stage_names(proposed) == ["Start", "Middle", "End"]
    assert places(proposed) == {"qa": "start", "zb": "middle", "hx": "end"}
    assert all("position alone" in point.reason for point in proposed.touchpoints)
    assert proposed.outcome is None
    assert proposed.title == ""


def test_unknown_kinds_among_known_ones_are_not_yet_placed() -> None:
    kinds, stats = counted(journey("Product Viewed", "qa", "Product Added", "Order Completed"))
    assert unplaced(propose(kinds, stats), kinds) == {"qa"}


def test_nothing_in_nothing_out() -> None:
    assert propose([Kind(0, "", "", "", "customer")], {}) == Definitions()


def test_what_people_wrote_is_kept_word_for_word() -> None:
    mine = Definitions(
        title="Ours",
        horizon="7d",
        stages=[Stage(id="compare", name="Looking round"), Stage(id="s2", name="Purchase")],
        touchpoints=[Touchpoint(id="t1", name="Basket", stage="compare", match=[Match(name="Product *")])],
        outcome=Outcome(name="Basket filled", match=[Match(name="Product Added")]),
    )
    kinds, stats = counted(journey("Home Viewed", "Product Viewed", "Product Added", "cart", "Order Completed"))
    proposed = propose(kinds, stats, mine)
    assert (proposed.title, proposed.horizon, proposed.outcome, proposed.stages) == (
        mine.title, mine.horizon, mine.outcome, mine.stages,
    )  # fmt: skip
    assert proposed.touchpoints[0] == mine.touchpoints[0]
    assert {point.name: point.stage for point in proposed.touchpoints[1:]} == {"Basket · cart": "s2", "Order": "s2"}
    assert unplaced(proposed, kinds) == {"Home Viewed"}


def test_proposing_twice_adds_nothing(sample: tuple[list[Kind], dict[int, KindStat]]) -> None:
    kinds, stats = sample
    once = propose(kinds, stats)
    assert propose(kinds, stats, once) == once


def test_another_language_adds_to_what_is_there_and_renames_nothing() -> None:
    names = ("Home Viewed", "Product Viewed", "Order Completed")
    before = propose(*counted(journey(*names)), language="pl")
    mine = before.model_copy(update={"stages": [Stage(id=s.id, name=f"My {s.id}") for s in before.stages]})
    kinds, stats = counted(journey(*names, "Order Placed", "Cart Viewed"))
    after = propose(kinds, stats, mine, language="ro")
    assert after.stages == mine.stages
    kept = [point.name for point in before.touchpoints]
    assert [point.name for point in after.touchpoints if point.name in kept] == kept
    assert {point.name for point in after.touchpoints} - {*kept} == {"Coș"}
    order = next(point for point in after.touchpoints if point.id == "order")
    assert [match.name for match in order.match] == ["Order Completed", "Order Placed"]


@pytest.mark.parametrize(("days", "horizon"), [(0, "7d"), (2, "7d"), (27, "7d"), (60, "14d"), (365, "90d")])
def test_the_horizon_is_a_quarter_of_the_data_but_a_week_at_least(days: int, horizon: str) -> None:
    kinds, stats = counted(journey("Product Viewed", "Product Added", "Order Completed"))
    assert propose(kinds, stats, span_ms=days * DAY_MS).horizon == horizon


def test_a_new_kind_joins_the_touchpoint_that_was_proposed_for_its_like() -> None:
    before = propose(*counted(journey("Product Viewed", "Product Added", "Order Completed")))
    kinds, stats = counted(journey("Product Viewed", "Product Added", "Cart Viewed", "Order Completed"))
    after = propose(kinds, stats, before)
    basket = next(point for point in after.touchpoints if point.name == "Basket")
    assert basket.match == [Match(name="Product Added"), Match(name="Cart Viewed")]
    assert len(after.touchpoints) == len(before.touchpoints)
