"""The words of an audience rule, and where each stands."""

import re
from typing import NamedTuple
from unicodedata import east_asian_width

_LONGEST = 10_000  # characters


class AudienceError(ValueError):
    """A rule that cannot be read or asked, said in a sentence; where it helps with the place marked below it."""


class Token(NamedTuple):
    """``kind``: word, quoted, name, number, date, duration, sign or end. ``text`` without quotes. ``at`` from 0."""

    kind: str
    text: str
    at: int


_TOKENS = re.compile(
    r"""
      (?P<space> \s+ )
    | (?P<quoted> "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | “[^”]*” )
    | (?P<name> `(?:[^`\\]|\\.)*` )
    | (?P<date> \d{4}-\d\d-\d\d (?: [Tt]\d\d:\d\d(?: :\d\d(?: \.\d+ )? )? (?: [Zz] | [+-]\d\d:\d\d )? )? (?![\w-]) )
    | (?P<duration> (?: \d+(?:\.\d+)? (?: ms | [smhdw] ) )+ (?!\w) )
    | (?P<number> [+-]? (?: \d+(?:\.\d*)? | \.\d+ ) (?: [eE][+-]?\d+ )? (?![\w.]) )
    | (?P<word> [^\W\d][\w.:/-]* )
    | (?P<sign> <= | >= | != | <> | == | [=<>(),≤≥≠] )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` and one of kind ``end``. AudienceError marks what is no token."""
    if len(text) > _LONGEST:
        raise AudienceError(f"The rule is longer than {_LONGEST:,} characters.")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None:
            raise fault(_unreadable(text, at), text, at)
        kind, token = str(match.lastgroup), match.group()
        if kind in ("quoted", "name"):
            token = token[1:-1] if token[0] == "“" else re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)
        if kind != "space":
            found.append(Token(kind, _SIGNS.get(token, token) if kind == "sign" else token, at))
        at = match.end()
    return [*found, Token("end", "", len(text))]


def fault(sentence: str, text: str, at: int) -> AudienceError:
    """The sentence, the line of the rule where it happened, and a caret below the place."""
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line, place = text[begin : len(text) if end < 0 else end], at - begin
    if place > 60:
        line, place = "…" + line[place - 50 :], 51
    line = line[: place + 40].replace("\t", " ")
    width = sum(2 if east_asian_width(character) in "WF" else 1 for character in line[:place])
    return AudienceError(f"{sentence}\n  {line}\n  {' ' * width}^")


def hint(token: Token) -> str:
    """Why a token may stand where it does not belong, as the end of a sentence."""
    if token.kind == "word":
        return f" “{token.text}” is a word of the grammar: put it in `backticks` as a name, in quotes as a text."
    if token.kind == "quoted":
        return " Quotes are for texts; a name with spaces goes in `backticks`."
    return ""


def _unreadable(text: str, at: int) -> str:
    sign = text[at]
    if sign in "\"'`“":
        return (
            f"The {'name' if sign == '`' else 'text'} that begins here has no closing {'”' if sign == '“' else sign}."
        )
    if sign.isdigit() or sign in "+-.":
        return "This is no number. Put it in quotes if it is text."
    return f"{sign!r} has no meaning in a rule. Put text in quotes and names with unusual characters in `backticks`."
