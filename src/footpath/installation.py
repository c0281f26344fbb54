"""The installation: what is there, what is missing, what to do about it."""

import importlib.metadata
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PACKAGE = Path(__file__).parent
_OLDEST_PYTHON = (3, 11)
_OLDEST_SQLITE = (3, 35, 0)  # RETURNING
_FREE_GB = 2


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``sentence``: what was found; ``advice``: what to do, empty where all is well."""

    name: str
    state: Literal["ok", "warning", "missing"]
    sentence: str
    advice: str = ""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def check() -> list[Finding]:
    """Everything Footpath needs of this machine. Imports no room, so that it speaks even where a package is missing."""
    looks = (_python(), *_packages(), _front_end(), _database(), _timezones(), _kernel_cache(), _processors(), _disk())
    return [finding for finding in looks if finding]


def warm() -> None:
    """Compile the kernels now, into the cache beside them, by asking every analysis of a small sample."""
    # Imported here: check() must work in an installation where these cannot be imported.
    from footpath import shelf
    from footpath.analyses._analysis import Analysis
    from footpath.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="footpath-warm-") as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        workspace.sample(customers=200)
        for analysis in shelf.items("footpath.analyses", Analysis).values():  # type: ignore[type-abstract]
            workspace.run(analysis(**analysis.example))


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        return Finding("Python", "ok", f"Python {found}.")
    wanted = ".".join(map(str, _OLDEST_PYTHON))
    return Finding("Python", "missing", f"Python {found} is too old.", f"Use Python {wanted} or newer.")


def _packages() -> Iterator[Finding]:
    """One finding for all packages that are there, one for each that is not."""
    try:
        version = importlib.metadata.version("footpath")
        wanted = importlib.metadata.requires("footpath") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding(
            "Footpath",
            "warning",
            "Footpath runs from its source, not installed.",
            "Run `make setup`.",
        )
        return
    present = 0
    for requirement in wanted:
        if ";" in requirement:
            continue
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        try:
            importlib.metadata.version(name)
            present += 1
        except importlib.metadata.PackageNotFoundError:
            yield Finding(
                name, "missing", f"The package {name} is not installed.", f"Run: pip install '{requirement}'."
            )
    yield Finding("Footpath", "ok", f"Footpath {version}; {present} packages it needs are installed.")


def _front_end() -> Finding:
    page = _PACKAGE / "http" / "static" / "index.html"
    if page.is_file():
        built = datetime.fromtimestamp(page.stat().st_mtime).astimezone()
        return Finding("Web page", "ok", f"The web page is built ({built:%Y-%m-%d %H:%M}).")
    return Finding("Web page", "missing", "The web page is not built.", "Run `make setup`, or install Footpath anew.")


def _database() -> Finding:
    if sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return Finding("SQLite", "ok", f"SQLite {sqlite3.sqlite_version}.")
    wanted = ".".join(map(str, _OLDEST_SQLITE))
    return Finding(
        "SQLite",
        "missing",
        f"SQLite {sqlite3.sqlite_version} is too old.",
        f"Use one with {wanted} or newer.",
    )


def _timezones() -> Finding:
    try:
        ZoneInfo("Europe/Warsaw")
    except ZoneInfoNotFoundError:
        return Finding("Time zones", "missing", "Time zones are unknown here.", "Run: pip install tzdata.")
    return Finding("Time zones", "ok", "The database of time zones is there.")


def _kernel_cache() -> Finding:
    """Where numba keeps compiled kernels: beside the source or, where that is read-only, in the user's cache."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(named) if named else _PACKAGE
    if os.access(folder, os.W_OK):
        return Finding("Kernels", "ok", f"Compiled kernels are kept in {folder}.")
    if not named and os.access(Path.home(), os.W_OK):
        return Finding("Kernels", "ok", "Compiled kernels are kept in your cache folder.")
    return Finding(
        "Kernels",
        "warning",
        f"{folder} cannot be written: kernels are compiled anew at every start, which takes seconds.",
        "Set NUMBA_CACHE_DIR to a folder that can be written.",
    )


def _processors() -> Finding:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Finding("Processors", "ok", f"{count} processors to compute on.")


def _disk() -> Finding:
    here = Path.cwd()
    free = shutil.disk_usage(here).free / 1e9
    if free >= _FREE_GB:
        return Finding("Disk", "ok", f"{free:,.0f} GB free in {here}.")
    return Finding("Disk", "warning", f"Only {free:.1f} GB free in {here}.", "Make room, or use another disk.")
