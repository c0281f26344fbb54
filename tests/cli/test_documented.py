"""docs/json.md names every field that an answer has, and docs/cli.md every command."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FREE = {"properties", "traits", "by_reason", "mapping", "sources", "by", "values"}  # their keys are data

Run = Callable[..., Any]


def _fields(answer: Any) -> Iterator[str]:
    if isinstance(answer, list):
        for item in answer:
            yield from _fields(item)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            yield name
            if name not in FREE:
                yield from _fields(value)


@pytest.mark.parametrize(
    "command",
    [
        ("map",),
        ("funnel", "--step", "Product Viewed", "--step", "Order Completed"),
        ("transitions", "--by", "kind"),
        ("customers", "list"),
        ("customers", "show", "bob"),
        ("audiences", "list"),
        ("audiences", "save", "App", "channel = app"),
        ("status",),
        ("imports", "list"),
        ("rejected", "list"),
        ("rejected", "show", "1"),
        ("rejected", "fix", "1", "--set", "customer=event", "--preview"),
        ("rejected", "replay", "1"),
        ("rejected", "export", "out.csv"),
        ("definitions", "history"),
        ("dictionary",),
        ("dictionary", "Product Viewed"),
        ("verify",),
        ("rebuild",),
        ("import", "events.csv"),
        ("import", "events.csv", "--preview"),
    ],
    ids=" ".join,
)
def test_every_field_of_an_answer_is_documented(run: Run, shop: Path, events: Path, command: tuple[str, ...]) -> None:
    words = set(re.findall(r"[a-z_]+", (DOCS / "json.md").read_text()))
    answer = run(*command, "--json", "-w", shop).json
    assert answer["schema"] == 1
    assert sorted(set(_fields(answer)) - words) == []


def test_every_command_is_documented() -> None:
    from footpath.cli.app import BEGIN, KEEP, app
    from footpath.cli.shelved import summaries

    text = (DOCS / "cli.md").read_text()
    for name in (*BEGIN, *summaries(), *KEEP):
        assert f"`{name}" in text, f"docs/cli.md does not name the command {name}."
    for group in app.registered_groups:
        assert group.typer_instance
        for command in group.typer_instance.registered_commands:
            assert command.callback
            name = command.name or command.callback.__name__
            assert f"`{name}`" in text or f"`{group.name} {name}" in text, f"docs/cli.md lacks {group.name} {name}."
