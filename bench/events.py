"""Made-up events of a shop, for measuring: 10 a customer, Zipf-like activity, 60 names, 6 columns, by time."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

PER_CUSTOMER = 10
DAYS = 180
START_MS = 1_767_225_600_000  # 2026-01-01 UTC
CHANNELS = ("web", "app", "email", "ads", "social", "phone", "chat", "store")
STEPS = (
    *(
        "Ad Clicked",
        "Email Opened",
        "Push Opened",
        "Home Viewed",
        "Search Performed",
        "Category Viewed",
        "Product Viewed",
    ),
    *("Review Read", "Product Compared", "Product Added", "Cart Viewed", "Checkout Started", "Payment Entered"),
    *("Order Completed", "Delivery Tracked", "Package Delivered", "Invoice Opened", "Help Viewed", "Support Called"),
    *("Return Started", "Refund Received", "Review Written", "Account Viewed", "Newsletter Joined"),
)
NAMES = (*STEPS, *(f"Feature {number} Used" for number in range(1, 61 - len(STEPS))))


def files(folder: Path, events: int, seed: int = 7) -> dict[str, Path]:
    """The Parquet and the CSV file with the same ``events`` rows; made once, then found again."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {suffix: folder / f"events-{events}-{seed}.{suffix}" for suffix in ("parquet", "csv")}
    if not all(path.is_file() for path in made.values()):
        table = rows(events, seed)
        _write(made["parquet"], lambda path: pyarrow.parquet.write_table(table, path, row_group_size=1_000_000))
        text = table.set_column(1, "time", pc.strftime(table["time"], "%Y-%m-%dT%H:%M:%SZ"))
        _write(made["csv"], lambda path: pyarrow.csv.write_csv(text, path))
    return made


def rows(events: int, seed: int) -> pa.Table:
    """Columns customer, time, event, channel, value, product; the same seed gives the same rows."""
    random = np.random.default_rng(seed)
    customers = max(1, events // PER_CUSTOMER)
    activity = np.cumsum(1 / np.arange(1, customers + 1) ** 0.7)
    who = np.searchsorted(activity, random.random(events) * activity[-1]).astype(np.int64)
    name_weights = np.cumsum(1 / np.arange(1, len(NAMES) + 1) ** 0.8)
    what = np.searchsorted(name_weights, random.random(events) * name_weights[-1]).astype(np.int32)
    # A name is mostly seen on one channel, sometimes on the next.
    where = ((what + (random.random(events) < 0.15)) % len(CHANNELS)).astype(np.int32)
    when = np.sort(random.integers(0, DAYS * 86_400, events)) * 1000 + START_MS
    paid = what == NAMES.index("Order Completed")
    value = np.round(np.where(paid, random.lognormal(3.5, 0.8, events), 0), 2)
    return pa.table(
        {
            "customer": pc.binary_join_element_wise(
                "c", pc.cast(pa.array(who * 7919 % 1_000_000_007), pa.string()), ""
            ),
            "time": pa.array(when, pa.timestamp("ms", "UTC")),
            "event": pa.DictionaryArray.from_arrays(what, list(NAMES)).cast(pa.string()),
            "channel": pa.DictionaryArray.from_arrays(where, list(CHANNELS)).cast(pa.string()),
            "value": pa.array(value, mask=~paid),
            "product": pc.binary_join_element_wise(
                "p", pc.cast(pa.array(random.integers(0, 500, events)), pa.string()), ""
            ),
        }
    )


def _write(path: Path, write: Callable[[Path], object]) -> None:
    """Under another name first: a run that was stopped leaves no half file behind."""
    partial = path.with_suffix(path.suffix + ".partial")
    write(partial)
    partial.rename(path)
