"""Page groups from addresses."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.collecting._surface import Templates, template


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("/product/123", "/product/:id"),
        ("https://shop.example/product/123?colour=red#top", "/product/:id"),
        ("//shop.example/", "/"),
        ("https://shop.example", "/"),
        ("/", "/"),
        ("/product/123/", "/product/:id"),
        ("/u/550e8400-e29b-41d4-a716-446655440000/edit", "/u/:uuid/edit"),
        ("/blog/2024-03-01/hello", "/blog/:date/hello"),
        ("/r/20240301", "/r/:date"),
        ("/c/9f86d081884c7d65", "/c/:hash"),
        ("/t/AbCdEf0123456789AbCdEf", "/t/:hash"),
        ("/p/red-shoes-4711.html", "/p/red-shoes-:id.html"),
        ("/about-us", "/about-us"),
        ("/v2/home", "/v2/home"),
        ("app://settings/profile", "/profile"),
        ("Settings screen", "Settings screen"),
        ("checkout", "checkout"),
    ],
)
def test_template(address: str, group: str) -> None:
    assert template(address) == group


@given(st.text(max_size=40))
def test_a_template_is_its_own_template(address: str) -> None:
    once = template(address)
    assert template(once) == once


def test_columns_keep_their_length_and_nulls() -> None:
    found = Templates().of(pa.array(["/a/1", None, "/a/2"], pa.large_string()))
    assert found.to_pylist() == ["/a/:id", None, "/a/:id"]
