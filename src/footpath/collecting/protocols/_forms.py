"""Bodies that are forms: JSON as the field ``data``, as it is or in base64, in the body or in the address."""

from base64 import b64decode
from urllib.parse import parse_qs

from footpath.collecting.protocols._protocol import Refused, Request


def unpacked(request: Request) -> bytes:
    """The JSON of a request: its body, or what its ``data`` holds, in a form or in the query, as it is or in base64."""
    body = request.body.strip()
    if body[:1] in (b"{", b"["):
        return body
    query = request.query.get("data")
    if query is not None and not body:
        data = query
    else:
        try:
            data = parse_qs(body.decode("ascii"), max_num_fields=20).get("data", [body.decode("ascii")])[0]
        except ValueError:
            raise Refused(400, "The body is neither JSON nor a form with data.") from None
    if not data:
        raise Refused(400, "The request has no events: send JSON in its body, or in data.")
    if data.lstrip()[:1] in ("{", "["):
        return data.strip().encode()
    try:
        text = data.strip().replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
        return b64decode(text + "=" * (-len(text) % 4), validate=True).strip()
    except ValueError:
        raise Refused(400, "What data holds is neither JSON nor JSON in base64.") from None
