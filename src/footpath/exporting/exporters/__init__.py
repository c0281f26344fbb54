"""Exporters: one file format a file. ``shelf`` names them; ``for_file`` finds the one that a file's name asks for."""

from pathlib import Path

from footpath.exporting.exporters._exporter import Exporter, Unwritable
from footpath.shelf import items


def shelf() -> dict[str, Exporter]:
    """All exporters by name."""
    return {name: exporter() for name, exporter in items(__name__, Exporter).items()}  # type: ignore[type-abstract]


def for_file(path: Path, name: str | None = None) -> Exporter:
    """The exporter ``name``, else the one whose suffix the file has (.gz aside). Unwritable."""
    exporters = shelf()
    if name is not None:
        if name not in exporters:
            raise Unwritable(f"{name!r} is no format to export. Known are: {', '.join(exporters)}.")
        return exporters[name]
    bare = path.name.removesuffix(".gz")
    fitting = [one for one in exporters.values() if bare.endswith(one.suffixes)]
    if not fitting:
        suffixes = ", ".join(suffix for one in exporters.values() for suffix in one.suffixes)
        raise Unwritable(f"{path.name} does not say its format. Let it end in one of: {suffixes}; or say --format.")
    return max(fitting, key=lambda one: max(len(suffix) for suffix in one.suffixes if bare.endswith(suffix)))
