"""What the data room answers: ids that last, pages, periods, the language of names and of refusals."""

import signal
from collections.abc import Callable
from typing import Any

from tests.http.server_process import SHOP, bring, long_file


def test_an_import_has_its_id_from_the_start_whatever_becomes_of_it(start: Callable[..., Any]) -> None:
    """Two are started, the process is killed at once: neither id is unknown afterwards."""
    first = start()
    uploads = [first.upload("long.csv", long_file(400_000)), first.upload("next.csv", SHOP)]
    numbers = [first.post("/api/imports", upload=upload)["import_id"] for upload in uploads]
    first.stop(signal.SIGKILL)
    second = start()
    assert {second.get(f"/api/imports/{number}")["state"] for number in numbers} <= {"interrupted", "done"}
    assert [row["id"] for row in second.get("/api/imports")["imports"]] == numbers[::-1]


def test_rejected_rows_are_paged_by_reason_and_the_same_file_twice_lists_them_once(server: Any) -> None:
    bad = b"customer,time,event\n" + b"".join(b"a,never %d,View\n" % i for i in range(30)) + b",2026-01-01,View\n"
    good = b"ann,2026-01-01,View\n" * 100
    one, two = bring(server, bad + good), bring(server, bad + good)
    assert (one["rejected"], two["rejected"], two["skipped"]) == (31, 31, 100)
    answer = server.get("/api/rejected?limit=0")
    assert (answer["total"], answer["by_reason"], answer["rows"]) == (31, {"bad_time": 30, "no_customer": 1}, [])
    pages = [server.get(f"/api/rejected?reason=bad_time&limit=20&offset={at}")["rows"] for at in (0, 20, 40)]
    assert [len(rows) for rows in pages] == [20, 10, 0]
    assert [row["line"] for rows in pages for row in rows] == list(range(2, 32))
    assert server.get(f"/api/imports/{two['id']}/rejected")["total"] == 31
    server.post(f"/api/imports/{one['id']}/undo")
    assert server.get("/api/rejected")["total"] == 31


def test_customers_are_paged_without_gap_or_repeat(server: Any) -> None:
    rows = b"".join(b"c%02d,2026-01-0%d,View\n" % (i, 1 + i % 2) for i in range(50))
    bring(server, b"customer,time,event\n" + rows)
    pages = [server.post("/api/customers/search", limit=20, offset=at)["rows"] for at in (0, 20, 40, 60)]
    assert [len(page) for page in pages] == [20, 20, 10, 0]
    assert len({row["id"] for page in pages for row in page}) == 50
    assert pages[0] + pages[1] + pages[2] == server.post("/api/customers/search", limit=50)["rows"]


def test_an_empty_store_has_no_period_and_a_table_with_a_header(server: Any) -> None:
    drawn = server.post("/api/map")["answer"]
    assert drawn["n"] == 0
    assert drawn["period"] == {"from": None, "to": None, "timezone": "Europe/Warsaw"}
    moves = server.post("/api/transitions", period={"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"})
    assert moves["period"]["from"] == "2026-01-01T00:00:00.000Z"
    table = server.client.post("/api/export", json={"answer": "transitions"}).content.decode("utf-8-sig")
    assert table == "from,to,count,customers,share,low,high,median_s,mean_s\r\n"


def test_what_is_proposed_speaks_the_language_of_the_request(server: Any) -> None:
    upload = server.upload("shop.csv", SHOP)
    polish = {"Accept-Language": "pl-PL,en;q=0.5"}
    started = server.client.post("/api/imports", json={"upload": upload}, headers=polish).json()
    server.ended(started["import_id"])
    stages = [stage["name"] for stage in server.get("/api/definitions")["definitions"]["stages"]]
    assert "Zakup" in stages
    op = {"op": {"do": "use_model", "model": "classic6"}}
    chinese = server.client.post("/api/definitions/edit", json=op, headers={"Accept-Language": "zh-TW"}).json()
    assert chinese["definitions"]["stages"][0]["name"] == "認知"


def test_refusals_carry_their_sentence_in_codes_and_values(server: Any) -> None:
    refused = server.client.get(f"/api/customers/{'0' * 16}").json()["error"]
    assert refused["said"] == [{"code": "error.no_such_customer", "values": {}}]
    upload = server.upload("shop.csv", SHOP)
    wrong = server.client.post(f"/api/uploads/{upload}/preview", json={"mapping": {"customer": "kunde"}})
    error = wrong.json()["error"]
    assert [part["code"] for part in error["said"]] == ["file.no_column", "file.its_columns"]
    assert error["sentence"].startswith("The file has no column 'kunde'. Its columns are: customer, time, event")
