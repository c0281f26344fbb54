"""Under which key each event came: cookies, an app's installation, an account, addresses, cards, a visit to a store."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.sample.clock import DAY, END_MS
from footpath.sample.draws import Draws, Ints
from footpath.sample.kinds import KINDS
from footpath.sample.telling import Shop, Told

#: Slots of a customer's keys. A cookie is renewed when it was cleared: two of each device.
COOKIES, HOUSEHOLD, APP, USER, EMAIL, PHONE, CARD, VISIT = 0, 4, 5, 6, 7, 8, 9, 10
SLOTS = 11
NAMESPACES = ("anonymous",) * 6 + ("user", "email", "phone", "card", "visit")

_SHARE_SECOND_DEVICE, _DAYS_ON_IT = 0.35, 0.3
_SHARE_CLEARED = 0.12
_SHARE_SHARED, _DAYS_SHARED = 0.04, 0.5  # of pairs that share a tablet; of their days on it
_SHARE_CARD = 0.3
_SHARE_SIGNED_IN_APP = 0.6  # from the beginning
_ON_THE_DOOR = {"phone": PHONE, "sms": PHONE, "email": EMAIL, "carrier": EMAIL, "chat": EMAIL}

_CHANNEL = np.array([entry.channel for entry in KINDS])
_NAME = np.array([entry.name for entry in KINDS])
_BROWSES = np.isin(_CHANNEL, ["web", "ads", "search", "social"])
_SIGNS_IN = np.isin(_NAME, ["Checkout Started"]) & np.isin(_CHANNEL, ["web", "app"])
_FILLS_IN = np.isin(_NAME, ["Checkout Started", "Order Completed", "Loyalty Joined"])
_AT_THE_DOOR = np.array([_ON_THE_DOOR.get(channel, -1) for channel in _CHANNEL])


class Keys(NamedTuple):
    """``slot``: of the key each event came under; ``device``: slot of its cookie or installation, else -1."""

    slot: Ints
    device: Ints
    text: npt.NDArray[np.object_]  # (customers x SLOTS) the keys themselves
    namespace: tuple[str, ...] = NAMESPACES

    def of(self, who: Ints, slot: Ints) -> pa.Array:
        """The keys of events; null where the slot is negative."""
        return pa.array(self.text[who * SLOTS + slot], pa.string(), mask=slot < 0)


def keys(shop: Shop, told: Told) -> Keys:
    """Keys of a block. Two customers of a household may share a tablet, and then its cookie."""
    draws = Draws(shop.seed, told.first, len(told.people))
    rows = np.arange(len(told.people))
    shares, household = households(shop, told)
    device = _devices(draws, told, rows, shares)
    kind, who = told.columns["kind"], told.columns["who"]
    slot = np.where(device >= 0, device, _AT_THE_DOOR[kind])
    holds = draws.uniform("holds a card", rows) < _SHARE_CARD
    in_store = _CHANNEL[kind] == "store"
    slot[in_store] = np.where(holds[who[in_store]], CARD, VISIT)
    slot[_signed_in(draws, told, rows, device)] = USER
    return Keys(slot, device, _texts(told.first, draws, rows, household))


def links(told: Told, found: Keys) -> dict[str, pa.Array]:
    """Further keys an event carries, which say that they belong to the same person; column -> keys or null."""
    kind, who = told.columns["kind"], told.columns["who"]
    fills_in = _FILLS_IN[kind]
    chats = (_NAME[kind] == "Chat Started") & told.people.has_app[who]
    device = np.where(chats, APP, found.device)
    at = {
        "anonymous_id": np.where((found.slot != device) & (device >= 0), device, -1),
        "user_id": np.where(fills_in & (found.device >= 0), USER, -1),
        "email": np.where(fills_in & (found.slot != EMAIL), EMAIL, -1),
        "phone": np.where(fills_in & (found.device >= 0), PHONE, -1),
    }
    return {name: found.of(who, slot) for name, slot in at.items()}


def used(told: Told, found: Keys) -> pa.Table:
    """Columns key, namespace, who (row of the block): each key that an event came under or carried, once a person."""
    seen = [found.slot, found.device]
    pairs = np.concatenate([(told.columns["who"] * SLOTS + slot)[slot >= 0] for slot in seen])
    filled = np.unique(told.columns["who"][_FILLS_IN[told.columns["kind"]]])
    carried = (filled[:, None] * SLOTS + np.array([USER, EMAIL, PHONE])).ravel()
    pairs = np.unique(np.concatenate([pairs, carried]))
    return pa.table(
        {
            "key": pa.array(found.text[pairs], pa.string()),
            "namespace": pa.array([NAMESPACES[slot] for slot in pairs % SLOTS], pa.string()),
            "who": pa.array(pairs // SLOTS),
        }
    )


def households(shop: Shop, told: Told) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Whether each customer shares a tablet with the one beside them, and the number of their household."""
    number = np.arange(told.first, told.first + len(told.people)) >> 1
    first = told.first >> 1
    pairs = Draws(shop.seed, first, int(number[-1]) - first + 1)
    return (pairs.uniform("shares a tablet", number - first) < _SHARE_SHARED), number


def _devices(draws: Draws, told: Told, rows: Ints, shares: npt.NDArray[np.bool_]) -> Ints:
    """Slot of the cookie or installation of each event on a screen, -1 elsewhere."""
    kind, who, time = (told.columns[name] for name in ("kind", "who", "time"))
    day = (time + told.people.offset[who]) // DAY
    second = (draws.uniform("has a second device", rows) < _SHARE_SECOND_DEVICE)[who]
    second &= draws.uniform("on the second device", who, day) < _DAYS_ON_IT
    moment = END_MS - (draws.uniform("cleared when", rows) * 60 * DAY).astype(np.int64)
    cleared = (draws.uniform("clears cookies", rows) < _SHARE_CLEARED)[who] & (time >= moment[who])
    cookie = COOKIES + 2 * second + cleared
    shared = shares[who] & (draws.uniform("on the shared tablet", who, day) < _DAYS_SHARED)
    result = np.where(shared, HOUSEHOLD, cookie)
    result[_CHANNEL[kind] == "app"] = APP
    result[~_BROWSES[kind] & (_CHANNEL[kind] != "app")] = -1
    return result


def _signed_in(draws: Draws, told: Told, rows: Ints, device: Ints) -> npt.NDArray[np.bool_]:
    """Events after the first checkout on the same device and day, and all in the app of those who stay signed in."""
    kind, who, time = (told.columns[name] for name in ("kind", "who", "time"))
    since = np.full((len(rows), SLOTS + 1), np.iinfo(np.int64).max)
    mine = _SIGNS_IN[kind]
    np.minimum.at(since, (who[mine], device[mine]), time[mine])
    since[draws.uniform("signed in", rows) < _SHARE_SIGNED_IN_APP, APP] = 0
    since[:, -1] = np.iinfo(np.int64).max
    of_the_day = time // DAY == since[who, device] // DAY
    result: npt.NDArray[np.bool_] = (time >= since[who, device]) & (of_the_day | (device == APP)) & (device >= 0)
    return result


def _texts(first: int, draws: Draws, rows: Ints, household: Ints) -> npt.NDArray[np.object_]:
    """Keys of every slot, none of which shows whose it is. Addresses and numbers are of ranges that are nobody's."""
    text: npt.NDArray[Any] = np.empty((len(rows), SLOTS), object)
    numbers = np.arange(first + 1, first + len(rows) + 1)
    for slot in (0, 1, 2, 3, APP, VISIT, EMAIL):
        high, low = ((draws.uniform(f"key {slot} {half}", rows) * 2**48).astype(np.int64) for half in ("high", "low"))
        text[:, slot] = [f"{a:012x}{b:012x}" for a, b in zip(high.tolist(), low.tolist(), strict=True)]
    text[:, EMAIL] = [f"{word[:14]}@example.org" for word in text[:, EMAIL]]
    text[:, HOUSEHOLD] = [f"{shuffled:024x}" for shuffled in _shuffled(household + 1, 10**15 + 37, 10**18).tolist()]
    text[:, USER] = [f"u{shuffled:09d}" for shuffled in _shuffled(numbers, 387_420_489).tolist()]
    text[:, PHONE] = [f"+999{shuffled:09d}" for shuffled in _shuffled(numbers, 282_475_249).tolist()]
    text[:, CARD] = [f"card {shuffled:09d}" for shuffled in _shuffled(numbers, 141_420_761).tolist()]
    return text.ravel()


def _shuffled(numbers: Ints, factor: int, modulus: int = 10**9) -> Ints:
    """Other numbers, as different as ``numbers`` below the modulus are: the factor and the modulus are coprime."""
    return np.array([number * factor % modulus for number in numbers.tolist()], np.int64)
