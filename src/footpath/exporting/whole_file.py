"""A file that is whole or not there: written under another name beside its place, then renamed."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from footpath.exporting.exporters._exporter import Unwritable


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The path to write to; it becomes ``path`` when the block ends well. Unwritable where the place takes no file."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise Unwritable(f"{path} cannot be written: {_why(error, path)}") from None
    finally:
        _gone(part)


def _gone(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # where nothing could be written nothing was left


def _why(error: OSError, path: Path) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return f"there is no folder {path.parent}. Make it, or name another."
        case errno.EISDIR | errno.EEXIST | errno.ENOTEMPTY:
            return "it is a folder. Name a file."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"no permission to write in {path.parent}. Change its rights, or name another folder."
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full. Free some space, then try again; the file that was there is as it was."
        case errno.ENAMETOOLONG:
            return "its name is too long."
    return f"{error.strerror or error}."
