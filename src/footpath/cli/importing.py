"""``import``: files of events in; shown before, asked where unsure, with progress."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from footpath.cli.faults import USAGE
from footpath.cli.options import AsJson, Language, Where, opened
from footpath.cli.screen import count, err, interactive, print_json, say, some

if TYPE_CHECKING:
    from footpath.workspace import Workspace


def import_(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="CSV, Parquet, JSON lines or XES; also gzip, zstd.")
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="ROLE=COLUMN,…", help="Roles: customer, time, event, channel, value, … (docs/cli.md)"
        ),
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option(metavar="FILE", help="How the rows become events (docs/recipes.md).")
    ] = None,
    save_recipe: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write how the file is read as a recipe; import nothing.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only show how the file is read; write nothing.")] = False,
    day_first: Annotated[bool | None, typer.Option("--day-first/--month-first", help="How 03/04 is read.")] = None,
    time_format: Annotated[str | None, typer.Option(help="ymd, dmy, mdy, epoch_s, epoch_ms or a pattern.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Of times that name none. (default: the workspace's)")] = None,
    scale: Annotated[str | None, typer.Option(help="Of the score column: nps, csat or ces.")] = None,
    decimal: Annotated[str | None, typer.Option(help="The decimal sign of numbers: . or ,")] = None,
    language: Language = None,
    workspace: Where = None,
    as_json: AsJson = False,
) -> None:
    """Import files of events. Importing the same file again adds nothing."""
    roles = _mapping(mapping or [])
    given = {
        "day_first": day_first,
        "time_format": time_format,
        "timezone": timezone,
        "scale": scale,
        "decimal": decimal,
    }
    options = {name: value for name, value in given.items() if value is not None}
    if recipe is not None and (roles or options):
        raise typer.BadParameter("A recipe says all of it: leave --map and its options out.", param_hint="--recipe")
    with opened(workspace) as ws:
        if save_recipe is not None:
            return _save_recipe(ws.recipe_of(paths[0], roles, options), save_recipe)
        if preview and recipe is not None:
            return _show_recipe(ws.preview_recipe(recipe, list(paths)), as_json)
        if preview:
            return _show([ws.preview(path, roles, options).to_dict() for path in paths], as_json)
        asked = interactive() and not as_json
        for path in paths if recipe is None else ():
            _settle(ws, path, roles, options, asked)
        with _progress(shown=err().is_terminal and not as_json) as progress:
            result = ws.import_files(
                list(paths), mapping=roles, options=options, recipe=recipe, progress=progress, language=language
            ).to_dict()
        if as_json:
            return print_json(result)
        return _told(ws, result)


def _mapping(texts: list[str]) -> dict[str, str]:
    """``customer=id,time=at`` as a mapping; a comma belongs to the value where no role= follows it."""
    pairs: dict[str, str] = {}
    for part in (part for text in texts for part in re.split(r",(?=\s*[a-z_]+\s*=)", text)):
        role, sign, column = part.partition("=")
        if not sign or not role.strip():
            raise typer.BadParameter(f"{part!r} is not ROLE=COLUMN, e.g. customer=user_id.", param_hint="--map")
        pairs[role.strip()] = column.strip()
    return pairs


def _settle(ws: "Workspace", path: Path, roles: dict[str, str], options: dict[str, Any], asked: bool) -> None:
    """Ask what only a person can answer about ``path``; ``roles`` and ``options`` take the answers."""
    answered: set[str] = set()
    while True:
        preview = ws.preview(path, roles, options).to_dict()
        if not preview["questions"]:
            if asked:
                from footpath.cli.previewing import draw_summary

                draw_summary(preview)
            return
        if not asked or preview["questions"][0]["id"] in answered:
            for open_question in preview["questions"]:
                say(f"{path.name}: {open_question['text']} ({_option(open_question)})")
            raise typer.Exit(USAGE)
        question = preview["questions"][0]
        answered.add(question["id"])
        choice = _ask(path, question)
        (roles if question["id"] in ("customer", "time") else options)[question["id"]] = choice


def _option(question: dict[str, Any]) -> str:
    """The option that answers a question."""
    if question["id"] in ("customer", "time"):
        return f"--map {question['id']}=COLUMN"
    if question["id"] == "time_format" and question["choices"]:
        return "--day-first or --month-first"
    return f"--{question['id'].replace('_', '-')}"


def _ask(path: Path, question: dict[str, Any]) -> str:
    from rich.prompt import IntPrompt, Prompt

    say(f"\n{path.name}: {question['text']}")
    choices = question["choices"]
    if not choices:
        return Prompt.ask("Answer", console=err())
    for place, choice in enumerate(choices, 1):
        example = f"  ({choice['example']})" if choice.get("example") else ""
        say(f"  {place}  {choice['label']}{example}")
    numbers = [str(place) for place in range(1, len(choices) + 1)]
    chosen = IntPrompt.ask("Which", choices=numbers, show_choices=False, console=err())
    return str(choices[chosen - 1]["format"])


def _show(previews: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        return print_json(previews[0] if len(previews) == 1 else previews)
    from footpath.cli.previewing import draw_preview

    for preview in previews:
        draw_preview(preview)
    return None


def _save_recipe(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    say(f"The recipe is in {path}. Change it as you like, then: footpath import FILE --recipe {path}")


def _show_recipe(preview: dict[str, Any], as_json: bool) -> None:
    if as_json:
        return print_json(preview)
    from footpath.cli.previewing import draw_recipe_preview

    return draw_recipe_preview(preview)


@contextmanager
def _progress(shown: bool) -> Iterator[Any]:
    """A bar on stderr, moved by what the import says of itself."""
    if not shown:
        yield lambda _: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[facts]}"), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True) as bars:
        task = bars.add_task("Reading", total=None, facts="")

        def move(seen: Any) -> None:
            read_all = seen.bytes_total and seen.bytes_read >= seen.bytes_total
            bars.update(
                task,
                description="Settling" if read_all else f"Reading {seen.file}",
                total=seen.bytes_total or None,
                completed=seen.bytes_read,
                facts=f"{seen.events:,} events",
            )

        yield move


def _told(ws: "Workspace", result: dict[str, Any]) -> None:
    rejected, skipped, events = result["rejected"], result["skipped"], result["events"]
    facts = f"{some(events, 'event')} of {some(result['customers'], 'customer')} came in, in {result['seconds']:.1f} s."
    if skipped:
        facts += f" {count(skipped)} {'was' if skipped == 1 else 'were'} here already."
    say(facts)
    if result["future"]:
        say(f"{some(result['future'], 'event')} in the future: they count; --to leaves them out of an answer.")
    if rejected:
        number = result["import_id"]
        reasons = ws.rejected(number, limit=0)["by_reason"]
        shown = ", ".join(f"{reason} {count(rows)}" for reason, rows in sorted(reasons.items()))
        taken = f"{some(rejected, 'row')} {'was' if rejected == 1 else 'were'} not taken"
        say(f"{taken} ({shown}). See: footpath rejected list {number}")
    if events:
        say("See the map: footpath map, or in the browser: footpath serve")
