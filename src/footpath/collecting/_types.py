"""Types of property columns: decided on the sample, kept for the whole file, losing no cell."""

import re
from functools import cache
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting.plan import MISSING, TypeName

#: 18 digits at most, so that int64 holds every one; no leading zeros, so that the text can be had back.
INT = r"^-?(0|[1-9]\d{0,17})$"
FLOAT = r"^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,3})?$"
BOOL = r"^(true|false|True|False|TRUE|FALSE)$"
_UNIT = re.compile(r"[^\d.,\-+()]")
TEXT_SUFFIX = "_text"


@cache
def _missing_words() -> pa.Array:
    """Made when first asked for: where pandas is installed, an array made of a list takes a quarter of a second to
    import it."""
    return pa.array(MISSING, pa.large_string())


def decide(column: pa.ChunkedArray) -> TypeName:
    """The narrowest type that holds every cell of ``column`` (text), missing words aside; all missing: string."""
    if not is_text(column.type):
        return _of_arrow(column.type)
    given = pc.drop_null(present(pc.unique(column)))
    if not len(given):
        return "string"
    for name, pattern in (("int64", INT), ("float64", FLOAT), ("bool", BOOL)):
        if pc.all(pc.match_substring_regex(given, pattern)).as_py():
            return name  # type: ignore[return-value]
    return "string"


def convert(column: pa.ChunkedArray, wanted: TypeName) -> tuple[pa.ChunkedArray, pa.ChunkedArray | None]:
    """``column`` as ``wanted``, and the cells that do not fit it as text (None where all fit)."""
    if not is_text(column.type):
        return _typed(column), None
    if wanted == "string":
        return column, None
    if wanted == "bool":
        fits = pc.fill_null(pc.match_substring_regex(column, BOOL), True)
        if pc.all(fits).as_py():
            return pc.equal(pc.ascii_lower(column), "true"), None
        given = present(column)
        text = pc.if_else(pc.invert(pc.fill_null(pc.match_substring_regex(given, BOOL), True)), given, None)
        return pc.equal(pc.ascii_lower(pc.if_else(fits, column, None)), "true"), text
    plain = _cast(column, wanted)
    if plain is not None:
        return plain, None
    given = present(column)
    fits = pc.fill_null(pc.match_substring_regex(given, FLOAT), False)
    if wanted == "int64":
        whole = pc.fill_null(pc.match_substring_regex(given, INT), False)
        wanted = "int64" if pc.sum(whole).as_py() == pc.sum(fits).as_py() else "float64"
    numbers = pc.if_else(fits, given, None).cast(pa.int64() if wanted == "int64" else pa.float64())
    rest = pc.if_else(fits, None, given)
    return numbers, rest if rest.null_count < len(rest) else None


def _cast(column: pa.ChunkedArray, wanted: str) -> pa.ChunkedArray | None:
    """The quick way, where every cell is a plain number. A leading zero, or a word such as nan, takes the other way."""
    try:
        numbers = column.cast(pa.int64() if wanted == "int64" else pa.float64())
    except pa.ArrowInvalid:
        return None
    if wanted == "float64":
        finite = pc.all(pc.is_finite(numbers)).as_py()
        digits_only = not pc.any(pc.match_substring_regex(column, r"^[-+]?(0\d|\.)|^\+|\.$|^ ")).as_py()
        return numbers if finite is not False and digits_only else None
    leading = pc.and_(pc.starts_with(column, "0"), pc.greater(pc.binary_length(column), 1))
    odd = pc.or_(leading, pc.or_(pc.starts_with(column, "-0"), pc.greater(pc.binary_length(column), 18)))
    return None if pc.any(odd).as_py() else numbers


def present(texts: Any) -> Any:
    """``texts`` with null where the cell says "nothing here"."""
    missing = pc.is_in(texts, value_set=_missing_words())
    return pc.if_else(missing, None, texts) if pc.any(missing).as_py() else texts


def numbers(column: pa.ChunkedArray, decimal: Literal[".", ","]) -> pa.ChunkedArray:
    """Amounts as float64: currency signs, spaces and thousands marks aside. Null where no number is left."""
    if not is_text(column.type):
        typed = _typed(column)
        return typed.cast(pa.float64(), safe=False) if not is_text(typed.type) else numbers(typed, decimal)
    if decimal == ".":
        try:
            plain = column.cast(pa.float64())
            if pc.all(pc.is_finite(plain)).as_py() is not False:
                return plain
        except pa.ArrowInvalid:
            pass
    codes = (
        column.combine_chunks().dictionary_encode()
        if column.num_chunks
        else pa.array([], pa.large_string()).dictionary_encode()
    )
    values = pa.array([amount(text, decimal) for text in codes.dictionary.to_pylist()], pa.float64())
    return pa.chunked_array([pc.take(values, codes.indices)])


def amount(text: str | None, decimal: str) -> float | None:
    """The number in ``text``, e.g. ``1 234,50 zł`` with decimal comma; None where there is none."""
    bare = _UNIT.sub("", text or "")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare.strip("()").rstrip(".,") if not negative else bare.strip("()")
    bare = bare.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    try:
        number = float(bare)
    except ValueError:
        return None
    return -number if negative else number


def is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _of_arrow(kind: pa.DataType) -> TypeName:
    if pa.types.is_boolean(kind):
        return "bool"
    if pa.types.is_integer(kind) and kind != pa.uint64():
        return "int64"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "float64"
    return "string"


def _typed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A typed column as one of the four types of properties."""
    name = _of_arrow(column.type)
    if name == "string":
        return column.cast(pa.large_string())
    if name == "float64":
        floats = column.cast(pa.float64(), safe=False)
        return pc.if_else(pc.is_nan(floats), None, floats)
    return column.cast(pa.bool_() if name == "bool" else pa.int64())
