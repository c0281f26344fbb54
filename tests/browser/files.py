"""A shop's events as a file, and how a person drops it on the page."""

import base64
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

_DROP = """([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, {type: 'text/csv'}));
    for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
    }
}"""

_WAY = (
    ("Ad Clicked", "ads", 0),
    ("Product Viewed", "web", 1),
    ("Product Added", "web", 2),
    ("Checkout Started", "web", 3),
    ("Order Completed", "web", 4),
    ("Delivery Rated", "email", 100),
)


def shop(customers: int = 120) -> bytes:
    """Customers who walk the same way, each a little less far; two rows lack what an event needs."""
    begin = datetime(2026, 1, 5, 8, tzinfo=UTC)
    lines = ["customer,time,event,channel,value,csat"]
    for number in range(customers):
        far = len(_WAY) - number % len(_WAY) % 5
        for name, channel, hours in _WAY[:far]:
            time = begin + timedelta(hours=number + hours)
            value = "49.5" if name == "Order Completed" else ""
            score = str(1 + number % 5) if name == "Delivery Rated" else ""
            lines.append(f"c{number:04},{time:%Y-%m-%dT%H:%M:%SZ},{name},{channel},{value},{score}")
    lines += [",2026-01-05T08:00:00Z,Product Viewed,web,,", "c0001,not a time,Product Viewed,web,,"]
    return "\n".join(lines).encode()


def drop(page: Page, name: str, content: bytes) -> None:
    """Drops a file on the page."""
    page.evaluate(_DROP, [name, base64.b64encode(content).decode()])
