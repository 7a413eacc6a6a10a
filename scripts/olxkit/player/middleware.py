"""Who is asking, headers for every answer, and no traceback in any of them."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from .errors import PlayerError
from .people import LEARNERS, SESSION_KEY, Person, by_id
from .views import errors

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)

# Blocks bring inline scripts, as on the platform; but nothing may come from or go to another host.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'self'; object-src 'none'"
)


def safe_headers(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return middleware


def keep_body(get_response: Next) -> Next:
    """Blocks get the body as it came, so read it before Django parses a form out of it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/handler/", "/studio-handler/")):
            try:
                len(request.body)
            except RequestDataTooBig:
                return HttpResponse("The request is too large.", status=413, content_type="text/plain")
        return get_response(request)

    return middleware


def who(get_response: Next) -> Next:
    """The person comes from the session and from nowhere else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = current(request)  # type: ignore[attr-defined]
        request.user = request.person  # type: ignore[attr-defined]
        with timezone.override(request.person.time_zone):  # type: ignore[attr-defined]
            return get_response(request)

    return middleware


def current(request: HttpRequest) -> Person:
    chosen = by_id(request.session.get(SESSION_KEY, 0))
    return chosen or LEARNERS[0]


def plain_errors(get_response: Next) -> Next:
    return _PlainErrors(get_response)


class _PlainErrors:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PlayerError):
            return errors.page(request, 503, "The course cannot be shown", str(error))
        if isinstance(error, (Http404, PermissionDenied)):
            return None  # Django asks our own pages for these
        log.exception("while answering %s", request.path)
        return errors.server_error(request)
