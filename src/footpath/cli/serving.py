"""``serve``, ``settle``, ``demo`` and ``sample``: the web page with its collector, and something to see in it."""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footpath.cli.options import AsJson, Language, Where, opened, root_of
from footpath.cli.screen import count, err, print_json, say, some

if TYPE_CHECKING:
    from footpath.workspace import Workspace
    from footpath.workspace.settler import Settler

Port = Annotated[int, typer.Option(min=0, max=65535, help="The next free one is taken if it is in use.")]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")]
Customers = Annotated[int, typer.Option(min=1, max=10_000_000, help="How many made-up customers.")]
Truth = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write what is true of the shop into DIR: effects, keys, feelings."),
]
AsSent = Annotated[
    bool,
    typer.Option("--as-sent", help="Each event under the cookie, address or card it came with, not the customer."),
]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same shop.")]

DEMO = Path("footpath-demo")


def serve(workspace: Where = None, port: Port = 8420, open_browser: Open = False) -> None:
    """Show the workspace as a web page on this machine."""
    from footpath.http.server import serve as run

    run(root_of(workspace), port, open_browser)


def settle(
    workspace: Where = None,
    until_closed: Annotated[
        bool, typer.Option("--until-closed", hidden=True, help="End when standard input does; each line: settle soon.")
    ] = False,
) -> None:
    """Take what collectors accepted into journeys, until it is stopped. `serve` starts one by itself."""
    from footpath.workspace.settler import Settler

    with opened(workspace) as ws:
        settler = Settler(ws, failed=_not_settled)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN if until_closed else lambda *_: settler.stop())
        if until_closed:
            threading.Thread(target=_hear, args=(settler,), daemon=True).start()
        settler.run()


def _not_settled(error: Exception) -> None:
    err().print(f"Settling was hindered ({type(error).__name__}). What was accepted is safe; it is tried again.")


def _hear(settler: "Settler") -> None:
    while os.read(sys.stdin.fileno(), 1 << 16):
        settler.soon()
    settler.stop()


def sample(
    workspace: Where = None,
    customers: Customers = 20_000,
    seed: Seed = 7,
    truth: Truth = None,
    as_sent: AsSent = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Fill the workspace with a made-up shop.

    60 days of web, app, e-mail, ads, search, social, phone, chat and store.
    """
    with opened(workspace) as ws:
        result = _fill(ws, customers, seed, language, as_sent)
    if truth is not None:
        _tell(truth, customers, seed)
    if as_json:
        return print_json(result)
    facts = f"{some(result['events'], 'event')} of {some(result['customers'], 'customer')} came in."
    skipped = f" {count(result['skipped'])} were here already." if result["skipped"] else ""
    return say(f"{facts}{skipped} See the map: footpath map, or footpath serve")


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The workspace's folder; it is made. (default: footpath-demo)"),
    ] = None,
    workspace: Where = None,
    port: Port = 8420,
    open_browser: Open = False,
    customers: Customers = 20_000,
    seed: Seed = 7,
    truth: Truth = None,
    language: Language = None,
) -> None:
    """Make a workspace with the made-up shop and serve it."""
    from footpath.http.server import serve as run
    from footpath.workspace import Workspace, WorkspaceError

    root = root_of(folder or workspace or DEMO)
    fresh = not (root / "footpath.json").exists()
    with Workspace.create(root, name="Demo shop") if fresh else Workspace.open(root) as ws:
        if not ws.imports():
            _fill(ws, customers, seed, language)
            if truth is not None:
                _tell(truth, customers, seed)
        elif truth is not None:
            raise WorkspaceError(f"{root} is filled already. Its truth is written with it: take another folder.")
    run(root, port, open_browser)


def _fill(ws: "Workspace", customers: int, seed: int, language: str | None, as_sent: bool = False) -> dict[str, Any]:
    with err().status(f"Making a shop with {customers:,} customers …") as status:
        result = ws.sample(
            customers=customers,
            seed=seed,
            language=language,
            as_sent=as_sent,
            progress=lambda seen: status.update(f"{seen.events:,} events …"),
        )
    return result.to_dict()


def _tell(folder: Path, customers: int, seed: int) -> None:
    from footpath.sample.writing import write_truth

    with err().status("Writing what is true of it …") as status:
        write_truth(
            folder,
            customers=customers,
            seed=seed,
            progress=lambda done: status.update(f"Truth of {done:,} of {customers:,} customers …"),
        )
