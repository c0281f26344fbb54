"""SQL expressions of a recipe: parsed by Polars, checked against the columns there are."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import polars as pl

#: Before the names of columns that people do not see. (Arrow takes no NUL in a name.)
HIDDEN = "\ue000"
#: Calls that look at several rows, as Polars writes an expression out. Rows come in batches: only a step that holds
#: them all may look at several.
_OVER_ROWS = re.compile(
    r"\.(sum|count|null_count|first|last|min|max|mean|median|std|var|quantile|n_unique|any|all|implode|len|product"
    r"|arg_min|arg_max|over|shift|rank|reverse|sort|sort_by|cum_\w+|top_k|mode|unique|corr|cov)\(|(?<![\w.])len\(|int_range"
)
#: A bare word that calls no function, outside of quotes.
_WORD = re.compile(r"""(?<![\w"'.])[^\W\d]\w*(?![\w"'(])(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


class BadExpression(ValueError):
    """An expression that cannot be used; the message is the sentence to show."""


def expression(text: str, columns: Iterable[str], *, aggregate: bool = False) -> pl.Expr:
    """``text`` as an expression over ``columns``. ``aggregate``: over the rows of a key, such as SUM(price)."""
    known = list(columns)
    try:
        parsed = _parsed(text, known)
        calls = _QUOTED.sub('""', str(parsed))
        roots = list(dict.fromkeys(parsed.meta.root_names()))
    except Exception as error:
        raise BadExpression(f"{text!r} is no SQL expression that can be used: {_first_line(error)}.") from None
    if parsed.meta.has_multiple_outputs() or ".subplan(" in calls:
        raise BadExpression(f"{text!r} is a query, or gives several columns. Write one expression for each column.")
    for name in roots:
        if name not in known:
            raise BadExpression(f"{text!r} uses the column {name!r}, which is not there. {nearest(name, known)}")
    over_rows = bool(_OVER_ROWS.search(calls))
    if over_rows and not aggregate:
        raise BadExpression(f"{text!r} looks at several rows at once. Do it in a step `per:`, or in a join.")
    if aggregate and not over_rows:
        raise BadExpression(f"{text!r} is no aggregate. Say which: FIRST, MIN, MAX, SUM, AVG or COUNT.")
    return parsed


def _parsed(text: str, columns: list[str]) -> pl.Expr:
    """A column may be called by a word of SQL (user, when, order): where the text does not parse, it is quoted."""
    try:
        return pl.sql_expr(text)
    except Exception:
        quoted = _WORD.sub(lambda word: f'"{word[0]}"' if word[0] in columns else word[0], text)
        if quoted == text:
            raise
        return pl.sql_expr(quoted)


def columns_used(text: str) -> list[str]:
    """The columns that an expression may name: every word of one that does not parse without knowing the columns."""
    try:
        return list(dict.fromkeys(pl.sql_expr(text).meta.root_names()))
    except Exception:  # Polars raises errors of many types; the fault is said where the expression is carried out
        return list(dict.fromkeys(_WORD.findall(text)))


def nearest(name: str, columns: list[str]) -> str:
    """A sentence that names the columns most like ``name``."""
    by_lower = {column.lower(): column for column in columns if not column.startswith(HIDDEN)}
    near = [by_lower[found] for found in get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)]
    if near:
        return f"The nearest are: {', '.join(near)}."
    shown = list(by_lower.values())
    return f"There are: {', '.join(shown[:12])}{', …' if len(shown) > 12 else ''}."


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
