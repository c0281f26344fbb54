"""The dictionary and the rules as the page asks for them."""

from typing import Any

from tests.http.server_process import SHOP, bring


def test_kinds_rules_gaps_and_faults_over_http(server: Any) -> None:
    bring(server, SHOP)
    kinds = server.get("/api/dictionary")["kinds"]
    assert sum(kind["events"] for kind in kinds) == 5
    one = next(kind for kind in kinds if kind["name"] == "Order Completed")
    answer = server.get(f"/api/dictionary/{one['code']}")
    assert (answer["events"], answer["samples"][0]["value"]) == (1, 49.5)
    assert server.get(f"/api/customers/{answer['samples'][0]['customer']}")["key"] == "anna"

    found = server.post("/api/definitions/match", match=[{"name": "product*", "channel": "app"}])
    assert (found["kinds"], found["events"], found["customers"]) == (2, 2, 1)
    assert found["matches"] == [{"kinds": 2, "events": 2}]
    check = server.get("/api/definitions/check")
    assert sum(touchpoint["events"] for touchpoint in check["touchpoints"]) == 5

    touchpoint = server.get("/api/definitions")["definitions"]["touchpoints"][0]["id"]
    op = {"do": "set_match", "touchpoint": touchpoint, "match": [{"name": "Nothing"}]}
    server.post("/api/definitions/edit", op=op, why="tried")
    assert server.get("/api/definitions/history")["versions"][0]["why"] == "tried"
    assert touchpoint in server.get("/api/definitions/check")["touchpoints_idle"]
    checked = server.post("/api/definitions/yaml/check", yaml="version: 1\ntitel: Shop\n")
    assert [fault["line"] for fault in checked["faults"]] == [2]
    same = server.post("/api/definitions/yaml/check", yaml=server.get("/api/definitions/yaml")["yaml"])
    assert same == {"faults": [], "same": True}


def test_what_is_not_there_or_says_nothing_is_refused(server: Any, refused: Any) -> None:
    assert refused(server.client.get("/api/dictionary/7")) == (404, "no_such_kind")
    assert refused(server.client.get("/api/dictionary/none"))[0] == 422
    for match in ([], [{}], [{"name": " "}]):
        assert refused(server.client.post("/api/definitions/match", json={"match": match}))[0] == 422
