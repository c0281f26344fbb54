"""Keys: by what a customer is known. A key is a text in a namespace; the log writes both as one text."""

from typing import NamedTuple

#: Namespaces whose keys name one person: a user id of ours, an id of a customer record, an address, a card.
STRONG = ("user", "crm", "email", "phone", "card")
#: What names a device or a browser, until somebody is known on it.
ANONYMOUS = "anonymous"
NAMESPACES = (*STRONG, ANONYMOUS)


class Key(NamedTuple):
    """A key: its namespace and its text there."""

    namespace: str
    text: str

    def written(self) -> str:
        """As one text. A user id stands for itself, so that imports and clients that name the same one agree."""
        if self.namespace == "user" and self.text.partition(":")[0] not in NAMESPACES:
            return self.text
        return f"{self.namespace}:{self.text}"


def key_of(written: str) -> Key:
    """The key behind a text."""
    namespace, colon, text = written.partition(":")
    return Key(namespace, text) if colon and namespace in NAMESPACES else Key("user", written)


def normalised(namespace: str, text: str) -> str:
    """A key as it is compared: addresses in small letters, of phone numbers the digits. Empty where it is none."""
    if namespace == "email":
        text = text.strip().lower()
        return text if "@" in text[1:-1] else ""
    if namespace == "phone":
        digits = "".join(letter for letter in text if letter.isdigit())
        digits = digits.removeprefix("00") if text.strip().startswith("00") else digits
        return f"+{digits}" if text.strip().startswith(("+", "00")) else digits
    return text.strip()
