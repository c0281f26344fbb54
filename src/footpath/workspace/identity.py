"""Whose keys are: one customer's keys and why they are his, merging and splitting by hand, keys that link nothing."""

import time
from typing import Any

import numpy as np
import pyarrow as pa

from footpath.collecting.regrouping import regroup
from footpath.identity.graph import NEVER, link
from footpath.identity.ledger import Change, Ledger, ToldLink
from footpath.store.hashing import customer_code, customer_codes
from footpath.store.store import Store
from footpath.vocabulary.said import say
from footpath.workspace.folder import WorkspaceError
from footpath.workspace.people import find_customer

_BY_HAND = "hand"


class Identity:
    """The keys of a workspace. WorkspaceError where a key or a customer is not there."""

    def __init__(self, store: Store, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def keys(self, key: str) -> dict[str, Any]:
        """All keys of the customer with this key or id, and the links between them with rule, time and source."""
        customer = self._customer(key)
        journey = self._store.snapshot().journey(customer)
        texts = self._ledger.keys_of(customer) or ([] if journey is None else journey.keys().to_pylist())
        codes = dict(zip(customer_codes(pa.array(texts, pa.large_string())).tolist(), texts, strict=True))
        links = [
            {"one": codes[row["a"]], "other": codes[row["b"]], **{name: row[name] for name in _TOLD}}
            for row in self._ledger.links_of(codes)
            if row["a"] in codes and row["b"] in codes
        ]
        return {"customer": f"{customer:016x}", "keys": texts, "links": links}

    def shared(self) -> list[dict[str, Any]]:
        """Keys that link nothing: ``written``, ``why`` (``crowded``: of too many people, ``bridging``: it would join
        two)."""
        return self._ledger.shared()

    def merge(self, one: str, other: str, *, who: str = "you", dry: bool = False) -> dict[str, Any]:
        """Say that two keys are one person's; ``dry``: only what that would change."""
        one, other = self._named(one), self._named(other)
        codes = {text: customer_code(text) for text in (one, other)}
        with self._store.locked("writer"):
            parted = [row for row in self._ledger.links_of([codes[one]]) if row["rule"] == NEVER]
            back = [link(row["a"], row["b"], NEVER) for row in parted if codes[other] in (row["a"], row["b"])]
            told = ToldLink(one, other, _BY_HAND, int(time.time() * 1000), 0, who)
            return self._carry_out(self._ledger.add([told], codes, without=back), dry)

    def split(self, key: str, *, who: str = "you", dry: bool = False) -> dict[str, Any]:
        """Take a key out of its customer: no link joins it with his others any more, but those that a person says
        later. What was merged by hand is what it was before. ``dry``: only what that would change."""
        key = self._named(key)
        code = customer_code(key)
        with self._store.locked("writer"):
            links = [row for row in self._ledger.links_of([code]) if row["rule"] != NEVER]
            if not links:
                raise WorkspaceError(say("identity.alone", key=key))
            hand = [link(row["a"], row["b"], _BY_HAND) for row in links if row["rule"] == _BY_HAND]
            others = {row["a"] + row["b"] - code for row in links if row["rule"] != _BY_HAND}
            texts = self._ledger.texts(np.array(sorted(others), np.uint64))
            now = int(time.time() * 1000)
            told = [ToldLink(key, text, NEVER, now, 0, who) for text in texts.values()]
            codes = {key: code} | {text: other for other, text in texts.items()}
            return self._carry_out(self._ledger.add(told, codes, without=hand), dry)

    def _customer(self, key: str) -> int:
        code = find_customer(self._store.snapshot(), key)
        if code is None:
            raise WorkspaceError(say("workspace.no_customer"))
        return code

    def _named(self, key: str) -> str:
        """The key itself, or the one that names the customer of an id."""
        customer = self._customer(key)
        if key == f"{customer:016x}":
            return str(self.keys(key)["keys"][0])
        return key

    def _carry_out(self, change: Change, dry: bool) -> dict[str, Any]:
        snapshot = self._store.snapshot()
        concerned = sorted({*change.moves, *(now for keys in change.moves.values() for now in keys.values())})
        before = {
            code: 0 if (found := snapshot.journey(code)) is None else int(found.offsets[-1]) for code in concerned
        }
        if not dry:
            regroup(self._store, self._ledger, change)
        groups: dict[int, list[str]] = {}
        texts = self._ledger.texts(np.array(sorted(change.roots), np.uint64)) | change.texts
        for key, root in change.roots.items():
            groups.setdefault(root, []).append(texts.get(key, f"{key:016x}"))
        return {
            "customers": [{"customer": f"{root:016x}", "keys": sorted(keys)} for root, keys in sorted(groups.items())],
            "events": sum(before[code] for code in change.moves),
        }


_TOLD = ("rule", "at_ms", "source", "who")
