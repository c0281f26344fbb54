"""What every protocol of the shelf promises, whoever wrote it: found by looking, so that a new one is tested unseen."""

import json
import random
import zlib
from pathlib import Path

import pytest
from tests.collecting.live_shop import NOW
from tests.collecting.protocols.examples import EXAMPLES, GARBAGE, HOSTILE, KEY, Example, mutated

from footpath.collecting.protocols._protocol import Delivery, Envelope, Message, Protocol, Refused, Request
from footpath.collecting.receive import protocols
from footpath.vocabulary.event import REASONS, Rejection

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(protocols())


@pytest.fixture(params=NAMES)
def protocol(request: pytest.FixtureRequest) -> Protocol:
    return protocols()[request.param]


def delivered(protocol: Protocol, request: Request, envelope: Envelope) -> Delivery:
    body = request.body if envelope.body is None else envelope.body
    return Delivery(1, protocol.name, NOW, request.path, "", "", body)


def said(protocol: Protocol, request: Request) -> list[Message | Rejection] | None:
    """What a request says; None where it is refused. Each promise that holds for any request is looked at here."""
    try:
        envelope = protocol.open(request)
    except Refused as refused:
        status, sentence = refused.status, str(refused)
    else:
        return _understood(protocol, request, envelope)
    assert 400 <= status < 500
    assert sentence.endswith(".")
    return None


def _understood(protocol: Protocol, request: Request, envelope: Envelope) -> list[Message | Rejection]:
    assert envelope.write_key is None or isinstance(envelope.write_key, str)
    assert protocol.reply(request, envelope).status < 300
    if not envelope.events:
        return []
    delivery = delivered(protocol, request, envelope)
    found = [*protocol.messages(delivery)]
    assert len(found) == envelope.events
    assert found == [*protocol.messages(delivery)]
    for place, one in enumerate(found, 1):
        if isinstance(one, Rejection):
            assert (one.line, one.reason in REASONS) == (place, True)
        else:
            assert one.name
            assert one.keys
            assert all(key.text for key in one.keys)
            assert one.actor in ("customer", "company", "system")
    return found


def requests(protocol: Protocol, body: bytes) -> list[Request]:
    paths = [path.replace("{type}", "track").replace("{key}", KEY) for path in protocol.paths]
    return [Request(method, path, {}, {}, body) for path in paths for method in (*protocol.methods, "HEAD")]


def test_paths_belong_to_one_protocol_and_hide_no_page() -> None:
    paths = [path for protocol in protocols().values() for path in protocol.paths]
    assert len(paths) == len(set(paths))
    assert all(path.startswith("/") and not path.endswith("/") and "//" not in path for path in paths)
    router = (ROOT / "web/src/app/router.tsx").read_text(encoding="utf-8")
    assert not [path for path in paths if f'"{path}"' in router]


def test_every_protocol_has_examples() -> None:
    assert sorted(EXAMPLES) == NAMES


def test_every_protocol_is_documented(protocol: Protocol) -> None:
    page = (ROOT / "docs/collecting.md").read_text(encoding="utf-8")
    assert protocol.title in page
    fixed = [path.partition("{")[0] for path in protocol.paths]
    assert [path for path in fixed if (path.rpartition("/")[0] or path) not in page] == []
    assert protocol.__doc__


def test_sound_requests_are_understood(protocol: Protocol) -> None:
    for example in EXAMPLES[protocol.name]:
        request = example.request()
        assert protocol.open(request).write_key == KEY
        found = said(protocol, request)
        assert found
        assert isinstance(found[0], Message)


def test_garbage_is_refused_or_rejected(protocol: Protocol) -> None:
    for body in GARBAGE:
        for request in requests(protocol, body):
            assert not [one for one in said(protocol, request) or [] if isinstance(one, Message)]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:20])
def test_one_bad_event_hinders_no_other(protocol: Protocol, hostile: str) -> None:
    """Any value of a sound request may be replaced by any other: what is beside it comes in as before."""
    for example in EXAMPLES[protocol.name]:
        if not isinstance(example.body, dict | list):
            continue
        text = json.dumps(example.body)
        values = {json.dumps(value) for value in _leaves(example.body)}
        for value in sorted(values):
            body = text.replace(f": {value}", f": {hostile}", 1).encode()
            said(protocol, Request("POST", example.path, example.query, example.headers, body))


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


@pytest.mark.parametrize("place", [0, 1])
def test_events_beside_a_bad_one_come_in(protocol: Protocol, place: int) -> None:
    for example in EXAMPLES[protocol.name]:
        field = next(
            (name for name in ("batch", "events") if isinstance(example.body, dict) and name in example.body), ""
        )
        if not field:
            continue
        whole = said(protocol, example.request())
        assert whole is not None
        for hostile in ("null", "7", '"text"', "[]", '{"strange":"\\ud800"}', '{"a":' + "[" * 400 + "]" * 400 + "}"):
            events = [json.dumps(event) for event in example.body[field]]
            events.insert(place, hostile)
            rest = {name: value for name, value in example.body.items() if name != field}
            body = json.dumps({**rest, field: ["@"]}).replace('["@"]', f"[{','.join(events)}]")
            found = said(protocol, Request("POST", example.path, example.query, example.headers, body.encode()))
            assert found is not None
            assert isinstance(found[place], Rejection)
            beside = [one for n, one in enumerate(found) if n != place]
            assert [one.name if isinstance(one, Message) else one.reason for one in beside] == [
                one.name if isinstance(one, Message) else one.reason for one in whole
            ]


def test_raw_text_is_kept(protocol: Protocol) -> None:
    for example in EXAMPLES[protocol.name]:
        if isinstance(example.body, dict) and "batch" in example.body:
            body = json.dumps({**example.body, "batch": [{"strange": "żółć"}]}, ensure_ascii=False).encode()
            found = said(protocol, Request("POST", example.path, example.query, example.headers, body))
            assert isinstance(found, list)
            assert isinstance(found[0], Rejection)
            assert json.loads(found[0].raw) == {"strange": "żółć"}


def _mutants(protocol: Protocol, number: int) -> list[Example]:
    seeded = random.Random(zlib.crc32(protocol.name.encode()))
    return [mutated(seeded.choice(EXAMPLES[protocol.name]), seeded) for _ in range(number)]


def test_mutated_requests_raise_nothing(protocol: Protocol) -> None:
    understood = [said(protocol, example.request()) for example in _mutants(protocol, 2_000)]
    assert [found for found in understood if found]
    assert [found for found in understood if found is None]
