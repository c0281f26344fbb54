"""Wrong and hostile files: each gets a sentence or rejected rows, in bounded time and memory, never a traceback."""

import gzip
import io
import os
import time
import tracemalloc
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.reading import open_file

HEAD = b"customer,time,event\n"


def written(path: Path, *parts: bytes) -> Path:
    path.write_bytes(b"".join(parts))
    return path


def taken(path: Path) -> tuple[int, dict[str, int]]:
    """Events, and rejected rows by reason."""
    events = 0
    rejected: dict[str, int] = {}
    for batch in open_file(path).batches():
        events += batch.events.num_rows
        for one in batch.rejected:
            rejected[one.reason] = rejected.get(one.reason, 0) + 1
    return events, rejected


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "a,b")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "blanks"),
        (os.urandom(1) + bytes(range(256)) * 40, "binary"),
        (zipped(), "ZIP"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"PAR1" + b"x" * 100, "Parquet"),
        (b"\x1f\x8b" + b"\x08" + b"x" * 100, "damaged"),
        (gzip.compress(HEAD + b"a,2024-01-01,x\n" * 100_000)[:-2000], "damaged"),
        (b"<html><body>events</body></html>", "no XES log"),
        (b'<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "b">]><log>&a;</log>', "entities"),
        (b"<log><trace><event></trace></log>", "XML"),
        (b"[\n1,\n2\n]", "one object a line"),
        (b'{"a": 1\n"b": 2}\n', "one object a line"),
        (b"{" * 100_000, "one object a line"),
    ],
)
def test_no_events(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        taken(written(tmp_path / "file", content))


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not there"):
        open_file(tmp_path)
    with pytest.raises(Unreadable, match="not there"):
        open_file(tmp_path / "nothing.csv")


@pytest.mark.parametrize("head", [b"", HEAD], ids=["first line", "later line"])
def test_two_gigabytes_in_one_line(tmp_path: Path, head: bytes) -> None:
    """The file is sparse; its line is made of NUL bytes, or of one cell that has no end."""
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(head + b"a,2024-01-01,x\n" * bool(head) + b"y" * 5_000_000)
        file.truncate(2 << 30)
    began = time.monotonic()
    tracemalloc.start()
    if head:
        assert taken(path) == (1, {"too_large": 1})
    else:
        with pytest.raises(Unreadable, match="1 MB"):
            taken(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 << 20
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("line", [b"a,2024-01-01,x\n", b"\0" * 15, b"a" * 15], ids=["rows", "zeros", "one line"])
@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_bombs(tmp_path: Path, line: bytes, kind: str) -> None:
    path = tmp_path / "bomb.csv"
    with pa.CompressedOutputStream(str(path), kind) as out:
        out.write(HEAD)
        block = line * 200_000
        for _ in range(60):
            out.write(block)
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"times its size|binary|1 MB"):
        taken(path)
    assert time.monotonic() - began < 60


def test_a_parquet_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    block = pa.table({"customer": ["c" * 500] * 100_000, "time": [1_700_000_000_000] * 100_000})
    with pq.ParquetWriter(path, block.schema, use_dictionary=False, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(block)
    with pytest.raises(Unreadable, match="times its size"):
        taken(path)


def test_billion_laughs_behind_a_long_comment(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(12))
    text = f"<?xml version='1.0'?><!--{'x' * 70_000}<log--><!DOCTYPE log [{entities}]><log><trace><event>"
    text += '<string key="concept:name" value="&l11;"/></event></trace></log>'
    with pytest.raises(Unreadable):
        taken(written(tmp_path / "a.xes", text.encode()))


def test_an_xml_file_of_nothing_but_attributes(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xes", b"<log>", b'<string key="a" value="b"/>' * 1_000_000, b"</log>")
    with pytest.raises(Unreadable, match="no event in 16 MB"):
        taken(path)


def test_an_outside_entity_is_not_read(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", b"secret")
    text = f'<?xml version="1.0"?><!DOCTYPE log SYSTEM "{secret}"><log><trace><event/></trace></log>'
    with pytest.raises(Unreadable, match="document type"):
        taken(written(tmp_path / "a.xes", text.encode()))


def test_impossible_dates(tmp_path: Path) -> None:
    rows = [
        b"a,2024-01-01,x",
        b"a,0000-00-00,x",
        b"a,0001-01-01,x",
        b"a,9999-12-31,x",
        b"a,2024-02-30,x",
        b"a,soon,x",
        b"a,,x",
    ]
    rows += [b"a,2024-01-02,x"] * 20
    path = written(tmp_path / "a.csv", HEAD, b"\n".join(rows))
    assert taken(path) == (21, {"bad_time": 3, "time_out_of_range": 2, "no_time": 1})


@pytest.mark.parametrize("wild", ["99999999999999999999", "1e308", "-1", "nan", "inf"])
def test_impossible_epochs(tmp_path: Path, wild: str) -> None:
    path = written(tmp_path / "a.csv", HEAD, b"a,1700000000,x\n" * 30, b"a,%s,x\n" % wild.encode())
    reading = open_file(path, options={"time_format": "epoch_s"})
    [batch] = reading.batches()
    assert batch.events.num_rows == 30 + (wild == "-1")
    assert [one.line for one in batch.rejected] == [32] * (wild != "-1")


def test_a_million_names(tmp_path: Path) -> None:
    rows = b"".join(b"c%d,2024-01-01,name %d\n" % (i % 99, i) for i in range(200_000))
    with pytest.raises(Unreadable, match="100,000 kinds"):
        taken(written(tmp_path / "a.csv", HEAD.replace(b"event", b"event_name"), b"c,2024-01-01,same\n" * 30_000, rows))


def test_two_thousand_keys(tmp_path: Path) -> None:
    lines = b"".join(b'{"userId": "a", "timestamp": "2024-01-01", "event": "x", "k%d": 1}\n' % i for i in range(3_000))
    with pytest.raises(Unreadable, match="2,000 different keys"):
        taken(written(tmp_path / "a.jsonl", lines))


def test_odd_json_lines(tmp_path: Path) -> None:
    good = '{"userId": "ż", "timestamp": "2024-01-01T00:00:00Z", "event": "x"}\n'.encode()
    odd = [
        b"[1]\n", b"{oops\n", b'{"userId": "\xff"}\n', b'{"userId": "' + b"x" * 1_200_000 + b'"}\n',
        b'{"userId": "\\ud800", "timestamp": "2024-01-01T00:00:00Z", "event": "x"}\n', b'{"a":' * 50_000 + b"\n",
        b'{"n": ' + b"9" * 10_000 + b"}\n", b"\n",
    ]  # fmt: skip
    events, rejected = taken(written(tmp_path / "a.jsonl", good, *odd, good))
    assert events == 3
    assert rejected == {"bad_json": 4, "bad_encoding": 1, "too_large": 1}


def test_quotes_that_never_close_do_not_take_forever(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEAD, b'a,2024-01-01,"x\n' * 300_000)
    began = time.monotonic()
    try:
        taken(path)
    except Unreadable as fault:
        assert "quotes" in str(fault)  # noqa: PT017
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "content", [b"customer,time,event\r\n\0\0\0,\0,\0\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b",\n,\n", b'"', b'""\n""']
)
def test_scraps(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable):
        taken(written(tmp_path / "a.csv", content))
