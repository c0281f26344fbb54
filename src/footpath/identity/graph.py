"""The graph of keys: which links are active, and the customers that they make.

A customer is a connected component of keys under the active links. Which links are active follows from the set of links
alone, never from the order in which they came (definitions.md 1, Identity):

- Two keys that were split never join by a link of their own.
- A key linked to more than ``max_people`` strong keys is *crowded*: it links nothing.
- Two strong keys of one namespace never join through an anonymous key: where they would, the anonymous keys that bridge
  them link nothing; first those that themselves have two strong neighbours of one namespace, then, where that does not
  part them, all that bridge.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from footpath.vocabulary.keys import NAMESPACES, STRONG

MAX_PEOPLE = 5
NEVER = "never"  #: the rule of a split: these two are not one person's


@dataclass(frozen=True, slots=True)
class Link:
    """Two keys by their codes, ``a < b``, and the rule that says they are one person's, or ``NEVER``."""

    a: int
    b: int
    rule: str


def link(one: int, other: int, rule: str) -> Link:
    """A link between two different keys."""
    return Link(one, other, rule) if one < other else Link(other, one, rule)


@dataclass(frozen=True)
class Guards:
    """When links stop. ``through_anonymous``: two strong keys of one namespace may join through an anonymous key."""

    max_people: int = MAX_PEOPLE
    through_anonymous: bool = False


@dataclass
class Resolved:
    """The root of each key, its customer. ``crowded``, ``bridging``: keys that link nothing, as they have too many
    strong neighbours, or would join two people. ``cluster``: of each key, those that links of keys which are not
    crowded join it with, by their least: what is looked at together when a link comes or goes."""

    root: dict[int, int]
    crowded: set[int]
    bridging: set[int]
    cluster: dict[int, int]


def resolve(
    namespaces: Mapping[int, str],
    links: Iterable[Link],
    guards: Guards | None = None,
    shared: Collection[int] = (),
) -> Resolved:
    """Customers of these keys. ``namespaces``: of each key by its code; links between other keys are left out.
    ``shared``: keys of which it is known that they have too many neighbours, where not all of these are given.

    The root of a customer is its key of the first namespace (user, crm, email, phone, card, anonymous), of several the
    least code. O(keys + links).
    """
    guards = guards or Guards()
    given = [one for one in links if one.a in namespaces and one.b in namespaces]
    never = {(one.a, one.b) for one in given if one.rule == NEVER}
    pairs = {(one.a, one.b) for one in given if one.rule != NEVER} - never
    crowded = {*shared, *_of_many(namespaces, pairs, guards.max_people)}
    pairs = {(a, b) for a, b in pairs if a not in crowded and b not in crowded}
    sets = _Sets(namespaces)
    for a, b in pairs:
        sets.join(a, b)
    cluster = {key: sets.find(key) for key in namespaces}
    groups: dict[int, list[int]] = {}
    for key, name in cluster.items():
        groups.setdefault(name, []).append(key)
    roots: dict[int, int] = {}
    large: dict[int, str] = {}
    for members in groups.values():
        if len(members) == 1:
            roots[members[0]] = members[0]
        elif len(members) == 2:  # two keys never bridge
            a, b = members
            first = (_RANK[namespaces[a]], a) < (_RANK[namespaces[b]], b)
            roots[a] = roots[b] = a if first else b
        else:
            large.update({key: namespaces[key] for key in members})
    bridging: set[int] = set()
    if large:
        joined, bridging = _joined(large, {(a, b) for a, b in pairs if a in large}, guards)
        for members in joined.groups():
            root = min(members, key=lambda key: (_RANK[namespaces[key]], key))
            roots.update(dict.fromkeys(members, root))
    return Resolved(roots, crowded, bridging, cluster)


_RANK = {namespace: place for place, namespace in enumerate(NAMESPACES)}
_ARE_STRONG = frozenset(STRONG)
_Pairs = Collection[tuple[int, int]]


def _of_many(namespaces: Mapping[int, str], pairs: _Pairs, most: int) -> set[int]:
    strong: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        if namespaces[b] in _ARE_STRONG:
            strong[a].add(b)
        if namespaces[a] in _ARE_STRONG:
            strong[b].add(a)
    return {key for key, neighbours in strong.items() if len(neighbours) > most}


def _joined(namespaces: Mapping[int, str], pairs: _Pairs, guards: Guards) -> "tuple[_Sets, set[int]]":
    """The components, and the anonymous keys that were kept from bridging."""
    people, devices = _Sets(namespaces), _Sets(namespaces)
    bridges: list[tuple[int, int]] = []  # an anonymous key, a strong one
    for a, b in pairs:
        weak = namespaces[a] not in _ARE_STRONG, namespaces[b] not in _ARE_STRONG
        if weak == (False, False):
            people.join(a, b)
        elif weak == (True, True):
            devices.join(a, b)
        else:
            bridges.append((a, b) if weak[0] else (b, a))
    if guards.through_anonymous:
        return _bridged(namespaces, people, devices, bridges, set()), set()
    touched: dict[int, set[int]] = defaultdict(set)  # of a group of devices, the people it is linked with
    for device, person in bridges:
        touched[devices.find(device)].add(people.find(person))
    names = {person: {namespaces[key] for key in members} for person, members in people.by_group().items()}
    cut = {group for group, found in touched.items() if _collide(names[person] for person in found)}
    joined = _bridged(namespaces, people, devices, bridges, cut)
    of_group: dict[int, set[int]] = defaultdict(set)
    for person in names:
        of_group[joined.find(person)].add(person)
    collided = {group for group, found in of_group.items() if _collide(names[person] for person in found)}
    if collided:
        cut |= {group for group, found in touched.items() if len(found) > 1 and joined.find(group) in collided}
        joined = _bridged(namespaces, people, devices, bridges, cut)
    return joined, {key for key in namespaces if devices.find(key) in cut}


def _bridged(
    namespaces: Mapping[int, str], people: "_Sets", devices: "_Sets", bridges: list[tuple[int, int]], cut: set[int]
) -> "_Sets":
    whole = _Sets(namespaces)
    for key in namespaces:
        whole.join(key, people.find(key))
        whole.join(key, devices.find(key))
    for device, person in bridges:
        if devices.find(device) not in cut:
            whole.join(device, person)
    return whole


def _collide(names: Iterable[set[str]]) -> bool:
    """Whether two of these people have keys of one strong namespace."""
    seen: set[str] = set()
    for own in names:
        strong = own & _ARE_STRONG
        if seen & strong:
            return True
        seen |= strong
    return False


class _Sets:
    """Disjoint sets of keys; each is named by its least member, whatever the order in which they were joined."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._up = {key: key for key in keys}

    def find(self, key: int) -> int:
        top = key
        while (above := self._up[top]) != top:
            top = above
        while (above := self._up[key]) != top:
            self._up[key], key = top, above
        return top

    def join(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self._up[max(a, b)] = min(a, b)

    def by_group(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for key in self._up:
            found[self.find(key)].append(key)
        return found

    def groups(self) -> Collection[list[int]]:
        return self.by_group().values()
