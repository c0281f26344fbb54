"""Late, repeated, re-ordered, simultaneous and future events: what docs/how-it-works.md promises of each.

``ROWS`` in the order of time is what every other way of arriving is held against: the same journeys, map, funnel and
transitions. Definitions are made the same first: what is proposed goes by what was there at the time.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.plain_answers import in_any_order

import footpath
from footpath.collecting.inbox import Inbox
from footpath.collecting.receive import receive
from footpath.workspace import Workspace

HEAD = "customer,time,event,channel,nps\n"
WAY = ("Ad Clicked", "Product Viewed", "Product Added", "Order Completed", "Survey Answered")
ROWS = sorted(
    (
        f"{who},2026-03-{1 + 3 * step + day:02}T{10 + day:02}:00:00Z,{name},{'ads' if step == 0 else 'web'},"
        f"{day + 5 if name == 'Survey Answered' else ''}"
        for day, who in enumerate(["ann", "bob", "cyd", "dan"])
        for step, name in enumerate(WAY[: 5 - day % 3])
    ),
    key=lambda row: row.split(",")[1],
)

Make = Callable[[], Workspace]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Empty workspaces."""
    made: list[Workspace] = []

    def one() -> Workspace:
        made.append(Workspace.create(tmp_path / f"shop{len(made)}"))
        return made[-1]

    yield one
    for workspace in made:
        workspace.close()


@pytest.fixture
def plain(make: Make) -> Workspace:
    """``ROWS``, imported in the order of time."""
    workspace = make()
    _bring(workspace, ROWS)
    return workspace


def _bring(workspace: Workspace, *files: Sequence[str], head: str = HEAD) -> Any:
    """One import of these files."""
    paths = [workspace.root.parent / f"part{number}.csv" for number in range(len(files))]
    for path, rows in zip(paths, files, strict=True):
        path.write_text(head + "".join(f"{row}\n" for row in rows))
    mapping = {"customer": "customer", "time": "time", "event": "event", "channel": "channel"}
    if "nps" in head:
        mapping["score"] = "nps"
    return workspace.import_files(paths, mapping=mapping, options={"scale": "nps"})


def _told(workspace: Workspace, plain: Workspace) -> Any:
    """Every journey in its order, and the answers, under the definitions of ``plain``."""
    workspace.import_definitions(plain.export_definitions())
    assert workspace.verify()["problems"] == []
    journeys = {row["key"]: workspace.customer(row["key"])["events"] for row in workspace.customers()["rows"]}
    return journeys, _answers(workspace)


def _answers(workspace: Workspace, *, to: str | None = None, without: frozenset[str] = frozenset()) -> Any:
    questions: list[Any] = [
        footpath.Map(),
        footpath.Transitions(by="name"),
        *(footpath.Funnel(steps=list(WAY[1:4]), window="7d", order=order) for order in ("ordered", "strict", "any")),
    ]
    answers = [workspace.run(question, period=(None, to) if to else None).to_dict() for question in questions]
    return [in_any_order(answer, frozenset(["code", "version"]) | without) for answer in answers]


def _names(workspace: Workspace, key: str) -> list[str]:
    """What a customer did, the oldest first."""
    events = workspace.customer(key)["events"]
    return [event["name"] for event in events]


def _moves(workspace: Workspace) -> set[tuple[str, str]]:
    return {(edge["from"], edge["to"]) for edge in workspace.run(footpath.Transitions(by="name")).to_dict()["edges"]}


def _level(workspace: Workspace, *steps: str, order: str = "ordered") -> list[int]:
    funnel: Any = footpath.Funnel(steps=list(steps), window="1d", order=order)  # type: ignore[arg-type]
    return [step["customers"] for step in workspace.run(funnel).to_dict()["steps"]]


@pytest.mark.parametrize("folded", [False, True], ids=["beside what is new", "beside the base"])
def test_late_events_stand_where_their_time_puts_them(make: Make, plain: Workspace, folded: bool) -> None:
    late = make()
    _bring(late, ROWS[1::2])
    if folded:
        late.rebuild()
    result = _bring(late, ROWS[::2])
    assert (result.events, result.skipped, result.rejected) == (len(ROWS[::2]), 0, 0)
    assert _told(late, plain) == _told(plain, plain)
    late.rebuild()
    assert _told(late, plain) == _told(plain, plain)


def test_each_event_an_import_and_the_newest_first(make: Make, plain: Workspace) -> None:
    backwards = make()
    for row in reversed(ROWS):
        assert _bring(backwards, [row]).events == 1
    assert _told(backwards, plain) == _told(plain, plain)


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_the_order_of_rows_in_a_file_says_nothing(make: Make, plain: Workspace, seed: int | None) -> None:
    mixed = make()
    _bring(mixed, ROWS[::-1] if seed is None else random.Random(seed).sample(ROWS, len(ROWS)))
    assert _told(mixed, plain) == _told(plain, plain)


def test_what_comes_again_in_another_import_adds_nothing(make: Make, plain: Workspace) -> None:
    before = _told(plain, plain)
    parts = ROWS[3:9], ROWS[:4]
    for files in ([ROWS], [ROWS[::-1]], [ROWS[:7], ROWS[7:]], [parts[0]], [parts[1]]):
        again = _bring(plain, *files)
        assert (again.events, again.skipped) == (0, sum(len(file) for file in files))
    assert _told(plain, plain) == before

    longer = make()
    _bring(longer, ROWS[:6])
    overlapping = _bring(longer, ROWS[4:])
    assert (overlapping.events, overlapping.skipped) == (len(ROWS) - 6, 2)
    assert _told(longer, plain) == before


@pytest.mark.parametrize("files", [1, 2], ids=["in one file", "in two files of one import"])
def test_rows_alike_in_one_import_are_events_of_their_own(make: Make, files: int) -> None:
    row = "ann,2026-03-01T10:00:00Z,Order Completed,web,"
    workspace = make()
    twins = [[row, row]] if files == 1 else [[row], [row]]
    assert _bring(workspace, *twins).events == 2
    assert _names(workspace, "ann") == ["Order Completed"] * 2
    for again, came in (([row], 0), ([row, row], 0), ([row, row, row], 1)):
        result = _bring(workspace, again)
        assert (result.events, result.skipped) == (came, len(again) - came)
    assert _level(workspace, "Order Completed", "Order Completed", "Order Completed") == [1, 1, 1]


def test_rows_that_differ_in_any_cell_are_different_events(make: Make) -> None:
    head = "customer,time,event,channel,event_id\n"
    workspace = make()
    one, other = "ann,2026-03-01T10:00:00Z,Order Completed,web,", "ann,2026-03-01T10:00:01Z,Order Completed,web,"
    assert _bring(workspace, [one + "e1", one + "e2"], head=head).events == 2
    assert _bring(workspace, [one + "e1", other + "e1"], head=head).events == 1


def test_events_at_one_time_stand_in_the_order_of_their_arrival(make: Make) -> None:
    rows = [f"ann,2026-03-01T10:00:00Z,{name},web," for name in ("Product Viewed", "Product Added", "Order Completed")]
    ways = {"there": rows, "back": rows[::-1]}
    told = {}
    for way, file in ways.items():
        together, apart = make(), make()
        _bring(together, file)
        for row in file:
            _bring(apart, [row])
        told[way] = together
        assert _names(apart, "ann") == _names(together, "ann") == [row.split(",")[2] for row in file]
        assert _moves(apart) == _moves(together)
        apart.rebuild()
        assert _names(apart, "ann") == _names(together, "ann")
    assert ("Product Viewed", "Product Added") in _moves(told["there"])
    assert ("Product Added", "Product Viewed") in _moves(told["back"])

    steps = "Product Viewed", "Product Added", "Order Completed"
    for order, back in (("ordered", [1, 1, 1]), ("any", [1, 1, 1]), ("strict", [1, 0, 0])):
        assert _level(told["there"], *steps, order=order) == [1, 1, 1]
        assert _level(told["back"], *steps, order=order) == back


def test_future_events_come_in_are_counted_and_stretch_the_data(make: Make, plain: Workspace) -> None:
    ahead = make()
    booked = "ann,2150-01-01T10:00:00Z,Order Completed,web,"
    result = _bring(ahead, [booked, *ROWS])
    assert (result.events, result.rejected, result.future) == (len(ROWS) + 1, 0, 1)
    assert result.to_dict()["future"] == 1
    assert ahead.status()["newest"].startswith("2150-01-01T10:00:00")
    assert _names(ahead, "ann")[-1] == "Order Completed"

    ahead.import_definitions(plain.export_definitions())
    end = plain.run(footpath.Map()).to_dict()["period"]["to"]
    store = frozenset(["snapshot"])
    assert _answers(ahead, to=end, without=store) == _answers(plain, to=end, without=store)
    assert _answers(ahead, without=store) != _answers(plain, without=store)

    again = _bring(ahead, [booked])
    assert (again.events, again.skipped, again.future) == (0, 1, 1)
    assert _bring(plain, ROWS).future == 0


def test_no_time_is_refused_in_silence(make: Make) -> None:
    workspace = make()
    years = ("1899", "1900", "2200", "2201")
    result = _bring(workspace, [f"ann,{year}-06-01T10:00:00Z,Product Viewed,web," for year in years])
    assert (result.events, result.rejected, result.future) == (2, 2, 1)
    rejected = workspace.rejected(result.import_id)
    assert [(row["line"], row["reason"]) for row in rejected["rows"]] == [
        (2, "time_out_of_range"),
        (5, "time_out_of_range"),
    ]
    assert "1900 to 2200" in rejected["rows"][0]["sentence"]
    assert rejected["rows"][1]["raw"].startswith("ann,2201-06-01T10:00:00Z")


@pytest.mark.parametrize("together", [True, False], ids=["settled together", "settled apart"])
def test_single_events_are_known_by_what_they_say(make: Make, together: bool) -> None:
    workspace = make()
    root, source = workspace.root, workspace.sources.create("single events")["id"]
    workspace.close()
    one: dict[str, Any] = {"customer": "ann", "time": 1_772_000_000_000, "name": "View", "properties": {"n": 1}}
    late = {"customer": "ann", "time": 1_771_000_000_000, "name": "Ad"}
    nobody = {"name": "View", "time": 0}
    sent = [nobody, one, one | {"properties": {"n": 1.0}}, late, nobody, {**late}, one]
    for events in [sent] if together else [[event] for event in sent]:
        inbox = Inbox(root / "inbox.db")
        receive(inbox, source, events)
        inbox.close()
        Workspace.open(root).close()
    with Workspace.open(root) as opened:
        assert _names(opened, "ann") == ["Ad", "View"]
        counts = opened.sources.get(source)
        assert (counts["events"], counts["skipped"], counts["rejected"]) == (2, 3, 2)
        assert opened.status()["events"] == 2
        assert opened.verify()["problems"] == []
