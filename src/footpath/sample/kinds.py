"""The kinds of event the sample shop produces, as codes."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from footpath.vocabulary.event import Actor

Codes = npt.NDArray[np.int16]


class SampleKind(NamedTuple):
    """Name, channel, surface and actor as they stand in the events."""

    name: str
    channel: str
    surface: str
    actor: Actor


def _both(name: str, page: str, screen: str) -> list[SampleKind]:
    return [SampleKind(name, "web", page, "customer"), SampleKind(name, "app", screen, "customer")]


def _company(name: str, *channels: str) -> list[SampleKind]:
    return [SampleKind(name, channel, "", "company") for channel in channels]


def _customer(name: str, *channels: str) -> list[SampleKind]:
    return [SampleKind(name, channel, "", "customer") for channel in channels]


KINDS: list[SampleKind] = [
    *_customer("Ad Clicked", "ads"),
    *_customer("Search Clicked", "search"),
    *_customer("Social Post Seen", "social"),
    *_both("Home Viewed", "/", "Home"),
    *_both("Home Page Rated", "/", "Home"),
    *_both("Product Viewed", "/product/:id", "Product"),
    *_both("Product Page Rated", "/product/:id", "Product"),
    *_both("Products Compared", "/compare", "Compare"),
    *_both("Competitor Compared", "/compare/:shop", "Compare"),
    *_both("Review Read", "/product/:id/reviews", "Reviews"),
    *_customer("Store Visited", "store"),
    *_customer("Advice Given", "store"),
    *_customer("Store Visit Rated", "store"),
    *_company("Email Sent", "email"),
    *_customer("Email Opened", "email"),
    *_customer("Email Clicked", "email"),
    *_both("Product Added", "/basket", "Basket"),
    *_both("Checkout Started", "/checkout", "Checkout"),
    *_both("Payment Failed", "/checkout/payment", "Payment"),
    *_both("Order Completed", "/checkout/done", "Done"),
    *_customer("Order Completed", "store"),
    *_both("Checkout Rated", "/checkout/done", "Done"),
    *_company("Order Shipped", "sms", "email"),
    *_company("Delivery Delayed", "sms", "email"),
    *_customer("Parcel Tracked", "web", "app", "carrier"),
    *_customer("Tracking Rated", "carrier"),
    *_customer("Order Delivered", "carrier", "store"),
    *_customer("Delivery Rated", "sms", "email"),
    *_both("Guide Viewed", "/guide/:id", "Guide"),
    *_both("Help Article Viewed", "/help/:id", "Help"),
    *_both("Guide Rated", "/guide/:id", "Guide"),
    *_customer("Support Called", "phone"),
    *_customer("Chat Started", "chat"),
    *_customer("Support Rated", "phone", "chat"),
    *_both("Return Requested", "/returns", "Returns"),
    *_company("Refund Issued", "email"),
    *_both("Review Submitted", "/product/:id/reviews", "Reviews"),
    *_customer("NPS Answered", "email"),
    *_customer("Loyalty Joined", "app", "store"),
    *_customer("Referral Sent", "app", "email"),
    *_both("Second Order Completed", "/checkout/done", "Done"),
    *_both("Second Order Rated", "/checkout/done", "Done"),
]

#: The events of a campaign that cost money; its other events only carry its name.
PAID = np.isin([kind.name for kind in KINDS], ["Ad Clicked", "Search Clicked", "Social Post Seen", "Email Sent"])

_CODES: dict[tuple[str, str], int] = {(kind.name, kind.channel): code for code, kind in enumerate(KINDS)}


def code(name: str, channel: str) -> Codes:
    """The code of a kind. KeyError where the shop has no such kind."""
    return np.array(_CODES[name, channel], np.int16)


def codes(name: str, second: npt.NDArray[np.bool_], channels: tuple[str, str] = ("web", "app")) -> Codes:
    """One code a row: the second channel where ``second`` holds, else the first."""
    first, other = (code(name, channel) for channel in channels)
    return np.where(second, other, first)
