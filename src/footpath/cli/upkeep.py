"""``init``, ``status``, ``verify``, ``rebuild``, ``upgrade`` and ``doctor``: making and keeping a workspace."""

import os
from pathlib import Path
from typing import Annotated

import typer

from footpath.cli.faults import FAULT
from footpath.cli.options import AsJson, Where, opened, root_of
from footpath.cli.screen import add_row, count, err, interactive, moment, out, print_json, say, steps, table


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The workspace's folder; it is made.")],
    timezone: Annotated[str | None, typer.Option(help="Like Europe/Warsaw. (default: asked, else UTC)")] = None,
    currency: Annotated[str | None, typer.Option(help="Its three letters. (default: asked, else EUR)")] = None,
    name: Annotated[str | None, typer.Option(help="What to call it. (default: the folder's name)")] = None,
) -> None:
    """Make an empty workspace."""
    from footpath.workspace import Workspace

    if interactive():
        from rich.prompt import Prompt

        timezone = timezone or Prompt.ask("Time zone", default=_here(), console=err())
        currency = currency or Prompt.ask("Currency", default="EUR", console=err())
    root_of(folder)
    with Workspace.create(folder, timezone=timezone or "UTC", currency=currency or "EUR", name=name) as ws:
        settings = ws.settings
    say(
        f"{folder} is a workspace now ({settings.timezone}, {settings.currency}). "
        f"Bring events in: footpath import FILE -w {folder}"
    )


def status(workspace: Where = None, as_json: AsJson = False) -> None:
    """What the workspace holds."""
    with opened(workspace) as ws:
        answer = ws.status()
    if as_json:
        return print_json({"schema": 1, **answer})
    zone = answer["timezone"]
    made = table("", "")
    made.show_header = False
    rows = [
        ("workspace", f"{answer['name']} ({zone}, {answer['currency']})"),
        ("events", count(answer["events"])),
        ("customers", count(answer["customers"])),
        (
            "period",
            f"{moment(answer['oldest'], zone)} to {moment(answer['newest'], zone)}"
            if answer["events"]
            else "no events yet",
        ),
        ("kinds", f"{count(answer['kinds'])}, {count(answer['unplaced'])} of them not yet placed"),
        ("touchpoints", count(answer["touchpoints"])),
        ("imports", count(answer["imports"])),
    ]
    for row in rows:
        add_row(made, row)
    return out().print(made)


def verify(workspace: Where = None, as_json: AsJson = False) -> None:
    """Check every file, and the store against the log."""
    with opened(workspace) as ws, steps("Checking", shown=err().is_terminal and not as_json) as progress:
        verdict = ws.verify(progress)
    if as_json:
        print_json({"schema": 1, **verdict})
    elif verdict["ok"]:
        say(f"All is well: {count(verdict['files'])} files, {count(verdict['events'])} events, store and log agree.")
    else:
        for problem in verdict["problems"]:
            say(str(problem))
        say("The log is the truth: `footpath rebuild` makes everything else anew from it.")
    if not verdict["ok"]:
        raise typer.Exit(FAULT)


def backfill(
    name: Annotated[str, typer.Argument(metavar="PROPERTY", help="As `footpath dictionary` names it.")],
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Make a property a column for breakdowns, for past events too. Stopped, it goes on from there the next time."""
    with opened(workspace) as ws, steps("Reading", shown=err().is_terminal and not as_json) as progress:
        values = ws.backfill(name, progress)
    if as_json:
        return print_json({"schema": 1, "property": name, "values": values})
    return say(f"{name} is a column now, with {count(values)} values.")


def rebuild(workspace: Where = None, as_json: AsJson = False) -> None:
    """Make everything derived anew from the log."""
    with opened(workspace) as ws, err().status("Rebuilding …") as status:
        events = ws.rebuild(progress=lambda done, total: status.update(f"Rebuilding: {done:,} of {total:,} …"))
    if as_json:
        return print_json({"schema": 1, "events": events})
    return say(f"Rebuilt {count(events)} events from the log.")


def upgrade(workspace: Where = None) -> None:
    """Bring an older workspace to this version, after a copy."""
    from footpath.workspace import Workspace

    copy = Workspace.upgrade(root_of(workspace))
    say(f"Upgraded. The copy from before is in {copy}." if copy else "The workspace is of this version already.")


def doctor(as_json: AsJson = False) -> None:
    """What is installed, what is missing, what to do."""
    from footpath.installation import check

    findings = check()
    if as_json:
        print_json({"schema": 1, "findings": [finding.to_dict() for finding in findings]})
    else:
        made = table("", "", "")
        made.show_header = False
        marks = {"ok": "✓", "warning": "!", "missing": "✗"}
        for finding in findings:
            add_row(made, [marks[finding.state], finding.name, f"{finding.sentence} {finding.advice}".strip()])
        out().print(made)
    if any(finding.state == "missing" for finding in findings):
        raise typer.Exit(FAULT)


def _here() -> str:
    """This machine's time zone, UTC where it does not say."""
    named = os.environ.get("TZ", "").lstrip(":")
    if not named:
        link = Path("/etc/localtime").resolve().as_posix()
        named = link.partition("zoneinfo/")[2]
    from zoneinfo import available_timezones

    return named if named in available_timezones() else "UTC"
