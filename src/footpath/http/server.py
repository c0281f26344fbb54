"""The server: ``serve(root)`` on the loopback address, the next free port, until it is stopped."""

import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path

import uvicorn

from footpath.http import log
from footpath.http.app import create_app
from footpath.http.limits import Limits

LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
_SAY = partial(print, flush=True)
TRIES = 100  #: ports looked at, from the wanted one on


class ServeError(Exception):
    """The server cannot start; the message is a sentence for the person who started it."""


def bind(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A listening socket on ``port``, or on the next free one. Port 0: any.

    The socket itself is handed to the server, so that nobody can take the port between the test and the use.
    """
    if host not in LOOPBACK:
        raise ServeError(
            f"Footpath listens on this machine only (127.0.0.1), not on {host}: "
            "it has no members and no passwords yet. Reach it from elsewhere through an SSH tunnel."
        )
    if not 0 <= port <= 65535:
        raise ServeError(f"{port} is not a port; give a number from 1 to 65535.")
    address = "::1" if host == "::1" else "127.0.0.1"
    for candidate in range(port, min(port + TRIES, 65536)):
        listener = socket.socket(LOOPBACK[host], socket.SOCK_STREAM)
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            listener.bind((address, candidate))
            listener.listen(128)
        except PermissionError:
            listener.close()
            raise ServeError(f"Port {candidate} needs administrator's rights; choose one above 1023.") from None
        except OSError:
            listener.close()
            continue
        return listener
    raise ServeError(f"Ports {port} to {min(port + TRIES, 65536) - 1} are all taken; choose another with --port.")


def serve(
    root: Path,
    port: int = 8420,
    open_browser: bool = False,
    *,
    host: str = "127.0.0.1",
    limits: Limits | None = None,
    say: Callable[[str], None] = _SAY,
) -> None:
    """Serves the workspace at ``root`` until SIGINT or SIGTERM. ``say`` receives the sentences for the person.

    Raises ServeError, and WorkspaceError where ``root`` is no workspace. A second signal stops at once.
    """
    listener = bind(port, host)
    try:
        taken = int(listener.getsockname()[1])
        app = create_app(root, port=taken, limits=limits or _limits())
        address = f"http://{'[::1]' if host == '::1' else host}:{taken}"
        if port not in (0, taken):
            say(f"Port {port} is taken; using {taken}.")
        say(f"Footpath is at {address} (stop it with Ctrl+C).")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        _run(app, listener)
    finally:
        listener.close()


def _limits() -> Limits:
    try:
        return Limits.from_environment()
    except ValueError as error:
        raise ServeError(str(error)) from None


def _run(app: Callable[..., object], listener: socket.socket) -> None:
    log.log_to_stderr()
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)

    def stop(number: int, frame: object) -> None:
        """Before uvicorn takes the signals, and when it repeats them after a clean stop, so that the exit code is 0."""
        server.should_exit = True

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
    server.run(sockets=[listener])
