"""A server in front of the server, which loses the first answer: the client cannot know that its events came in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2 as httpx


@contextmanager
def losing_answers(port: int, lost: int = 1) -> Iterator[tuple[str, list[int]]]:
    """Its address, and the statuses that clients were given. The first ``lost`` are handed on, and 503 said."""
    statuses: list[int] = []
    taking = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {
                name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")
            }
            with taking:
                answer = httpx.post(f"http://127.0.0.1:{port}{self.path}", content=body, headers=headers)
                asks = "/flags" in self.path
                status = 503 if len(statuses) < lost and not asks else answer.status_code
                if not asks:
                    statuses.append(status)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *values: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", statuses
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
