"""The events as files and as a workspace, made once in a folder: later runs find them there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from engine import drawn
from events import CHANNELS, NAMES

MAPPING = {"customer": "customer", "time": "time", "event": "event", "channel": "channel", "value": "value"}


def peer_files(folder: Path, events: int) -> Path:
    """Parquet files in the order of (customer, time), with what peers keep: made once."""

    def make(part: Path) -> None:
        for number, one in enumerate(drawn.parts(events)):
            columns = {
                "customer": pa.array(one.customer),
                "time": pa.array(one.time),
                "kind": pa.array(one.kind),
                "touchpoint": pa.array(drawn.TOUCHPOINT_OF[one.kind]),
                "channel": pa.array(drawn.CHANNEL_OF[one.kind]),
            }
            pyarrow.parquet.write_table(pa.table(columns), part / f"{number:03}.parquet", compression="zstd")

    return _once(folder / "peers", make)


def workspace(folder: Path, events: int) -> Path:
    """A workspace with the events and definitions, through the public interface: made once, kept up to date."""
    from footpath.workspace import Workspace

    def make(part: Path) -> None:
        Workspace.create(part).close()
        files = part / "files"
        files.mkdir()
        with Workspace.open(part) as made:
            made.import_files([*_files(files, drawn.parts(events))], mapping=MAPPING, name="events")
            made.import_definitions(definitions())
            made.compact()
        shutil.rmtree(files)

    target = _once(folder / "workspace", make)
    Workspace.upgrade(target)
    return target


def live(folder: Path, source: Path, events: int) -> Path:
    """A copy of the workspace, to which events can be added: files of the store never change, so they are linked."""
    target = folder / "live"
    shutil.rmtree(target, ignore_errors=True)
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif path.suffix in (".arrow", ".parquet") or path.parent.name == "ids":
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.hardlink_to(path)
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
    return target


def import_file(path: Path, part: drawn.Part) -> Path:
    """Events as a file that people would import."""
    pyarrow.parquet.write_table(_table(part), path)
    return path


def definitions() -> str:
    """Definitions as YAML: 28 touchpoints of two names each in six stages, the outcome, the marketing touches."""
    stages = range(1, drawn.STAGES + 1)
    lines = ["version: 1", "stages:", *(f"  - {{id: s{i}, name: Stage {i}}}" for i in stages), "touchpoints:"]
    for place in range(drawn.TOUCHPOINTS):
        stage = 1 + place * drawn.STAGES // drawn.TOUCHPOINTS
        names = [NAMES[kind] for kind, own in enumerate(drawn.TOUCHPOINT_OF) if own == place + 1]
        match = ", ".join(f"{{name: {name}}}" for name in names)
        lines.append(f"  - {{id: t{place + 1}, name: Touchpoint {place + 1}, stage: s{stage}, match: [{match}]}}")
    touches = ", ".join(f"{{name: {NAMES[kind]}}}" for kind in drawn.MARKETING)
    lines += [f"outcome: {{name: Order, match: [{{name: {NAMES[drawn.OUTCOME]}}}]}}"]
    lines += ["marketing:", f"  - {{name: Marketing, match: [{touches}]}}"]
    return "\n".join(lines) + "\n"


def _files(folder: Path, made: Iterator[drawn.Part]) -> Iterator[Path]:
    for number, part in enumerate(made):
        yield import_file(folder / f"{number:03}.parquet", part)


def _table(part: drawn.Part) -> pa.Table:
    def text(codes: pa.Array, names: tuple[str, ...]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(codes, list(names)).cast(pa.string())

    customer = pc.binary_join_element_wise("c", pa.array(part.customer).cast(pa.string()), "")
    return pa.table(
        {
            "customer": customer,
            "time": pa.array(part.time, pa.timestamp("ms", "UTC")),
            "event": text(pa.array(part.kind), NAMES),
            "channel": text(pa.array(drawn.CHANNEL_OF[part.kind] - 1), CHANNELS),
            "value": pa.array(part.value, from_pandas=True),
            "device": text(pa.array(part.device), drawn.DEVICES),
        }
    )


def _once(target: Path, make: Callable[[Path], None]) -> Path:
    """Under another name first: a run that was stopped leaves nothing half made behind."""
    if not target.exists():
        part = target.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        make(part)
        part.rename(target)
    return target
