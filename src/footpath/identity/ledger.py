"""The ledger of keys: links as they were told, and of each linked key the customer that follows from them.

A key that no link names is a customer by itself and stands in no table: its customer is its own code. What changes is
worked out here, and written by the caller in the transaction that moves the events: links, keys and journeys agree in
every version.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from footpath.identity.graph import NEVER, Guards, Link, Resolved, link, resolve
from footpath.identity.rows import Rows, signed, unsigned
from footpath.records import tables
from footpath.records.database import Database
from footpath.vocabulary.keys import key_of

U64 = npt.NDArray[np.uint64]
_REMEMBERED = 500_000  #: links that need no look into the records
_KEYS, _LINKS = tables.identity_key, tables.identity_link


@dataclass(frozen=True, slots=True)
class ToldLink:
    """A link as an event or a person told it: two keys as they are written, the rule, when it was (UTC ms), from which
    source; ``who`` where a person did it."""

    one: str
    other: str
    rule: str
    at_ms: int
    source: int
    who: str = ""


@dataclass
class Change:
    """What links change. ``moves``: of each customer who loses keys, all his keys and whose each is now; ``roots``: of
    every key that was looked at, its customer; ``texts``: of roots, as they are written. ``rows`` and ``statements``
    are to be carried out with it, then ``Ledger.keep``."""

    links: list[tuple[int, int, str]] = field(default_factory=list)
    gone: list[tuple[int, int, str]] = field(default_factory=list)
    moves: dict[int, dict[int, int]] = field(default_factory=dict)
    roots: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[sa.Table, list[dict[str, Any]]]] = field(default_factory=list)
    statements: list[sa.Executable] = field(default_factory=list)


class Ledger:
    """Customers of keys, in memory as two sorted columns; the rest stays in the records. Not safe for two writers."""

    def __init__(self, database: Database, guards: Guards | None = None) -> None:
        self._database = database
        self._rows = Rows(database)
        self._guards = guards or Guards()
        self._version = -1
        self._codes = np.empty(0, np.uint64)
        self._roots = np.empty(0, np.uint64)
        self._seen: dict[tuple[int, int, str], None] = {}
        self._lock = threading.RLock()

    def customers(self, codes: U64) -> U64:
        """The customer of each key, by its code: uint64[n]."""
        with self._lock:
            self._read()
            keys, roots = self._codes, self._roots
        if not len(keys):
            return codes
        place = np.searchsorted(keys, codes)
        place[place == len(keys)] = 0
        return np.where(keys[place] == codes, roots[place], codes)

    def texts(self, customers: U64) -> dict[int, str]:
        """The key that names each of these customers, as it is written, for those that are linked."""
        return self._rows.texts({*customers.tolist()})

    def add(self, told: Iterable[ToldLink], code_of: Mapping[str, int], without: Sequence[Link] = ()) -> Change:
        """What these links change, and that others are taken back. ``code_of``: of each key that they name, its code.
        Links that are known change nothing."""
        self._read()
        fresh: dict[tuple[int, int, str], ToldLink] = {}
        for one in told:
            a, b = sorted((code_of[one.one], code_of[one.other]))
            if a != b and (a, b, one.rule) not in self._seen:
                known = fresh.setdefault((a, b, one.rule), one)
                if one.at_ms < known.at_ms:
                    fresh[a, b, one.rule] = one
        recorded = self._rows.recorded(fresh)
        self._see(recorded)
        for pair in recorded:
            del fresh[pair]
        if not fresh and not without:
            return Change()
        written = {code_of[text]: text for one in fresh.values() for text in (one.one, one.other)}
        written |= self._rows.texts({key for one in without for key in (one.a, one.b)})
        gone: list[sa.Executable] = [
            sa.delete(_LINKS).where(_LINKS.c.a == signed(one.a), _LINKS.c.b == signed(one.b), _LINKS.c.rule == one.rule)
            for one in without
        ]
        rows = [
            {"a": signed(a), "b": signed(b), "rule": rule, "at_ms": one.at_ms, "source": one.source, "who": one.who}
            for (a, b, rule), one in fresh.items()
        ]
        change = self._change(written, [link(a, b, rule) for a, b, rule in fresh], [(_LINKS, rows)], gone, without)
        change.links, change.gone = [*fresh], [(one.a, one.b, one.rule) for one in without]
        return change

    def keep(self, change: Change) -> None:
        """The change is committed."""
        if not change.statements:
            return
        with self._lock:
            self._see(change.links)
            for one in change.gone:
                self._seen.pop(one, None)
            keys = np.array(sorted(change.roots), np.uint64)
            stays = ~np.isin(self._codes, keys)
            codes = np.concatenate([self._codes[stays], keys])
            roots = np.array([change.roots[key] for key in keys.tolist()], np.uint64)
            order = np.argsort(codes)
            self._codes, self._roots = codes[order], np.concatenate([self._roots[stays], roots])[order]
            self._version += 1

    def keys_of(self, customer: int) -> list[str]:
        """The keys of a customer, as they are written, its root first. Empty where nothing was linked."""
        with self._database.reading() as connection:
            chosen = sa.select(_KEYS.c.code, _KEYS.c.written).where(_KEYS.c.root == signed(customer))
            rows = connection.execute(chosen).all()
        return [text for _, text in sorted((unsigned(code) != customer, text) for code, text in rows)]

    def links_of(self, keys: Iterable[int]) -> list[dict[str, Any]]:
        """Every link of these keys as it was told: ``a``, ``b``, ``rule``, ``at_ms``, ``source``, ``who``, ``link``."""
        found = {row["id"]: row for row in self._rows.links({*keys})}
        return [
            {**row, "a": unsigned(row["a"]), "b": unsigned(row["b"])}
            for row in sorted(found.values(), key=lambda row: (row["at_ms"], row["id"]))
        ]

    def shared(self) -> list[dict[str, Any]]:
        """Keys that link nothing, and why: ``written``, ``why`` (crowded, bridging)."""
        with self._database.reading() as connection:
            chosen = sa.select(_KEYS.c.written, _KEYS.c.shared).where(_KEYS.c.shared != "").order_by(_KEYS.c.written)
            return [{"written": row.written, "why": row.shared} for row in connection.execute(chosen)]

    def _change(
        self,
        written: dict[int, str],
        fresh: Sequence[Link],
        rows: list[tuple[sa.Table, list[dict[str, Any]]]],
        statements: list[sa.Executable],
        without: Sequence[Link] = (),
    ) -> Change:
        known = self._rows.around({*written}, apart=bool(without) or any(one.rule == NEVER for one in fresh))
        texts = {key: row["written"] for key, row in known.items()} | written
        links = {Link(unsigned(row["a"]), unsigned(row["b"]), row["rule"]) for row in self._rows.links({*texts})}
        links = (links | {*fresh}) - {*without}
        outer = self._rows.keys({key for one in links for key in (one.a, one.b)} - {*texts})
        namespaces = {key: key_of(text).namespace for key, text in texts.items()}
        namespaces |= {key: key_of(row["written"]).namespace for key, row in outer.items()}
        found = resolve(namespaces, links, self._guards, {*outer})
        change = Change(statements=statements, rows=rows)
        self._tell(change, texts, known, found)
        return change

    def _tell(
        self, change: Change, texts: Mapping[int, str], known: Mapping[int, Mapping[str, Any]], found: Resolved
    ) -> None:
        """Enter in ``change`` what is other than it was."""
        new: list[dict[str, Any]] = []
        before_of: dict[int, dict[int, int]] = {}
        for key, text in texts.items():
            why = "crowded" if key in found.crowded else "bridging" if key in found.bridging else ""
            row = {"root": signed(found.root[key]), "cluster": signed(found.cluster[key]), "shared": why}
            before = known.get(key)
            before_of.setdefault(key if before is None else unsigned(before["root"]), {})[key] = found.root[key]
            change.roots[key] = found.root[key]
            change.texts[found.root[key]] = texts[found.root[key]]
            if before is None:
                new.append({"code": signed(key), "written": text, **row})
            elif any(before[name] != value for name, value in row.items()):
                change.statements.append(sa.update(_KEYS).where(_KEYS.c.code == signed(key)).values(**row))
        change.moves = {old: keys for old, keys in before_of.items() if {*keys.values()} != {old}}
        change.rows.append((_KEYS, new))
        change.statements += _next_version(self._version)

    def _see(self, pairs: Iterable[tuple[int, int, str]]) -> None:
        self._seen.update(dict.fromkeys(pairs))
        while len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]

    def _read(self) -> None:
        """Read what another has written since."""
        with self._database.reading() as connection:
            version = connection.execute(sa.select(tables.setting.c.value).where(_OWN)).scalar()
            if int(version or 0) == self._version:
                return
            rows = connection.execute(sa.select(_KEYS.c.code, _KEYS.c.root)).all()
        both = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 2).view(np.uint64)
        both = both[np.argsort(both[:, 0])]
        self._codes, self._roots = np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])
        self._seen.clear()
        self._version = int(version or 0)


_OWN = tables.setting.c.key == "identity.version"


def _next_version(version: int) -> list[sa.Executable]:
    own = {"key": "identity.version", "value": str(version + 1)}
    return [sa.delete(tables.setting).where(_OWN), sa.insert(tables.setting).values(**own)]
