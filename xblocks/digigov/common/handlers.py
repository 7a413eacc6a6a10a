"""JSON handlers that answer any bytes with JSON: what was asked for, or a named refusal with a 4xx status."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

from webob import Request, Response
from xblock.core import XBlock

from digigov.common.i18n import gettext as _
from digigov.platform import may_edit

MAX_BODY = 2_000_000  # bytes: a text of the greatest length, its escapes, and the sources


class Refusal(Exception):
    """An answer other than the one asked for. `name` is for programs, `message` for people."""

    def __init__(self, status: int, name: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.status, self.body = status, {"error": name, "message": message, **details}


def json_handler(*, editors_only: bool = False, max_body: int = MAX_BODY) -> Callable[..., Any]:
    """Make a handler of `method(self, data: dict) -> dict`. Only POST; the body must be one JSON object."""

    def decorate(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @functools.wraps(method)
        def handle(self: Any, request: Request, suffix: str = "") -> Response:
            try:
                if editors_only and not may_edit(self):
                    raise Refusal(403, "not-an-author", _("Only the course team may do this."))
                return _answer(200, method(self, read_object(request, max_body)))
            except Refusal as refusal:
                return _answer(refusal.status, refusal.body)

        return XBlock.handler(handle)

    return decorate


def read_object(request: Request, max_body: int = MAX_BODY) -> dict[str, Any]:
    """The JSON object of the body; raises Refusal for everything else that a client may send."""
    if request.method != "POST":
        raise Refusal(405, "post-only", _("This address takes POST requests only."))
    body = b"" if (request.content_length or 0) > max_body else request.body_file.read(max_body + 1)
    if len(body) > max_body or (request.content_length or 0) > max_body:
        raise Refusal(413, "too-large", _("The request is too large."))
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        json.dumps(data, ensure_ascii=False).encode("utf-8")  # lone surrogates pass the parser and fail on the way out
    except (ValueError, RecursionError):
        raise Refusal(400, "not-json", _("The request is not JSON text.")) from None
    if not isinstance(data, dict):
        raise Refusal(400, "not-an-object", _("The request is not a JSON object."))
    return data


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


def _answer(status: int, body: dict[str, Any]) -> Response:
    return Response(json.dumps(body), status=status, content_type="application/json", charset="utf8")
