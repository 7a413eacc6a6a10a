"""Where blocks' scripts call: one block's handler, for the person of the session and nobody else."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_POST
from opaque_keys.edx.keys import UsageKey
from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError, NoSuchHandlerError, NoSuchUsage, NotFoundError, ProcessingError

from .. import state
from ..bank import visible
from ..blocks import completes_on_view
from ..course import Course
from ..ids import parse_usage
from ..people import Person
from ..runtime import PlayerRuntime
from ..site import site
from ..weboblink import to_django, to_webob

log = logging.getLogger(__name__)


def handler(request: HttpRequest, usage: str, name: str, suffix: str = "") -> HttpResponse:
    """A handler of the learner's view: it may write the person's own work, never content."""
    return run(request, usage, name, suffix, authoring=False)


def run(request: HttpRequest, usage: str, name: str, suffix: str, *, authoring: bool) -> HttpResponse:
    course, key, person = site().course, find(usage), request.person  # type: ignore[attr-defined]
    check_access(course, key, person)
    runtime = PlayerRuntime(course, person, like=site().like, authoring=authoring)
    try:
        with translation.override(person.interface), state.exclusive():
            block = runtime.get_block(key)
            answer = runtime.handle(block, name, to_webob(request), suffix)
    except (NoSuchHandlerError, NoSuchUsage, NotFoundError) as error:
        return refusal(404, f"There is no such thing to call: {error}")
    except ProcessingError as error:
        return JsonResponse({"success": error.args[0] if error.args else "error"})  # what the LMS answers
    except InvalidScopeError:
        return refusal(403, "Content can be changed in the Studio view only, by an instructor.")
    except DatabaseError:
        raise
    except Exception as error:  # a handler may raise anything at a body it did not expect
        log.exception("%s of %s could not use a request", name, key)
        return refusal(400, f"{name} could not use this request ({type(error).__name__}).")
    return to_django(answer)


@require_POST
def viewed(request: HttpRequest, usage: str) -> HttpResponse:
    """The page saw this block read: complete, if it is one that completes by being seen."""
    course, key, person = site().course, find(usage), request.person  # type: ignore[attr-defined]
    check_access(course, key, person)
    block = block_or_404(PlayerRuntime(course, person, like=site().like), key)
    if site().like != "lms" or not completes_on_view(type(block)):
        return refusal(400, "This block does not complete by being seen.")
    state.set_completion(person.id, str(key), 1.0)
    return JsonResponse({"result": "ok"})


def find(usage: str) -> UsageKey:
    key = parse_usage(usage)
    if key is None:
        raise Http404
    return key


def block_or_404(runtime: PlayerRuntime, key: UsageKey) -> XBlock:
    try:
        return runtime.get_block(key)
    except NoSuchUsage as error:
        raise Http404 from error


def check_access(course: Course, key: UsageKey, person: Person) -> None:
    """A learner cannot call what the page would not have shown."""
    try:
        node = course.holder(key)
    except NoSuchUsage as error:
        raise Http404 from error
    if person.staff:
        return
    if course.hidden(node) or course.opens(node):
        raise PermissionDenied("This part of the course is not open to learners.")
    if node not in visible(person.id, course, [node]):
        raise PermissionDenied("This question was not drawn for you.")


def refusal(status: int, text: str) -> HttpResponse:
    return JsonResponse({"error": text}, status=status)
