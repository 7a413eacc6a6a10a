"""What every page needs: who one is, who else one could be, what is wrong with the source."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .people import PEOPLE
from .site import site


def player(request: HttpRequest) -> dict[str, Any]:
    course = site().loaded
    return {
        "course_title": course.title(course.tree) if course else "",
        "person": getattr(request, "person", None),
        "people": PEOPLE,
        "findings": site().findings(),
        "like": site().like,
    }
