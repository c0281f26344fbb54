"""What goes to the screen: answers to stdout, remarks to stderr, tables that read well."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

VOLUME = "cyan"
QUIET = "bright_black"
_WIDTH_OF_A_PIPE = 120
_EIGHTHS = " ▏▎▍▌▋▊▉█"


@cache
def out() -> "Console":
    """The console of answers. In a pipe it is 120 columns wide, so that tables are not cut."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else _WIDTH_OF_A_PIPE
    return Console(highlight=False, width=wide, soft_wrap=False)


@cache
def err() -> "Console":
    """The console of remarks, progress and errors."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(sentence: str) -> None:
    """A remark for the person, beside the answer."""
    err().print(sentence, markup=False)


def print_json(answer: Any) -> None:
    """The answer as JSON, the only thing on stdout."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False))


@contextmanager
def steps(what: str, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, moved by how many steps are done of how many."""
    if not shown:
        yield lambda done, total: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    with Progress(*columns, TimeElapsedColumn(), console=err(), transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total or None)


def interactive() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def table(*columns: str, numbers: Iterable[str] = (), cut: str = "", title: str | None = None) -> "Table":
    """An empty table without boxes; the columns in ``numbers`` are set to the right, the column ``cut`` is one line."""
    from rich import box
    from rich.table import Table

    right = set(numbers)
    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for name in columns:
        one_line = name == cut and bool(cut)
        made.add_column(
            name,
            justify="right" if name in right else "left",
            overflow="ellipsis" if one_line else "fold",
            no_wrap=one_line,
        )
    return made


def add_row(made: "Table", cells: Sequence[object], style: str | None = None) -> None:
    """A row of plain text: nothing in it is read as markup, and control characters are shown, not obeyed."""
    from rich.text import Text

    made.add_row(*(cell if isinstance(cell, Text) else Text(printable(str(cell))) for cell in cells), style=style)


def printable(text: str) -> str:
    """``text`` without characters that would move the cursor or change the terminal."""
    return "".join(c if c.isprintable() else "�" if c not in "\n\t\r" else " " for c in text)


def bar(share: float, width: int = 18) -> str:
    """A bar of ``share`` (0 to 1) of ``width`` cells, in eighths; a share above 0 is never invisible."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def some(number: int, what: str) -> str:
    """A number of things: 1 event, 2,000 events."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def percent(share: float | None) -> str:
    """A share in per cent, with a decimal below 10 %."""
    if share is None:
        return ""
    shown = share * 100
    return f"{shown:.1f} %" if 0 < shown < 10 else f"{shown:.0f} %"


def between(low: float | None, high: float | None) -> str:
    """An interval of shares: 61–63 %."""
    if low is None or high is None:
        return ""
    digits = 0 if low >= 0.1 and round(low * 100) != round(high * 100) else 1
    return f"{low * 100:.{digits}f}–{high * 100:.{digits}f} %"


def lasting(seconds: float | None) -> str:
    from footpath.vocabulary.duration import words

    return "" if seconds is None else words(seconds * 1000)


def moment(iso: str | None, timezone: str = "UTC") -> str:
    """A time of an answer in the workspace's time zone: 2026-09-01 14:30."""
    if not iso:
        return ""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return f"{datetime.fromisoformat(iso).astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}"
