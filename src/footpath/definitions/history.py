"""The history of the definitions: every edit is a version; undo and redo move the head along it."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from footpath.definitions.model import Definitions
from footpath.records.database import Database
from footpath.records.tables import definition, definition_head


class History:
    """Versions of the definitions document in the records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> Definitions:
        """The document at the head; an empty one before the first."""
        with self._database.reading() as connection:
            body = connection.execute(
                sa.select(definition.c.body).join(definition_head, definition_head.c.definition == definition.c.id)
            ).scalar()
        return Definitions.model_validate_json(body) if body else Definitions()

    def save(self, document: Definitions, what: str, who: str, why: str = "") -> Definitions:
        """Make ``document`` the head: ``what`` was done, by whom, and ``why`` in their own words.

        What was undone can no longer be redone.
        """
        with self._database.transaction() as connection:
            head = connection.execute(sa.select(definition_head.c.definition)).scalar()
            inserted = connection.execute(
                sa.insert(definition).values(
                    parent=head,
                    body=document.model_dump_json(),
                    what=what,
                    who=who,
                    at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                    why=why,
                )
            )
            identity = inserted.inserted_primary_key[0]  # type: ignore[index]
            _move(connection, head, identity)
        return document

    def version(self, identity: int) -> Definitions | None:
        """The document as it was at a version; None where there is no such version."""
        with self._database.reading() as connection:
            body = connection.execute(sa.select(definition.c.body).where(definition.c.id == identity)).scalar()
        return Definitions.model_validate_json(body) if body else None

    def undo(self) -> Definitions:
        """Back to the version before the head; stays where there is none."""
        with self._database.transaction() as connection:
            head, parent, _ = _neighbours(connection)
            if parent is not None:
                _move(connection, head, parent)
        return self.current()

    def redo(self) -> Definitions:
        """Forward to the version that was last undone; stays where there is none."""
        with self._database.transaction() as connection:
            head, _, following = _neighbours(connection)
            if following is not None:
                _move(connection, head, following)
        return self.current()

    def reach(self) -> tuple[bool, bool]:
        """Whether there is something to undo, and something to redo."""
        with self._database.reading() as connection:
            _, parent, following = _neighbours(connection)
        return parent is not None, following is not None

    def versions(self, limit: int = 200) -> list[dict[str, Any]]:
        """The newest versions: id, what, who, at, why, and whether it is the head."""
        with self._database.reading() as connection:
            head = connection.execute(sa.select(definition_head.c.definition)).scalar()
            rows = connection.execute(
                sa.select(*(column for column in definition.c if column.name != "body"))
                .order_by(definition.c.id.desc())
                .limit(limit)
            ).mappings()
            return [{**row, "head": row["id"] == head} for row in rows]


def _neighbours(connection: sa.Connection) -> tuple[int | None, int | None, int | None]:
    """The head, its parent, and its newest child."""
    head = connection.execute(sa.select(definition_head.c.definition)).scalar()
    if head is None:
        return None, None, None
    parent = connection.execute(sa.select(definition.c.parent).where(definition.c.id == head)).scalar()
    child = connection.execute(sa.select(sa.func.max(definition.c.id)).where(definition.c.parent == head)).scalar()
    return head, parent, child


def _move(connection: sa.Connection, head: int | None, to: int) -> None:
    if head is None:
        connection.execute(sa.insert(definition_head).values(id=1, definition=to))
    else:
        connection.execute(sa.update(definition_head).values(definition=to))
