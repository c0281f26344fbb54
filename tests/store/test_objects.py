"""Segments on an object store: published once, read from copies that are checked and bounded."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from footpath.analyses.funnel import Funnel
from footpath.analyses.transitions import Transitions
from footpath.store import object_urls, objects
from footpath.store.engines._engine import EngineError
from footpath.store.objects import CACHE, CACHE_GB, SWEPT_AFTER_S, Objects, cache_folder, part_of, publish
from footpath.store.segment import Damaged
from footpath.store.snapshot import segments_at
from footpath.store.source import Source
from footpath.workspace import Workspace


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.create(tmp_path_factory.mktemp("shop") / "ws") as made:
        made.sample(customers=200)
        made.compact()
        made.sample(customers=20, seed=8)
        yield made


@pytest.fixture(autouse=True)
def forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no copies yet."""
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    segments_at.cache_clear()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"file://{tmp_path}/bucket/shop"


def rows_of(shop: Workspace) -> list[Any]:
    manifest = shop._store.snapshot().manifest
    return [*manifest.base, *manifest.spans]


class Away:
    """The engine of this process, reading from an object store alone."""

    def __init__(self, url: str) -> None:
        self.url = url

    def run(self, analysis: Any, frame: Any, source: Source, go_on: Any) -> Any:
        away = source.at(self.url, go_on)
        total = analysis.zero(frame)
        for part in away.ranges:
            total = total + analysis.fold(away.block(part, frame), frame)
        return total


@pytest.mark.parametrize("analysis", [Funnel(steps=["Product Viewed", "Order Completed"]), Transitions()])
def test_answers_are_the_same_from_there(shop: Workspace, url: str, analysis: Any) -> None:
    assert shop.run(analysis, engine=Away(url)).to_dict() == shop.run(analysis).to_dict()  # type: ignore[arg-type]
    assert {path.name for path in cache_folder().glob("*/*")} == {row.file for row in rows_of(shop)}


def test_each_segment_is_sent_once(shop: Workspace, url: str) -> None:
    told: list[tuple[int, int]] = []
    first = shop.publish(url, told=lambda done, of: told.append((done, of)))
    rows = rows_of(shop)
    assert (first.segments, first.sent, first.bytes) == (len(rows), len(rows), sum(row.bytes for row in rows))
    assert [done for done, _ in told] == [sum(row.bytes for row in rows[:place]) for place in range(len(rows))]
    assert Objects(url).sizes() == {row.file: row.bytes for row in rows}
    again = shop.publish(url)
    assert (again.sent, again.bytes) == (0, 0)


def test_stopped_in_the_middle_it_goes_on(shop: Workspace, url: str) -> None:
    class Enough(Exception):
        pass

    def told(done: int, of: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        shop.publish(url, told=told)
    there = Objects(url).sizes()
    assert len(there) == 1
    assert shop.publish(url).sent == len(rows_of(shop)) - 1


def test_what_was_cut_short_is_sent_again(shop: Workspace, url: str) -> None:
    shop.publish(url)
    cut = Path(url.removeprefix("file://")) / rows_of(shop)[0].file
    os.truncate(cut, 100)
    assert shop.publish(url).sent == 1


def test_only_what_no_version_needs_for_a_day_is_swept(shop: Workspace, url: str) -> None:
    shop.publish(url)
    folder = Path(url.removeprefix("file://"))
    old, new = "1-0123456789ab.arrow", "2-0123456789ab.arrow"
    others = {"report.arrow", "1-0123456789ab.arrow.bak", "prices.csv"}
    for name, age_s in ((old, SWEPT_AFTER_S + 60), (new, 60), *((name, SWEPT_AFTER_S + 60) for name in others)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age_s,) * 2)
    for row in rows_of(shop):
        os.utime(folder / row.file, (0, 0))
    assert shop.publish(url, sweep=True).deleted == 1
    assert {path.name for path in folder.iterdir()} == {new, *others, *(row.file for row in rows_of(shop))}


def test_a_changed_object_is_never_read(shop: Workspace, url: str) -> None:
    shop.publish(url)
    row = rows_of(shop)[0]
    path = Path(url.removeprefix("file://")) / row.file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="is not what it was when it was published"):
        part_of(url, row)
    assert not [*cache_folder().glob("*/*")]


def test_a_missing_object_is_a_sentence(shop: Workspace, url: str) -> None:
    with pytest.raises(Damaged, match="footpath segments publish"):
        part_of(url, rows_of(shop)[0])


def test_copies_stay_within_their_bound(shop: Workspace, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.publish(url)
    rows = rows_of(shop)
    assert len(rows) > 1
    most = max(row.bytes for row in rows) * 1.5
    monkeypatch.setenv(CACHE_GB, str(most / 1e9))
    for row in rows:
        part = part_of(url, row)
        assert part.columns["kind"].sum() > 0  # also of what was deleted meanwhile: it stays mapped
    held = [*cache_folder().glob("*/*")]
    assert rows[-1].file in {path.name for path in held}
    assert sum(path.stat().st_size for path in held) <= most


def test_a_copy_that_is_there_is_not_fetched_again(shop: Workspace, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.publish(url)
    row = rows_of(shop)[0]
    part_of(url, row)
    monkeypatch.setattr(Objects, "get", lambda *_: pytest.fail("It was fetched again."))
    assert len(part_of(url, row).customers) == row.customers


def test_several_fetch_the_same_at_once(shop: Workspace, url: str) -> None:
    shop.publish(url)
    row = rows_of(shop)[0]
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(part_of(url, row).customers))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [row.customers] * 8
    assert [path.name for path in cache_folder().glob("*/*")] == [row.file]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    yield
    objects.objects_at.cache_clear()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/tmp/shop", "is none that can be read here"),
        ("nope://bucket", "is none that can be read here"),
        ("s3://[bucket", "is none that can be read here"),
        ("s3://bucket/shop?endpoint_override=http://127.0.0.1:1&region=x", "cannot be read or written"),
    ],
)
@pytest.mark.usefixtures("keys")
def test_an_address_that_is_none_is_a_sentence(shop: Workspace, url: str, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        publish(shop.root / "segments", rows_of(shop), url)


@pytest.mark.parametrize(
    "url",
    [
        "s3://key:h1dden@bucket/shop",
        "s3://h1dden@bucket/shop",
        "s3://bucket/shop?secret_key=h1dden",
        "S3://bucket/shop?Secret_Key=h1dden",
        "s3://bucket/shop?AWSAccessKeyId=h1dden",
        "s3://bucket/shop?%73ecret_key=h1dden",
        "s3://bucket/shop?X-Amz-Signature=h1dden",
        "abfss://:h1dden@account.dfs.core.windows.net/shop",
        "abfss://shop:h1dden@account.dfs.core.windows.net/",
        "abfss://box@account.dfs.core.windows.net/shop?sig=h1dden",
        "nope://bucket/shop?other=h1dden",
        "nope://user:h1dden@bucket/shop",
        "s3://bucket/shop?unheard=h1dden&endpoint_override=http://127.0.0.1:1",
        "s3://user:h1dden@[bucket/shop",
    ],
)
@pytest.mark.usefixtures("keys")
def test_nothing_that_could_be_a_key_is_repeated(shop: Workspace, url: str) -> None:
    with pytest.raises(EngineError) as raised:
        publish(shop.root / "segments", rows_of(shop), url)
    assert "h1dden" not in str(raised.value)
    assert not any("h1dden" in str(part) for part in raised.value.args)


def test_the_container_of_azure_is_no_user() -> None:
    files, root = object_urls.opened("abfss://box@account.dfs.core.windows.net/shop")
    assert (files.type_name, root) == ("abfs", "box/shop")
