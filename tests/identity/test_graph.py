"""Which keys are one person's: guards, and that the order of links does not matter."""

import random
from itertools import product

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footpath.identity.graph import NEVER, Guards, link, resolve
from footpath.vocabulary.keys import NAMESPACES, STRONG

NAMES = ("user", "email", "anonymous")


def customers(names: str, *links: str, guards: Guards | None = None) -> set[str]:
    """``names``: keys as ``u1 e1 a1``; ``links``: ``u1-a1``, or ``u1!a1`` that never join. Customers as ``a1 u1``."""
    keys = names.split()
    code = {key: place for place, key in enumerate(keys)}
    spaces = {code[key]: next(name for name in NAMES if name.startswith(key[0])) for key in keys}
    made = []
    for one in links:
        rule = NEVER if "!" in one else "shared"
        a, b = one.replace("!", "-").split("-")
        made.append(link(code[a], code[b], rule))
    found: dict[int, list[str]] = {}
    for key, root in resolve(spaces, made, guards).root.items():
        found.setdefault(root, []).append(keys[key])
    assert all(keys[root] in members for root, members in found.items())
    return {" ".join(sorted(members)) for members in found.values()}


def test_linked_keys_are_one_customer() -> None:
    assert customers("u1 e1 a1 a2 u2", "u1-a1", "a1-a2", "u1-e1") == {"a1 a2 e1 u1", "u2"}


def test_two_users_never_join_through_a_device() -> None:
    assert customers("u1 u2 a1", "u1-a1", "u2-a1") == {"u1", "u2", "a1"}
    assert customers("u1 u2 a1 a2", "u1-a1", "a1-a2", "u2-a2") == {"u1", "u2", "a1 a2"}
    assert customers("u1 u2 a1", "u1-a1", "u2-a1", guards=Guards(through_anonymous=True)) == {"a1 u1 u2"}


def test_two_users_join_where_one_says_so() -> None:
    assert customers("u1 u2 a1", "u1-u2", "u1-a1", "u2-a1") == {"a1 u1 u2"}


def test_only_the_device_of_both_is_kept_apart() -> None:
    assert customers("u1 u2 e1 a1 a2", "u1-a1", "u2-a1", "u1-a2", "e1-a2") == {"a2 e1 u1", "u2", "a1"}


def test_two_users_never_join_through_two_devices_and_an_address() -> None:
    assert customers("u1 u2 e1 a1 a2", "u1-a1", "e1-a1", "e1-a2", "u2-a2") == {"u1", "u2", "e1", "a1", "a2"}


def test_a_key_of_many_links_nothing() -> None:
    many = [f"u{n}" for n in range(6)]
    links = [f"{user}-e1" for user in many]
    assert customers(" ".join([*many, "e1", "a1"]), *links, "a1-e1") == {*many, "e1", "a1"}
    assert customers(" ".join([*many[:5], "e1", "a1"]), *links[:5], "a1-e1") == {
        " ".join(sorted([*many[:5], "e1", "a1"]))
    }


def test_what_was_split_stays_apart() -> None:
    assert customers("u1 e1 a1", "u1-e1", "u1!e1", "u1-a1") == {"a1 u1", "e1"}


def test_the_root_is_of_the_first_namespace() -> None:
    spaces = {9: "user", 1: "anonymous", 5: "user", 2: "email"}
    links = [link(9, 1, "shared"), link(9, 2, "shared"), link(9, 5, "alias")]
    assert set(resolve(spaces, links).root.values()) == {5}


graphs = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from(["user", "email", "anonymous", "anonymous"]), min_size=n, max_size=n),
        st.lists(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.sampled_from(["shared", "alias", NEVER])),
            max_size=20,
        ),
    )
)


@given(graphs, st.randoms(use_true_random=False), st.booleans())
def test_neither_order_nor_repetition_of_links_matters(
    graph: tuple[list[str], list[tuple[int, int, str]]], chance: object, through: bool
) -> None:
    names, pairs = graph
    spaces = dict(enumerate(names))
    links = [link(a, b, rule) for a, b, rule in pairs if a != b]
    guards = Guards(max_people=3, through_anonymous=through)
    shuffled = [*links, *links[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = dict(reversed([*spaces.items()]))
    assert resolve(spaces, links, guards) == resolve(turned, shuffled, guards)


@given(graphs)
def test_guards_hold_by_the_words_of_the_definition(graph: tuple[list[str], list[tuple[int, int, str]]]) -> None:
    """Held against a plain reading of definitions.md: components of what is left, and no two users through a device."""
    names, pairs = graph
    spaces = dict(enumerate(names))
    links = [link(a, b, rule) for a, b, rule in pairs if a != b]
    found = resolve(spaces, links, Guards(max_people=3))
    never = {(one.a, one.b) for one in links if one.rule == NEVER}
    said = {(one.a, one.b) for one in links if one.rule != NEVER} - never
    for key in spaces:
        neighbours = {a + b - key for a, b in said if key in (a, b)}
        assert (key in found.crowded) == (sum(names[other] in STRONG for other in neighbours) > 3)
    off = found.crowded | found.bridging
    active = {(a, b) for a, b in said if a not in off and b not in off} | {
        (a, b) for a, b in said if a in found.bridging and b in found.bridging and not {a, b} & found.crowded
    }
    assert _components(spaces, active) == _grouped(found.root)
    direct = {(a, b) for a, b in active if names[a] in STRONG and names[b] in STRONG}
    people = _components(spaces, direct)
    for group in _components(spaces, active):
        own = [person for person in people if person <= group and names[min(person)] in STRONG]
        for one, other in product(own, own):
            if one != other:
                assert not {names[key] for key in one} & {names[key] for key in other} & {*STRONG}


def _grouped(roots: dict[int, int]) -> set[frozenset[int]]:
    return {frozenset(key for key in roots if roots[key] == root) for root in roots.values()}


def _components(keys: dict[int, str], pairs: set[tuple[int, int]]) -> set[frozenset[int]]:
    """Connected components, by walking."""
    left, found = {*keys}, set()
    while left:
        group, edge = {min(left)}, [min(left)]
        while edge:
            key = edge.pop()
            fresh = {a + b - key for a, b in pairs if key in (a, b)} - group
            group |= fresh
            edge += fresh
        found.add(frozenset(group))
        left -= group
    return found


@pytest.mark.nightly
def test_a_million_keys_agree_with_networkx() -> None:
    chance = random.Random(3)
    spaces = {key: chance.choice(NAMESPACES) for key in range(1_000_000)}
    links = [link(*chance.sample(range(1_000_000), 2), "shared") for _ in range(600_000)]
    peer = networkx.Graph()
    peer.add_nodes_from(spaces)
    peer.add_edges_from((one.a, one.b) for one in links)
    found = resolve(spaces, links, Guards(max_people=1_000_000, through_anonymous=True))
    groups: dict[int, set[int]] = {}
    for key, root in found.root.items():
        groups.setdefault(root, set()).add(key)
    assert {frozenset(group) for group in groups.values()} == {*map(frozenset, networkx.connected_components(peer))}
