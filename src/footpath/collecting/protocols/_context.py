"""The context that clients send with each event: where it happened, and what brought the visitor."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from footpath.collecting._surface import template
from footpath.collecting.protocols._events import plain_object

_CAMPAIGN = {"name": "campaign", "source": "source", "medium": "medium", "term": "term", "content": "content"}
_GIVEN = {"locale": "locale", "groupId": "group"}
_PLACE = {"referrer": "referrer", "title": "page_title"}
_MOBILE_LIBRARIES = re.compile(r"android|ios|swift|kotlin|react[-_]native|flutter|xamarin|unity", re.IGNORECASE)
_BROWSER_LIBRARIES = re.compile(r"analytics\.js|javascript|browser|jitsu|^web$", re.IGNORECASE)
_TEMPLATES: dict[str, str] = {}
_TEMPLATES_KEPT = 100_000
_DESCRIBED: dict[tuple[bytes, bytes], "Context"] = {}
_DESCRIBED_KEPT, _LARGE = 20_000, 4_000


class Context(NamedTuple):
    """What is read of a context. ``traits``: of the person; ``page``: its address or path."""

    channel: str | None
    page: str | None
    traits: Mapping[str, Any]
    properties: dict[str, Any]

    def surface(self, properties: Mapping[str, Any]) -> str | None:
        """The page group where it happened; ``properties`` of a page's own call say it first."""
        page = properties.get("path") or properties.get("url") or self.page
        return page_group(page) if isinstance(page, str) and page else None


def described(context: bytes, common: bytes = b"") -> Context:
    """What a context says, as JSON, whatever it holds besides; ``common``: that of the whole batch, where its own says
    nothing. Clients repeat themselves, so that what was read is remembered."""
    known = _DESCRIBED.get((context, common))
    if known is None:
        if len(_DESCRIBED) >= _DESCRIBED_KEPT:
            _DESCRIBED.clear()
        known = _read({**_parsed(common), **_parsed(context)})
        if len(context) + len(common) < _LARGE:
            _DESCRIBED[context, common] = known
    return known


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        return plain_object(msgspec.json.decode(text)) if text else {}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _read(context: Mapping[str, Any]) -> Context:
    campaign, page, traits = (plain_object(context.get(name)) for name in ("campaign", "page", "traits"))
    properties = {own: campaign[name] for name, own in _CAMPAIGN.items() if _plain(campaign.get(name))}
    properties |= {own: page[name] for name, own in _PLACE.items() if _plain(page.get(name))}
    if "referrer" not in properties and _plain(plain_object(context.get("referrer")).get("url")):
        properties["referrer"] = plain_object(context.get("referrer"))["url"]
    properties |= {own: context[name] for name, own in _GIVEN.items() if _plain(context.get(name))}
    device = plain_object(context.get("device")).get("type")
    agent = context.get("userAgent")
    kind = device if _plain(device) else device_of(agent) if isinstance(agent, str) else None
    if kind is not None:
        properties["device"] = str(kind).lower()
    library = plain_object(context.get("library")).get("name")
    return Context(_channel(context, library, page), page.get("path") or page.get("url"), traits, properties)


def page_group(page: str) -> str:
    """The group of a page by its address; each is worked out once."""
    known = _TEMPLATES.get(page)
    if known is None:
        if len(_TEMPLATES) >= _TEMPLATES_KEPT:
            _TEMPLATES.clear()
        known = _TEMPLATES[page] = template(page)
    return known


def device_of(agent: str) -> str | None:
    """What a browser says that it runs on: mobile, tablet or desktop."""
    if "Mozilla/" not in agent:
        return None
    if "iPad" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "mobile" if "Mobi" in agent else "desktop"


def channel_named(name: Any) -> str | None:
    """The channel behind what clients call one; None where it is none of a customer's."""
    if name == "mobile":
        return "app"
    return "web" if name in ("web", "browser", "client") else None


def _channel(context: Mapping[str, Any], library: Any, page: Mapping[str, Any]) -> str | None:
    given = channel_named(context.get("channel"))
    if given is not None:
        return given
    if isinstance(library, str) and _MOBILE_LIBRARIES.search(library):
        return "app"
    return "web" if page or (isinstance(library, str) and _BROWSER_LIBRARIES.search(library)) else None


def _plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and value != ""
