"""Names as tokens."""

import pytest

from footpath.vocabulary.tokens import stem, tokens


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Product Viewed", ["product", "viewed"]),
        ("productViewed", ["product", "viewed"]),
        ("HTTPRequestSent", ["http", "request", "sent"]),
        ("product_viewed", ["product", "viewed"]),
        ("product-viewed.v2", ["product", "viewed"]),
        ("Złożono zamówienie", ["zlozono", "zamowienie"]),
        ("Plată eșuată", ["plata", "esuata"]),
        ("T07-1 Draft intern advice aspect 1", ["draft", "intern", "advice", "aspect"]),
        ("E-mail Opened", ["email", "opened"]),
        ("order_purchase_timestamp", ["order", "purchase"]),
        ("加入購物車", ["加入購物車"]),
        ("404", ["404"]),
        ("", []),
        ("—", []),
    ],
)
def test_tokens(name: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(name)] == expected


@pytest.mark.parametrize(
    "family", ["view views viewed viewing", "compare compared compares", "cancel cancelled canceled", "ship shipped"]
)
def test_forms_of_an_english_word_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1
