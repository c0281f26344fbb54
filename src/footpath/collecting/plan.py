"""The plan of a file: which columns make the event, and how its cells are to be read."""

from dataclasses import dataclass, field
from typing import Literal

#: What a column can be; the same words in the preview, on the command line and in the web page.
ROLES = ("customer", "time", "event", "channel", "surface", "value", "score", "scale", "actor")
TypeName = Literal["int64", "float64", "bool", "string"]
#: Cells that say "nothing here" where a customer, a time or a name is expected, or a number.
MISSING = ("", "null", "NULL", "Null", "\\N", "nan", "NaN", "NAN", "None", "(null)", "<NA>", "#N/A", "undefined")


@dataclass(frozen=True)
class Source:
    """Where a role takes its value from, as a mapping writes it.

    ``A`` one column; ``A|B`` the first that is given; ``A+B`` both, with a space between (date and time);
    ``=text`` the same for every row.
    """

    columns: tuple[str, ...] = ()
    together: bool = False
    constant: str | None = None

    @property
    def written(self) -> str:
        return f"={self.constant}" if self.constant is not None else ("+" if self.together else "|").join(self.columns)


@dataclass(frozen=True)
class TimeFormat:
    """How times are written: ymd, dmy, mdy, epoch_s, epoch_ms, epoch_us, epoch_ns, typed, or a pattern of strptime."""

    format: str
    timezone: str  # of times that name none
    plus: str | None = None  # a column of numbers: so many ``unit`` later
    unit: str = "day"


@dataclass(frozen=True)
class Plan:
    """Everything shaping needs; decided once per file."""

    sources: dict[str, Source]
    time: TimeFormat
    types: dict[str, TypeName]  # of the property columns seen in the sample; others are text
    ignored: frozenset[str] = frozenset()
    scale: str | None = None
    decimal: Literal[".", ","] = "."
    separator: str | None = None  # raw rows are shown as CSV where set, else as JSON
    consumed: frozenset[str] = field(
        default_factory=frozenset
    )  # columns that are no property, being wholly in the event
