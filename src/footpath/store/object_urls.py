"""Addresses of object stores: opened, and shown without what could be a key."""

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

import pyarrow as pa

from footpath.store.faults import EngineError
from footpath.vocabulary.said import say

if TYPE_CHECKING:
    from pyarrow import fs

#: Parts of an address' names whose values are keys: access_key, AWSAccessKeyId, sas_token, X-Amz-Signature, sig, ...
_SECRET = re.compile(r"key|secret|token|sig|pass|pwd|credential(?!_kind)", re.IGNORECASE)
#: Values of an address that may be repeated in a sentence; of others, only the name.
_TOLD = {"region", "endpoint_override", "scheme"}


def shown(url: str) -> str:
    """An address as it may be repeated: without names, passwords and values that could be keys."""
    try:
        given = urlsplit(url)
        told = [f"{name}={value if name in _TOLD else '…'}" for name, value in parse_qsl(given.query)]
        who = given.netloc.rpartition("@")[0]
    except ValueError:  # a broken address may hold anything
        return "…"
    place = given.netloc if _may_name(given) else ("…@" if who else "") + given.netloc.rpartition("@")[2]
    return urlunsplit((given.scheme, place, given.path, "&".join(told), ""))


def _may_name(given: SplitResult) -> bool:
    """Whether what stands before @ is no user: Azure's containers stand there."""
    return "@" not in given.netloc or (given.scheme in {"abfs", "abfss"} and ":" not in given.netloc.rpartition("@")[0])


def unreachable(url: str, error: BaseException) -> EngineError:
    """What to say where a store answers with an error."""
    first = (str(error).splitlines() or [""])[0][:300].replace(url, shown(url))
    return EngineError(say("objects.unreachable", url=shown(url), message=first))


def opened(url: str) -> "tuple[fs.FileSystem, str]":
    """The file system behind an address, and the folder there. EngineError where it is none, or holds a key."""
    from pyarrow import fs

    try:
        given = urlsplit(url)
    except ValueError:
        raise EngineError(say("objects.no_url", text=shown(url))) from None
    if not _may_name(given) or any(_SECRET.search(name) for name, _ in parse_qsl(given.query, keep_blank_values=True)):
        raise EngineError(say("objects.secret"))
    if not given.scheme or len(given.scheme) < 2:  # a drive of Windows is none
        raise EngineError(say("objects.no_url", text=shown(url)))
    try:
        files, root = fs.FileSystem.from_uri(url)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        try:
            from fsspec.core import url_to_fs

            found, root = url_to_fs(url)
        except (ImportError, ValueError):
            raise EngineError(say("objects.no_url", text=shown(url))) from None
        files = fs.PyFileSystem(fs.FSSpecHandler(found))
    except OSError as error:
        raise unreachable(url, error) from error
    return files, root.rstrip("/")
