"""The progress page: completion, and grades by assignment type."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from ..completion import Progress
from ..grades import course_grade
from ..runtime import PlayerRuntime
from ..site import site


@ensure_csrf_cookie
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    course = site().refresh()
    person = request.person  # type: ignore[attr-defined]
    with translation.override(person.interface):
        grade = course_grade(course, PlayerRuntime(course, person))
    done = Progress(course, person.id)
    return render(
        request,
        "player/progress.html",
        {
            "course": course,
            "grade": grade,
            "share": done.of(course.tree),
            "sections": [(course.title(node), done.of(node)) for node in course.tree.children if done.of(node).total],
        },
    )
