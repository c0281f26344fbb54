"""The lists of words: they know the standards and four languages, and they do not guess."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from footpath.definitions.templates import ROLES
from footpath.vocabulary import words
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.stage_roles import CASE, SHOP
from footpath.vocabulary.words import LANGUAGES, concepts, group_label, match, match_name

FOLDER = Path(words.__file__).parent / "words"


def about(name: str, channel: str = "", surface: str = "") -> str | None:
    hit = match(Kind(1, name, channel, surface, "customer"))
    return hit.concept.id if hit else None


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Product Added", "basket"),
        ("product_added", "basket"),
        ("productAdded", "basket"),
        ("add_to_cart", "basket"),
        ("begin_checkout", "checkout"),
        ("view_item", "product"),
        ("purchase", "order"),
        ("Order Completed", "order"),
        ("Order Shipped", "updates"),
        ("Order Delivered", "delivery"),
        ("Order Refunded", "returns"),
        ("Live Chat Conversation Started", "support"),
        ("Email Link Clicked", "email"),
        ("Second Order Completed", "second_order"),
        ("Review Read", "reviews_read"),
        ("Review Submitted", "review"),
        ("Competitor Compared", "competitor"),
        ("Help Article Viewed", "help"),
        ("NPS Answered", "recommendation"),
        ("A_SUBMITTED", "application"),
        ("A_ACCEPTED", "assessed"),
        ("O_ACCEPTED", "approval"),
        ("W_Nabellen offertes", "offer_call"),
        ("T06 Determine necessity of stop advice", "advice"),
        ("order_delivered_carrier_date", "updates"),
        ("order_delivered_customer_date", "delivery"),
        ("Dodano do koszyka", "basket"),
        ("Złożono zamówienie", "order"),
        ("Płatność odrzucona", "payment"),
        ("Zwrot towaru", "returns"),
        ("Otwarto e-mail", "email"),
        ("Drugie zamówienie", "second_order"),
        ("Adăugat în coș", "basket"),
        ("Comandă plasată", "order"),
        ("Livrare întârziată", "updates"),
        ("Vizită la magazin", "store"),
        ("Recenzie trimisă", "review"),
        ("加入購物車", "basket"),
        ("加入购物车", "basket"),
        ("完成訂單", "order"),
        ("提交订单", "order"),
        ("訂單已送達", "delivery"),
        ("申請退貨", "returns"),
        ("首頁", "home"),
        ("再次購買", "second_order"),
    ],
)
def test_names_that_are_known(name: str, concept: str) -> None:
    assert about(name) == concept


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Delivery Rated", "delivery"),
        ("Store Visit Rated", "store"),
        ("Checkout CSAT", "checkout"),
        ("Ocena dostawy", "delivery"),
        ("Evaluare livrare", "delivery"),
        ("配送評分", "delivery"),
    ],
)
def test_an_answer_belongs_to_what_was_asked_about(name: str, concept: str) -> None:
    hit = match_name(name)
    assert hit is not None
    assert (hit.concept.id, hit.rated) == (concept, True)


@pytest.mark.parametrize(
    "name", ["foo bar", "e1", "x", "Heartbeat", "Widget Rendered", "page_view", "click", "一二", "", "—"]
)
def test_unknown_stays_unknown(name: str) -> None:
    assert match(Kind(1, name, "web", "", "customer")) is None


def test_an_empty_name_is_told_by_its_page_and_then_by_its_channel() -> None:
    assert about("page_view", "web", "/") == "home"
    assert about("page_view", "web", "/product/:id") == "product"
    assert about("Page Viewed", "web", "/produkty/koszyk") == "basket"
    assert about("Opened", "email") == "email"
    assert about("Heartbeat", "email") is None


def test_the_more_of_a_name_is_known_the_surer() -> None:
    found = [match_name(name) for name in ("Delivery", "Delivery Window", "Delivery Window Team Moved")]
    sure = [hit.confidence for hit in found if hit]
    assert len(sure) == 3
    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == 3


def test_a_reason_names_the_list() -> None:
    hit = match_name("Product Added")
    assert hit is not None
    assert hit.reason() == "Named like an event of “Basket” (Segment spec)."
    assert hit.reason("pl").parts[0]["values"]["label"] == "Koszyk"


def test_most_events_of_the_segment_specification_are_known(data: Callable[[str], Path]) -> None:
    lines = (data("segment_spec_payloads") / "segment_spec_examples.jsonl").read_text("utf-8").splitlines()
    events = {json.loads(line).get("payload", {}).get("event") for line in lines}
    named = {event for event in events if isinstance(event, str)}
    assert len(named) > 40
    assert sum(1 for event in named if about(event)) / len(named) > 0.75


def test_every_concept_has_a_stage_and_a_label_in_every_language() -> None:
    roles = {role for stage in (*SHOP, *CASE) for role in stage.roles}
    assert set(ROLES) <= roles
    for concept in concepts().values():
        assert concept.roles
        assert set(concept.roles) <= roles
        assert set(concept.labels) == set(LANGUAGES)
        if concept.group:
            assert all(group_label(concept.group, language) for language in LANGUAGES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_every_word_of_a_list_leads_to_its_own_concept(path: Path) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    lost = []
    for concept, texts in content.get("words", {}).items() if "source" in content else ():
        for text in texts:
            hit = match_name(text.lstrip("=").replace("*", ""))
            if hit is None or hit.concept.id != concept:
                lost.append((text, concept, hit and hit.concept.id))
    assert lost == []
