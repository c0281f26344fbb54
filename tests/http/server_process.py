"""A real server in a process of its own, and a client that behaves as the page does."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2 as httpx

SERVE = """
import sys
from dataclasses import replace
from pathlib import Path
from footpath.http.limits import Limits
from footpath.http.server import serve
limits = replace(Limits(), **eval(sys.argv[2]))
serve(Path(sys.argv[1]), 0, limits=limits, say=lambda sentence: print(sentence, flush=True))
"""

SHOP = b"""customer,time,event,channel,value,note
anna,2026-01-01T09:00:00Z,Ad Clicked,ads,,=1+1
anna,2026-01-01T09:05:00Z,Product Viewed,web,,
anna,2026-01-02T10:00:00Z,Order Completed,web,49.5,
ben,2026-01-03T09:00:00Z,Product Viewed,app,,
ben,2026-01-03T09:30:00Z,Product Added,app,,
,2026-01-03T09:30:00Z,Product Added,app,,
cleo,not a time,Product Viewed,app,,=cmd()
"""


class Server:
    """A running server and a client that behaves as the page does."""

    def __init__(self, root: Path, **limits: Any) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(root), repr(limits)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self.process.stdout is not None
        self.logs: list[str] = []
        self._reader = threading.Thread(target=self._read_logs, daemon=True)
        self._reader.start()
        said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        assert found, said + "".join(self.logs)
        self.port = int(found[1])
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers={"X-Footpath": "1"}, timeout=60)

    def _read_logs(self) -> None:
        assert self.process.stderr is not None
        self.logs.extend(self.process.stderr)

    def get(self, path: str) -> Any:
        return answer_of(self.client.get(path))

    def post(self, path: str, **body: Any) -> Any:
        return answer_of(self.client.post(path, json=body))

    def upload(self, name: str, content: bytes) -> str:
        response = self.client.put("/api/uploads", params={"name": name}, content=content)
        return str(answer_of(response)["upload"])

    def ended(self, import_id: str, seconds: float = 60) -> Any:
        """The progress of an import once it has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            progress = self.get(f"/api/imports/{import_id}")
            if progress["state"] not in ("waiting", "running"):
                return progress
            time.sleep(0.05)
        raise AssertionError(f"import {import_id} did not end within {seconds} s")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(30)
        self._reader.join(5)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.process.stderr.close()
        return code


def answer_of(response: httpx.Response) -> Any:
    assert response.is_success, response.text
    return response.json()


def refusal_of(response: httpx.Response) -> tuple[int, str]:
    """Status and code of an error, after a look at its shape."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) <= {"code", "sentence", "where", "said"}
    assert body["error"]["sentence"].endswith((".", ")"))
    assert "Traceback" not in response.text
    return response.status_code, body["error"]["code"]


def bring(server: Server, content: bytes = SHOP, name: str = "shop.csv") -> Any:
    upload = server.upload(name, content)
    started = server.post("/api/imports", upload=upload)
    return server.ended(started["import_id"])


def long_file(rows: int) -> bytes:
    lines = (f"c{i % 50_000},2026-01-01T00:{i // 60 % 60:02}:{i % 60:02}Z,Product Viewed,web" for i in range(rows))
    return b"customer,time,event,channel\n" + "\n".join(lines).encode()
