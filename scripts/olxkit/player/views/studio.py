"""The Studio view of a block, for the instructor: opens the block's own editor, keeps what it saves."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from .. import state
from ..blocks import block_class, card, has_editor
from ..course import Course
from ..runtime import PlayerRuntime
from ..site import site
from . import handlers

log = logging.getLogger(__name__)


@ensure_csrf_cookie
@require_safe
def editor(request: HttpRequest, usage: str) -> HttpResponse:
    instructor_only(request)
    course, key = site().refresh(), handlers.find(usage)
    if not has_editor(block_class(key.block_type)):
        raise Http404
    runtime = PlayerRuntime(course, request.person, authoring=True)  # type: ignore[attr-defined]
    block = handlers.block_or_404(runtime, key)
    try:
        fragment = block.render("studio_view", {})
    except Exception as error:  # an editor may raise anything; the page says so
        log.exception("in the Studio view of %s", key)
        fragment = card("failed", tag=key.block_type, name=key.block_id, text=f"{type(error).__name__}: {error}")
    return render(
        request,
        "player/studio.html",
        {
            "title": block.display_name_with_default,
            "tag": key.block_type,
            "key": key,
            "back": unit_url(course, str(key.block_id)),
            "edited": str(key) in state.authored(),
            "html": mark_safe(fragment.content),
            "head": mark_safe(fragment.head_html()),
            "foot": mark_safe(fragment.foot_html()),
        },
    )


def handler(request: HttpRequest, usage: str, name: str, suffix: str = "") -> HttpResponse:
    """A handler of the editor: it may write content and settings."""
    instructor_only(request)
    return handlers.run(request, usage, name, suffix, authoring=True)


@require_POST
def discard(request: HttpRequest, usage: str) -> HttpResponse:
    instructor_only(request)
    key = handlers.find(usage)
    state.discard_authored(str(key))
    return redirect(unit_url(site().course, str(key.block_id)))


def instructor_only(request: HttpRequest) -> None:
    if not request.person.staff:  # type: ignore[attr-defined]
        raise PermissionDenied("Only an instructor may open the Studio view. Switch to the instructor to edit.")


def unit_url(course: Course, name: str) -> str:
    unit = course.unit(name)
    return f"/unit/{unit.name}/#block-{name}" if unit else "/"
