"""What is proposed for real and for made-up event files, and what is left alone."""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pytest

from footpath.analyses.proposal import KindStat, propose
from footpath.definitions.lookup import NONE, touchpoint_of
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.sample import simulate
from footpath.vocabulary.kind import Kind

#: customer, name, channel, surface, actor; in the order of time.
Row = tuple[str, str, str, str, str]
DAY_MS = 86_400_000


def counted(rows: Iterable[Row]) -> tuple[list[Kind], dict[int, KindStat]]:
    """Kinds and statistics of events, the plain way."""
    kinds = [Kind(0, "", "", "", "customer")]
    codes: dict[tuple[str, ...], int] = {}
    journeys: dict[str, list[int]] = defaultdict(list)
    for customer, *parts in rows:
        if tuple(parts) not in codes:
            codes[tuple(parts)] = len(kinds)
            kinds.append(Kind(len(kinds), *parts))
        journeys[customer].append(codes[tuple(parts)])
    places: dict[int, list[float]] = defaultdict(list)
    holders: dict[int, set[str]] = defaultdict(set)
    last: dict[int, int] = defaultdict(int)
    for customer, events in journeys.items():
        last[events[-1]] += 1
        for rank, code in enumerate(events):
            places[code].append(rank / max(len(events) - 1, 1))
            holders[code].add(customer)
    return kinds, {
        code: KindStat(
            len(holders[code]), len(found), sorted(found)[len(found) // 2], last[code] / len(holders[code])
        )
        for code, found in places.items()
    }  # fmt: skip


def journey(*names: str, customers: int = 10) -> list[Row]:
    return [(str(i), name, "", "", "customer") for i in range(customers) for name in names]


def stage_names(definitions: Definitions) -> list[str]:
    return [stage.name for stage in definitions.stages]


def places(definitions: Definitions) -> dict[str, str]:
    """Event name -> id of its stage."""
    return {match.name or "": point.stage or "" for point in definitions.touchpoints for match in point.match}


def unplaced(definitions: Definitions, kinds: list[Kind]) -> set[str]:
    table = touchpoint_of(definitions, kinds)
    return {kind.name for kind in kinds[1:] if table[kind.code] == NONE}


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
    assert all("Named" not in point.reason for point in other.touchpoints)


def test_loans(data: Callable[[str], Path]) -> None:
    with gzip.open(data("bpi2012_loan_application") / "bpic2012.xes.gz", "rt") as file:
        text = file.read()
    name = re.compile(r'"concept:name" value="([^"]*)"')
    rows = [
        (str(i), found.group(1), "", "", "customer")
        for i, trace in enumerate(text.split("<trace>")[1:])
        for event in trace.split("<event>")[1:]
        if (found := name.search(event))
    ]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats, span_ms=166 * DAY_MS)
    assert stage_names(proposed) == ["Apply", "Check", "Offer", "Decide"]
    assert 10 <= len(proposed.touchpoints) <= 14
    assert unplaced(proposed, kinds) == set()
    where = places(proposed)
    assert (where["A_SUBMITTED"], where["A_PREACCEPTED"], where["O_SENT"]) == ("apply", "check", "make-offer")
    assert where["A_APPROVED"] == where["A_DECLINED"] == "rule"
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Approval"
    assert proposed.horizon == "30d"


def test_permits(data: Callable[[str], Path]) -> None:
    with gzip.open(data("municipality_receipt_log") / "receipt.csv.gz", "rt", newline="") as file:
        entries = sorted(csv.DictReader(file), key=lambda entry: entry["time:timestamp"])
    rows = [(e["case:concept:name"], e["concept:name"], e["case:channel"], "", "customer") for e in entries]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats)
    assert stage_names(proposed) == ["Apply", "Check", "Decide"]
    assert unplaced(proposed, kinds) == set()
    assert places(proposed)["Confirmation of receipt"] == "apply"
    assert places(proposed)["T10 Determine necessity to stop indication"] == "rule"


def test_shop_clicks(data: Callable[[str], Path]) -> None:
    with gzip.open(data("ecom_eventstream") / "ecom.csv.gz", "rt", newline="") as file:
        rows = [(e["user_id"], e["event"], "", "", "customer") for e in csv.DictReader(file)]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats)
    assert stage_names(proposed) == ["Discover", "Compare", "Buy", "Use"]
    assert unplaced(proposed, kinds) == set()
    where = places(proposed)
    assert (where["catalog"], where["add_to_cart"], where["purchase"]) == ("compare", "buy", "buy")
    assert proposed.outcome is not None
    assert proposed.outcome.match == [Match(name="purchase")]


def test_segment_payloads(data: Callable[[str], Path]) -> None:
    lines = (data("segment_spec_payloads") / "segment_spec_examples.jsonl").read_text("utf-8").splitlines()
    events = [json.loads(line).get("payload", {}).get("event") for line in lines]
    kinds, stats = counted([("1", event, "", "", "customer") for event in events if isinstance(event, str)])
    proposed = propose(kinds, stats)
    assert len(proposed.touchpoints) == 14
    assert proposed.stages[0].id == "discover"
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Order"


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


def test_a_new_kind_joins_the_touchpoint_that_was_proposed_for_its_like() -> None:
    before = propose(*counted(journey("Product Viewed", "Product Added", "Order Completed")))
    kinds, stats = counted(journey("Product Viewed", "Product Added", "Cart Viewed", "Order Completed"))
    after = propose(kinds, stats, before)
    basket = next(point for point in after.touchpoints if point.name == "Basket")
    assert basket.match == [Match(name="Product Added"), Match(name="Cart Viewed")]
    assert len(after.touchpoints) == len(before.touchpoints)
