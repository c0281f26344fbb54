"""PostHog's own names of events and properties, and what they are here."""

import re
from collections.abc import Mapping
from typing import Any

from footpath.collecting.protocols._context import device_of
from footpath.collecting.protocols._events import plain_object, text_of

#: What the client's library names itself: the name of its event, and who acts.
OWN = {
    "$pageview": ("Page Viewed", "customer"),
    "$screen": ("Screen Viewed", "customer"),
    "$autocapture": ("Element Used", "customer"),
    "$rageclick": ("Rage Clicked", "customer"),
    "$pageleave": ("Page Left", "system"),
    "$identify": ("Identified", "system"),
    "$set": ("Identified", "system"),
    "$create_alias": ("Keys Joined", "system"),
    "$merge_dangerously": ("Keys Joined", "system"),
    "$groupidentify": ("Group Joined", "system"),
}
#: Properties of the library that say something of the event, by our names; of its others nothing is kept.
_KEPT = {
    "$referrer": "referrer",
    "$title": "page_title",
    "title": "page_title",
    "utm_campaign": "campaign",
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_term": "term",
    "utm_content": "content",
    "$browser_language": "locale",
    "$locale": "locale",
    "$group_type": "group_type",
    "$group_key": "group",
    "$event_type": "interaction",
    "$el_text": "element",
    "$feature_flag": "feature_flag",
    "$feature_flag_response": "feature_flag_response",
    "$survey_id": "survey_id",
    "$survey_name": "survey",
    "$survey_response": "response",
}
_SAYS_NOTHING = ("$direct", "")
OF_PERSON = ("$set_once", "$set")
_FOR_MACHINES = ("distinct_id", "token", "alias", *OF_PERSON)
_MOBILE = re.compile(r"android|ios|swift|react-native|flutter", re.IGNORECASE)


def channel_of(called: str, properties: Mapping[str, Any]) -> str | None:
    """Where it happened, by the library that says it."""
    library = text_of(properties.get("$lib")) or ""
    if called == "$screen" or _MOBILE.search(library):
        return "app"
    return "web" if library in ("web", "js") or properties.get("$current_url") else None


def properties_of(name: str, properties: Mapping[str, Any], person: Mapping[str, Any]) -> dict[str, Any]:
    """The event's own properties, and those of the library that say something."""
    said = {title: value for title, value in person.items() if title[:1] != "$"} if name == "Identified" else {}
    for title, value in properties.items():
        own = _KEPT.get(title)
        if own is not None:
            if value not in _SAYS_NOTHING:
                said[own] = value
        elif not title.startswith("$") and title not in _FOR_MACHINES:
            said[title] = value
    if name == "Group Joined":
        said |= plain_object(properties.get("$group_set"))
    groups = plain_object(properties.get("$groups"))
    if groups and "group" not in said:
        said["group"] = next(iter(groups.values())) if len(groups) == 1 else groups
    agent, kind = properties.get("$raw_user_agent"), properties.get("$device_type")
    device = kind.lower() if isinstance(kind, str) else device_of(agent) if isinstance(agent, str) else None
    if device:
        said["device"] = device
    return said
