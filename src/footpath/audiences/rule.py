"""The grammar of audience rules, read by recursive descent.

    rule      = both { "or" both }
    both      = part { "and" part }
    part      = "not" part | "(" rule ")" | event | property | "in" "list" text
    event     = "did" ["not"] text [ sign count ] [ "within" duration ]
              | "reached" ["not"] text [ "within" duration ]
              | "score" ("nps" | "csat" | "ces") sign number
    property  = name ( sign value | ["not"] "in" "(" value { "," value } ")"
              | ["not"] "contains" text | "is" ["not"] ("missing" | "known") )
    name      = word | `any text`
    value     = true | false | number | date | word | "any text"

Keywords are read in any case. ``late = true and country in (PL, RO)``; ``did "Order Completed" >= 2 within 30d``.
"""

from datetime import datetime
from difflib import get_close_matches
from math import isfinite
from typing import Literal, cast, get_args

from footpath.audiences.terms import (
    KEYWORDS,
    All,
    Compare,
    Comparison,
    Contains,
    Did,
    Either,
    Known,
    Listed,
    Moment,
    Not,
    OneOf,
    Reached,
    Rule,
    Score,
    Value,
)
from footpath.audiences.tokens import AudienceError, Token, fault, hint, tokens
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.scales import SCALE_CODES

__all__ = ["AudienceError", "Rule", "parse"]

_SIGNS = get_args(Comparison)
_DEEPEST = 100  # brackets and nots within one another


def parse(text: str) -> Rule:
    """The rule that ``text`` says. AudienceError with the place marked where it cannot be read."""
    if not text.strip():
        raise AudienceError('The audience rule is empty. Write one like: country = PL and did "Order Completed" >= 2')
    reader = _Reader(text)
    rule = reader.rule()
    reader.finish()
    return rule


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._next = 0
        self._depth = 0

    def rule(self) -> Rule:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._fault("The rule is nested too deep.")
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Either(parts=tuple(parts))

    def finish(self) -> None:
        token = self._token
        if token.kind == "end":
            return
        if token.text == ")":
            raise self._fault("This bracket was never opened.")
        raise self._fault("I expected “and” or “or” here." + self._nearest(["and", "or"]))

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _both(self) -> Rule:
        parts = [self._part()]
        while self._took("and"):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def _part(self) -> Rule:
        opening = self._token
        if self._took("not"):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise self._fault("The rule is nested too deep.")
            part = self._part()
            self._depth -= 1
            return Not(part=part)
        if self._took("("):
            inner = self.rule()
            if not self._took(")"):
                raise fault("This bracket is never closed.", self._text, opening.at)
            return inner
        if opening.text.casefold() == "in" and self._tokens[self._next + 1].text.casefold() == "list":
            self._next += 2
            return Listed(name=self._words("the name of a list"))
        if self._took("did"):
            return self._did()
        if self._took("reached"):
            negated = self._took("not")
            reached = Reached(place=self._words("the name of a touchpoint or stage"), within=self._within())
            return Not(part=reached) if negated else reached
        if self._took("score"):
            return self._score()
        return self._property()

    def _did(self) -> Rule:
        negated = self._took("not")
        event, op, count = self._words("the name of an event"), ">=", 1
        if (token := self._token).text in _SIGNS and token.kind == "sign":
            op, at = self._sign(), self._token
            number = self._number("a count")
            if number != int(number) or number < 0:
                raise fault("A count is a whole number, e.g. 2.", self._text, at.at)
            count = int(number)
        did = Did(event=event, op=cast(Comparison, op), count=count, within=self._within())
        return Not(part=did) if negated else did

    def _score(self) -> Rule:
        token = self._token
        scale = token.text.casefold()
        if token.kind not in ("word", "quoted") or scale not in SCALE_CODES:
            raise self._fault("Name the scale: score nps, score csat or score ces." + self._nearest(list(SCALE_CODES)))
        self._next += 1
        return Score(scale=cast(Literal["nps", "csat", "ces"], scale), op=self._sign(), value=self._number("a score"))

    def _property(self) -> Rule:
        token = self._token
        if token.kind not in ("word", "name") or (token.kind == "word" and token.text.casefold() in KEYWORDS):
            if token.kind == "end":
                raise self._fault("The rule ends where I expected a property or “did”, “reached” or “score”.")
            raise self._fault("I expected a property, or “did”, “reached” or “score” here." + hint(token))
        self._next += 1
        name = token.text
        if self._token.kind == "sign" and self._token.text in _SIGNS:
            return Compare(name=name, op=self._sign(), value=self._value())
        if self._took("is"):
            negated = self._took("not")
            if self._took("missing"):
                return Known(name=name, known=negated)
            if self._took("known"):
                return Known(name=name, known=not negated)
            raise self._fault("After “is” I expected “missing” or “known”; to compare, write = instead.")
        negated = self._took("not")
        if self._took("in"):
            return OneOf(name=name, values=self._values(), negated=negated)
        if self._took("contains"):
            return Contains(name=name, part=self._words("a text"), negated=negated)
        expected = "“in” or “contains”" if negated else "a comparison (=, !=, <, <=, >, >=, in, contains, is known)"
        nearest = self._nearest(["in", "contains"] if negated else ["in", "not", "contains", "is"])
        spaces = " A name with spaces goes in `backticks`." if self._token.kind == "word" and not nearest else ""
        raise self._fault(f"After {name!r} I expected {expected}.{nearest}{spaces}")

    def _values(self) -> tuple[Value, ...]:
        opening = self._token
        if not self._took("("):
            raise self._fault("After “in” I expected a list in brackets, e.g. in (PL, RO).")
        values = [self._value()]
        while self._took(","):
            values.append(self._value())
        if not self._took(")"):
            if self._token.kind == "end":
                raise fault("This list is never closed.", self._text, opening.at)
            raise self._fault("I expected a comma or the end of the list here.")
        return tuple(values)

    def _value(self) -> Value:
        token = self._token
        if token.kind == "number":
            return self._number("a value")
        if token.kind == "date":
            try:
                datetime.fromisoformat(token.text)
            except ValueError:
                raise self._fault("There is no such date.") from None
            self._next += 1
            return Moment(date=token.text)
        if token.kind == "word" and token.text.casefold() in ("true", "false"):
            self._next += 1
            return token.text.casefold() == "true"
        if token.kind == "name":
            raise self._fault("Backticks are for names of properties. Put a text in quotes.")
        return self._words("a value")

    def _words(self, what: str) -> str:
        token = self._token
        if token.kind == "end":
            raise self._fault(f"The rule ends where I expected {what}.")
        if token.kind not in ("word", "quoted", "duration") or (
            token.kind == "word" and token.text.casefold() in KEYWORDS
        ):
            raise self._fault(f"I expected {what} here." + hint(token))
        self._next += 1
        return token.text

    def _number(self, what: str) -> float:
        token = self._token
        if token.kind != "number":
            raise self._fault(f"I expected {what} here, a number.")
        number = float(token.text)
        if not isfinite(number):
            raise self._fault("This number is too large.")
        self._next += 1
        return number

    def _sign(self) -> Comparison:
        token = self._token
        if token.kind != "sign" or token.text not in _SIGNS:
            raise self._fault("I expected a comparison here: =, !=, <, <=, > or >=.")
        self._next += 1
        return cast(Comparison, token.text)

    def _within(self) -> str | None:
        if not self._took("within"):
            return None
        token = self._token
        if token.kind != "duration" or milliseconds(token.text) <= 0:
            raise self._fault("After “within” I expected a duration such as 12h, 30d or 2w.")
        self._next += 1
        return token.text

    def _took(self, expected: str) -> bool:
        token = self._token
        if token.kind not in ("word", "sign") or token.text.casefold() != expected:
            return False
        self._next += 1
        return True

    def _nearest(self, words: list[str]) -> str:
        near = get_close_matches(self._token.text.casefold(), words, 1, 0.6) if self._token.kind == "word" else []
        return f" Did you mean “{near[0]}”?" if near else ""

    def _fault(self, sentence: str) -> AudienceError:
        return fault(sentence, self._text, self._token.at)
