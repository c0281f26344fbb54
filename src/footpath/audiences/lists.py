"""Lists in rules: the customers of those that a rule names, looked up before it is evaluated."""

from collections.abc import Callable

from footpath.audiences.terms import All, Either, Listed, Not, Rule
from footpath.audiences.tokens import AudienceError


def with_lists(rule: Rule, codes_of: Callable[[str], bytes | None]) -> Rule:
    """The same rule with the customers of every list it names. AudienceError where there is no such list."""
    match rule:
        case All(parts=parts) | Either(parts=parts):
            return rule.model_copy(update={"parts": tuple(with_lists(part, codes_of) for part in parts)})
        case Not(part=part):
            return Not(part=with_lists(part, codes_of))
        case Listed(name=name):
            codes = codes_of(name)
            if codes is None:
                raise AudienceError(f"No list of customers is called {name!r}. `footpath audiences list` shows them.")
            return Listed(name=name, codes=codes)
        case _:
            return rule
