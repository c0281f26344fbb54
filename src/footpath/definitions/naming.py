"""Finding stages and touchpoints by id, and new ids and names that are still free."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from footpath.definitions.model import Definitions, Stage, Touchpoint
from footpath.vocabulary.said import say


class DefinitionError(ValueError):
    """An edit or a document that cannot be taken, said in a sentence for the person who made it."""


def new_id(definitions: Definitions, name: str) -> str:
    """A readable slug of ``name`` that no stage and no touchpoint carries yet: "cart", "cart-2"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")[:60].strip("-") or "item"
    taken = {stage.id for stage in definitions.stages} | {touchpoint.id for touchpoint in definitions.touchpoints}
    return next(i for i in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if i not in taken)


def touchpoint_at(definitions: Definitions, id_: str) -> int:
    return _place("touchpoint", id_, definitions.touchpoints)


def stage_at(definitions: Definitions, id_: str) -> int:
    return _place("stage", id_, definitions.stages)


def _place(what: str, id_: str, things: Sequence[Stage] | Sequence[Touchpoint]) -> int:
    ids = [thing.id for thing in things]
    if id_ in ids:
        return ids.index(id_)
    near = get_close_matches(id_, ids, 1)
    hint = f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(ids[:12])}." if ids else ""
    raise DefinitionError(f"There is no {what} with the id {id_!r}.{hint}")


def check_free(what: str, name: str, taken: Sequence[str]) -> None:
    if name.casefold() in (other.casefold() for other in taken):
        raise DefinitionError(say(f"definitions.{what}_taken", name=name))
