"""The folder of a workspace: made, recognised, upgraded."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database, newest_revision

FORMAT = 1
MARK = "footpath.json"
RECORDS = "records.db"


class WorkspaceError(Exception):
    """Something about the workspace that the person in front of it can mend; the text is the sentence to show."""


class Cancelled(WorkspaceError):
    """Whoever asked does not wait for the answer any more."""


@dataclass(frozen=True)
class Settings:
    """What a workspace was made with. ``timezone`` an IANA name, ``currency`` an ISO 4217 code."""

    name: str
    timezone: str
    currency: str
    format: int = FORMAT


def make_folder(root: Path, timezone: str, currency: str, name: str | None) -> None:
    """Make an empty workspace in ``root``, which may exist but hold nothing of one."""
    if (root / MARK).exists():
        raise WorkspaceError(f"{root} is a Footpath workspace already.")
    settings = Settings(name or root.resolve().name or "Footpath", checked_timezone(timezone), _currency(currency))
    try:
        root.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise WorkspaceError(f"{root} is a file. Name a folder for the workspace.") from None
    except OSError as error:
        raise WorkspaceError(f"{root} cannot be made here: {error.strerror}. Choose another folder.") from None
    database = Database(f"sqlite:///{root / RECORDS}")
    try:
        database.migrate()
        with database.transaction() as connection:
            connection.execute(
                sa.insert(tables.setting),
                [{"key": key, "value": str(value)} for key, value in asdict(settings).items()],
            )
    finally:
        database.close()
    (root / MARK).write_text(json.dumps({"footpath": FORMAT}) + "\n")


def open_records(root: Path) -> tuple[Database, Settings]:
    """The records of the workspace in ``root``. WorkspaceError where there is none, or not of this version."""
    found = _format(root)
    if found > FORMAT:
        raise WorkspaceError(
            f"{root} was made by a newer Footpath (format {found}). Install a newer version to open it."
        )
    if not (root / RECORDS).exists():
        raise WorkspaceError(f"{root} has no {RECORDS}: it was moved or deleted. Bring it back from a copy.")
    database = Database(f"sqlite:///{root / RECORDS}")
    try:
        if database.revision() != newest_revision() or found < FORMAT:
            raise WorkspaceError(f"{root} was made by another version of Footpath. Run `footpath upgrade -w {root}`.")
        with database.reading() as connection:
            values = dict(connection.execute(sa.select(tables.setting.c.key, tables.setting.c.value)).all())
    except sa.exc.DatabaseError as error:
        database.close()
        raise WorkspaceError(
            f"{root / RECORDS} cannot be read: {error.orig}. Bring it back from a copy; the log is untouched."
        ) from error
    except WorkspaceError:
        database.close()
        raise
    return database, _settings(values)


def upgrade_folder(root: Path) -> Path | None:
    """Bring the records to this version, after a copy. Returns where the copy lies; None where nothing was to do."""
    if _format(root) > FORMAT:
        raise WorkspaceError(f"{root} was made by a newer Footpath. Install that version instead.")
    database = Database(f"sqlite:///{root / RECORDS}")
    try:
        if database.revision() == newest_revision():
            return None
        copy = root / f"before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        copy.mkdir()
        with database.transaction() as connection:
            connection.exec_driver_sql("SELECT 1")
            for path in root.glob("records.db*"):
                shutil.copy2(path, copy / path.name)
        shutil.copy2(root / MARK, copy / MARK)
        database.migrate()
    finally:
        database.close()
    (root / MARK).write_text(json.dumps({"footpath": FORMAT}) + "\n")
    return copy


def checked_timezone(name: str) -> str:
    """``name`` if it is a time zone of the IANA list."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise WorkspaceError(f"{name!r} is not a time zone. Write one like Europe/Warsaw or Asia/Taipei.") from None
    return name


def _currency(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code.upper()):
        raise WorkspaceError(f"{code!r} is not a currency. Write its three letters, like EUR or PLN.")
    return code.upper()


def _format(root: Path) -> int:
    mark = root / MARK
    if not mark.is_file():
        raise WorkspaceError(f"{root} is not a Footpath workspace. Make one with `footpath init {root}`.")
    try:
        return int(json.loads(mark.read_text())["footpath"])
    except (ValueError, KeyError, TypeError):
        raise WorkspaceError(f'{mark} is damaged. It should read {{"footpath": {FORMAT}}}.') from None


def _settings(values: Mapping[str, str]) -> Settings:
    return Settings(values["name"], values["timezone"], values["currency"], int(values["format"]))
