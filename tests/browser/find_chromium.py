"""Which Chromium the browser tests drive. As a script: fetches one with npm where there is none (no root needed)."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: What `make browser` unpacks: the program, its libraries, and `run`, which starts it.
UNPACKED = HERE / "node_modules" / ".chromium"
HINT = (
    "No Chromium was found. Name one (CHROMIUM=/path/to/chromium) or get one: `make browser`, "
    "`apt-get install chromium`, or `.venv/bin/playwright install chromium`."
)
#: The package takes the temporary folder for its own and brings libraries along only where it believes to be on Lambda.
_UNPACK = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())"
_RUN = """#!/bin/sh
# Chromium with the libraries and fonts that came with it, where the machine lacks its own.
here=$(dirname "$(readlink -f "$0")")
if ldd "$here/chromium" | grep -q "not found"; then
    export LD_LIBRARY_PATH="$here/al2023/lib"
fi
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
"""


def find() -> Path | None:
    """The first there is of: $CHROMIUM, the system's, Playwright's, npm's."""
    return next((path for path in _candidates() if path.exists()), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            yield Path(found)
    yield from _of_playwright()
    yield UNPACKED / "run"


def _of_playwright() -> Iterator[Path]:
    caches = {"darwin": "Library/Caches/ms-playwright", "win32": "AppData/Local/ms-playwright"}
    standard = Path.home() / caches.get(sys.platform, ".cache/ms-playwright")
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or standard)
    for program in ("chrome-linux*/chrome", "chrome-linux*/headless_shell", "chrome-*/chrome-headless-shell"):
        yield from sorted(cache.glob(f"chromium*/{program}"), reverse=True)


def fetch() -> Path | None:
    """Install npm's @sparticuz/chromium and unpack it beside itself. None where that did not work."""
    root = HERE.parents[1]
    sys.path.insert(0, str(root))
    from hatch_build import node, npm

    if npm(root, "ci", "--no-audit", "--no-fund", folder=HERE.relative_to(root)):
        return None
    UNPACKED.mkdir(exist_ok=True)
    environment = {"TMPDIR": str(UNPACKED), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
    if node(root, "--input-type=module", "-e", _UNPACK, folder=HERE.relative_to(root), environment=environment):
        return None
    run = UNPACKED / "run"
    run.write_text(_RUN)
    run.chmod(0o755)
    return run


if __name__ == "__main__":
    print(find() or fetch() or HINT)
