"""``serve`` and ``demo`` in a process of their own: the address is printed, the page answers, Ctrl+C ends it."""

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


def _answer(command: list[str], environment: dict[str, str]) -> tuple[dict[str, object], int, str]:
    """The status the server gives, how the process ended, and what it said."""
    served = subprocess.Popen(
        [sys.executable, "-u", "-m", "footpath", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    assert served.stdout
    said = ""
    try:
        for line in served.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                with urllib.request.urlopen(found.group() + "/api/status", timeout=60) as reply:
                    status = json.load(reply)
                served.send_signal(signal.SIGINT)
                return status, served.wait(60), said
        pytest.fail(f"The server ended before it had an address: {said}")
    finally:
        served.kill()
        served.wait()
        served.stdout.close()


def test_serve(shop: Path, source: dict[str, str]) -> None:
    status, code, _ = _answer(["serve", "-w", str(shop), "--port", "0"], source)
    assert (status["events"], code) == (9, 0)


def test_demo_makes_fills_and_serves_and_the_second_time_only_serves(tmp_path: Path, source: dict[str, str]) -> None:
    command = ["demo", str(tmp_path / "demo"), "--customers", "20", "--port", "0"]
    first, code, _ = _answer(command, source)
    assert (first["customers"], code) == (20, 0)
    again, _, _ = _answer(command, source)
    assert again["events"] == first["events"]
    assert again["imports"] == 1


def test_a_folder_that_is_no_workspace_is_not_served(tmp_path: Path, source: dict[str, str]) -> None:
    command = [sys.executable, "-m", "footpath", "serve", "-w", str(tmp_path), "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, env=source)
    assert ended.returncode == 1
    assert "footpath init" in ended.stderr
