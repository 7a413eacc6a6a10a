"""JSON-LD to canonical RDF (RDFC-1.0) by PyLD, with contexts that come along: nothing is fetched, nothing is dropped.

JSON-LD leaves out, in silence, every property that no context defines; what is left out is not signed. Here that is
an error (section 2.4.1 of Data Integrity asks for it).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, NoReturn

from digigov.credentials.encoding import Malformed

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# File and SHA-256 of each; the W3C publishes the first in VC Data Model 2.0, appendix B.1.
BUNDLED = {
    VC: ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OPEN_BADGES: ("open-badges-3.0.3.json", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
}


def _dropped(name: object) -> NoReturn:
    raise Malformed(f"no context defines {str(name)[:60]!r}, so that no signature would cover it")


@cache
def _pyld() -> Any:
    """PyLD, loaded at first use: it brings a client for HTTP along, which nothing here may need or call."""
    from pyld import jsonld

    return jsonld


@cache
def _processor() -> Any:
    return _pyld().JsonLdProcessor(on_property_dropped=_dropped)


# What relative addresses are resolved against, so that they can be seen and refused: they mean nothing to a stranger.
_NOWHERE = "relative.invalid://x/"
# One for all calls: to read a context anew each time takes longer than all the rest.
_SHARED: dict[str, Any] = {}


@cache
def _context(url: str) -> Any:
    name, digest = BUNDLED[url]
    data = (resources.files("digigov.credentials") / "contexts" / name).read_bytes()
    if sha256(data).hexdigest() != digest:
        raise RuntimeError(f"contexts/{name} is not the published file")
    return json.loads(data)


def _load(url: str, _options: Any = None) -> dict[str, Any]:
    if url not in BUNDLED:
        raise Malformed(f"the context {url[:100]!r} is not one that is known here; nothing is fetched")
    return _loaded(url, _context(url))


def _loaded(url: str, context: Any) -> dict[str, Any]:
    document = {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}
    return {**document, "tag": "static"}


@cache
def _resolver() -> Any:
    return _new_resolver(_SHARED, _load)


def _new_resolver(shared: dict[str, Any], load: Any) -> Any:
    from pyld.context_resolver import ContextResolver

    return ContextResolver(shared, load)


def canonical(document: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> bytes:
    """The canonical N-Quads. `more`: contexts by address that the caller vouches for, beside the bundled ones.
    Malformed for a context that is neither, or is written out in place, for a property that no context defines, for a
    relative address, and for what is no JSON-LD."""
    load, resolver = _load, _resolver()
    if more:

        def load(url: str, _options: Any = None) -> dict[str, Any]:
            return _loaded(url, more[url]) if url in more else _load(url)

        resolver = _new_resolver({}, load)
    if document.get("@context") is None:
        raise Malformed("there is no context")
    contexts = document["@context"]
    for url in contexts if isinstance(contexts, list) else [contexts]:
        if not isinstance(url, str):
            raise Malformed("a context is written out, where it could give words another meaning")
        load(url)
    for name in _inner_names(document):
        if name.startswith("@"):
            raise Malformed(f"{name[:60]!r} inside of the document")
    options = {"base": _NOWHERE, "documentLoader": load, "contextResolver": resolver, "algorithm": "URDNA2015"}
    try:
        text = _processor().normalize(dict(document), {**options, "format": "application/n-quads"})
    except Malformed:
        raise
    except (_pyld().JsonLdError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        cause = error
        while cause.__cause__ is not None:
            cause = cause.__cause__  # type: ignore[assignment]
        if isinstance(cause, Malformed):
            raise cause from None
        raise Malformed(f"not JSON-LD: {str(cause).splitlines()[0][:120]}") from None
    if f"<{_NOWHERE}" in text:
        raise Malformed("an address or a type is relative: no context completes it")
    return bytes(text.encode("utf-8"))


def _inner_names(value: Any, top: bool = True) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if not (top and name == "@context"):
                yield name
                yield from _inner_names(inner, False)
    elif isinstance(value, list):
        for inner in value:
            yield from _inner_names(inner, False)
