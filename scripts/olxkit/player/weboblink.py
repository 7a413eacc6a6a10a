"""Requests as blocks expect them (WebOb), made of Django's, and their answers back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import webob
from django.http import HttpRequest, HttpResponse


class BlockRequest(webob.Request):
    """A WebOb request; `_request` is Django's, which the video block asks for the user."""


def to_webob(request: HttpRequest) -> BlockRequest:
    """`request.body` must have been read before anything parsed the form: see middleware.keep_body."""
    body = request.body
    environ: dict[str, Any] = {name: value for name, value in request.META.items() if isinstance(value, str)}
    environ |= {
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": request.scheme,
        "CONTENT_LENGTH": str(len(body)),
        "REQUEST_METHOD": request.method,
    }
    answer = BlockRequest(environ)
    object.__setattr__(answer, "_request", request)
    return answer


def to_django(answer: webob.Response) -> HttpResponse:
    response = HttpResponse(answer.body, status=answer.status_code)
    for name, value in answer.headerlist:
        response[name] = value
    return response
