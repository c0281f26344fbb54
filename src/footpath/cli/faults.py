"""When a command cannot go on: a sentence, and for what nobody foresaw a report in a file. Never a traceback."""

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from footpath._version import __version__
from footpath.cli.options import last_root

FAULT, USAGE = 1, 2
_NO_SPACE = 28


def sentence(error: BaseException) -> str | None:
    """What to tell the person about an error that was foreseen; None for any other.

    Footpath's own exceptions carry a sentence by the rule of the house; those of Python and of libraries do not.
    """
    if type(error).__module__.startswith("footpath."):
        return str(error)
    if isinstance(error, PermissionError) and error.filename:
        return f"{error.filename} cannot be opened: no permission. Change its rights, or use another folder."
    if isinstance(error, OSError) and error.errno == _NO_SPACE:
        return "The disk is full. Free some space, then try again: what was written before is whole."
    return None


def report(error: BaseException) -> Path | None:
    """Write what happened into the workspace (else the system's temporary folder); None where neither takes it."""
    now = datetime.now(UTC)
    root = last_root()
    lines = [
        f"Footpath {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{now.isoformat(timespec='seconds')}  footpath {' '.join(sys.argv[1:])}",
        "This file may name columns, keys or folders of yours. Read it before you send it to anybody.",
        "",
        *traceback.format_exception(error),
    ]
    for folder in (root, Path(tempfile.gettempdir())):
        if folder is None or not folder.is_dir() or (folder is root and not (folder / "footpath.json").exists()):
            continue
        path = folder / f"footpath-fault-{now:%Y%m%dT%H%M%S}.txt"
        try:
            path.write_text("\n".join(lines), encoding="utf-8")
        except OSError:
            continue
        return path
    return None
