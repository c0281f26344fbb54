"""The front end's files: caching, packed variants, the one page, and nothing from outside the folder."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from footpath.http.front import NONCE_PLACE
from footpath.http.limits import Limits
from footpath.http.protect import protect


def client_of(folder: Path) -> TestClient:
    app = FastAPI()
    protect(app, port=8420, limits=Limits(), static=folder)
    return TestClient(app, base_url="http://127.0.0.1:8420")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<html>the page</html>")
    (folder / "assets" / "index-Ab12Cd34.js").write_text("plain")
    (folder / "assets" / "index-Ab12Cd34.js.br").write_bytes(b"br")
    (folder / "assets" / "index-Ab12Cd34.js.gz").write_bytes(b"gz")
    (folder / "theme.js").write_text("theme")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def test_without_a_build_the_page_says_how_to_make_it(tmp_path: Path) -> None:
    response = client_of(tmp_path).get("/")
    assert response.status_code == 200
    assert "make setup" in response.text


def test_hashed_assets_are_kept_for_good_and_others_asked_for_again(built: Path) -> None:
    client = client_of(built)
    asset = client.get("/assets/index-Ab12Cd34.js", headers={"Accept-Encoding": "identity"})
    assert asset.text == "plain"
    assert "javascript" in asset.headers["content-type"]
    assert "immutable" in asset.headers["cache-control"]
    assert client.get("/theme.js").headers["cache-control"] == "no-cache"
    assert client.get("/").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("br;q=0.5", "br"), ("identity", None)],
)
def test_packed_variants_are_served_where_they_are_taken(built: Path, accepts: str, expected: str | None) -> None:
    with client_of(built).stream("GET", "/assets/index-Ab12Cd34.js", headers={"Accept-Encoding": accepts}) as response:
        assert response.headers.get("content-encoding") == expected
        assert response.headers["vary"] == "Accept-Encoding"


def test_every_view_is_the_one_page_and_missing_files_are_missing(built: Path) -> None:
    client = client_of(built)
    assert client.get("/customers/0123456789abcdef").text == "<html>the page</html>"
    assert client.get("/index.html").text == "<html>the page</html>"
    assert client.get("/assets/gone-Ab12Cd34.js").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/link.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
    ],
)
def test_nothing_from_outside_the_folder(built: Path, path: str) -> None:
    assert "secret" not in client_of(built).get(path).text
    assert "root:" not in client_of(built).get(path).text


def test_a_new_build_is_seen(built: Path) -> None:
    client = client_of(built)
    client.get("/")
    (built / "new.js").write_text("new")
    (built / "index.html").write_text("<html>the new page</html>")
    assert client.get("/").text == "<html>the new page</html>"
    assert client.get("/new.js").text == "new"


def test_a_page_with_a_place_for_a_nonce_gets_a_fresh_one(built: Path) -> None:
    (built / "index.html").write_text(f'<meta property="csp-nonce" nonce="{NONCE_PLACE}">')
    client = client_of(built)
    first, second = client.get("/"), client.get("/")
    assert first.text != second.text
    nonce = first.text.split('nonce="')[1].split('"')[0]
    assert f"style-src-elem 'self' 'nonce-{nonce}'" in first.headers["content-security-policy"]
