"""The course home: what the course is and how far one has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from ..completion import Progress, Share
from ..course import Course
from ..site import site
from ..tree import Node
from ..urlrewrite import rewrite


@dataclass(frozen=True)
class Row:
    """A line of the outline."""

    node: Node
    title: str
    share: Share
    opens: datetime | None
    due: datetime | None
    late: bool
    format: str
    rows: list[Row]


@ensure_csrf_cookie
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    course = site().refresh()
    progress = Progress(course, request.person.id)  # type: ignore[attr-defined]
    staff = request.person.staff  # type: ignore[attr-defined]
    sections = rows(course, progress, course.tree.children, staff)
    return render(
        request,
        "player/home.html",
        {
            "course": course,
            "title": course.title(course.tree),
            "sections": sections,
            "share": progress.of(course.tree),
            "resume": resume(course, progress, staff),
            "about": mark_safe(rewrite(course, course.text("about/overview.html"))),
            "summary": course.text("about/short_description.html").strip(),
            "start": course.date(course.tree, "start"),
            "end": course.date(course.tree, "end"),
        },
    )


def rows(course: Course, progress: Progress, nodes: list[Node], staff: bool) -> list[Row]:
    """Visible lines of the outline, three levels deep: sections, subsections, units."""
    return [
        Row(
            node,
            course.title(node),
            progress.of(node),
            course.opens(node),
            due := course.date(node, "due") if node.tag == "sequential" else None,
            course.passed(due),
            str(course.setting(node, "format") or "") if node.tag == "sequential" else "",
            rows(course, progress, node.children, staff) if node.tag != "vertical" else [],
        )
        for node in nodes
        if node.tag in ("chapter", "sequential", "vertical") and (staff or not course.hidden(node))
    ]


def resume(course: Course, progress: Progress, staff: bool) -> Node | None:
    """The first unit with something left to do."""
    for unit in course.units:
        share = progress.of(unit)
        if share.total and not share.complete and (staff or not (course.hidden(unit) or course.opens(unit))):
            return unit
    return None
