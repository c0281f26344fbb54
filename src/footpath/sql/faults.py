"""What is wrong with a question: a sentence with its place, never the engine's own report."""

import json
from collections.abc import Collection

from footpath.vocabulary.said import say

_LONGEST = 600


class SqlError(ValueError):
    """A question that cannot be answered; the message is the sentence to show. ``where``: its place as "line:column",
    both from 1; None where it has none."""

    def __init__(self, sentence: str, where: str | None = None) -> None:
        super().__init__(sentence)
        self.where = where


def located(text: str, at: int | None, sentence: str) -> SqlError:
    """The error of this sentence at byte ``at`` of the question in UTF-8; None: nowhere in particular."""
    if at is None:
        return SqlError(sentence)
    before = text.encode()[:at].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return SqlError(say("sql.at", line=line, column=column).then(sentence), f"{line}:{column}")


def told(text: str, report: str, known: Collection[str], shift: int = 0) -> SqlError:
    """The error for what DuckDB reported (``errors_as_json``). ``known``: columns of the tables that the question
    reads; ``shift``: bytes that stood before the question when the engine read it."""
    said = _fields(report)
    at = int(said["position"]) - shift if "position" in said else None
    if said.get("error_subtype") == "COLUMN_NOT_FOUND" and known:
        return located(text, at, say("sql.no_column", name=said["name"], known=sorted(known)))
    return located(text, at, say("sql.engine", message=_plain(said["exception_message"])))


def _fields(report: str) -> dict[str, str]:
    _, brace, rest = report.partition("{")
    try:
        found = json.loads(brace + rest)
    except ValueError:
        found = None
    if isinstance(found, dict) and "exception_message" in found:
        return found
    return {"exception_message": report.partition("Error: ")[2] or report}


def _plain(message: str) -> str:
    """The message in one line, without the list of what else there is."""
    first = message.split("\n\tCandidate functions")[0]
    line = " ".join(first.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
