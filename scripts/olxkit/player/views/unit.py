"""A unit: its components, run for the person of the session, each failing alone if it fails."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from web_fragments.fragment import Fragment
from xblock.exceptions import NoSuchServiceError

from .. import state
from ..blocks import block_class, card, has_editor
from ..completion import Progress
from ..course import Course
from ..people import Person
from ..runtime import PlayerRuntime
from ..site import site
from ..styles import tidy
from ..tree import Node

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Component:
    """One block as it stands on the page."""

    key: str
    name: str
    tag: str
    html: str
    done: bool
    editable: bool
    edited: bool


@ensure_csrf_cookie
@require_safe
def unit(request: HttpRequest, name: str) -> HttpResponse:
    course = site().refresh()
    person: Person = request.person  # type: ignore[attr-defined]
    node = course.by_name.get(name)
    if node is None or node.tag != "vertical":
        raise Http404
    check_open(course, node, person)
    progress = Progress(course, person.id)
    context = navigation(course, node, progress, person)
    opens = course.opens(node)
    if opens and not person.staff:
        return render(request, "player/closed.html", context | {"opens": opens})
    resources, components = show(course, node, person, progress)
    due = course.date(node, "due")
    context |= {
        "components": components,
        "has_video": any(part.tag == "video" for part in components),
        "error": node.error,
        "head": mark_safe(resources.head_html()),
        "foot": mark_safe(resources.foot_html()),
        "due": due,
        "late": course.passed(due),
        "warn": course.passed(due) and not course.enforce_dates and bool(course.to_score(node)),
    }
    return render(request, "player/unit.html", context)


def check_open(course: Course, node: Node, person: Person) -> None:
    if course.hidden(node) and not person.staff:
        raise PermissionDenied("This unit is visible to the course team only.")


def navigation(course: Course, node: Node, progress: Progress, person: Person) -> dict[str, Any]:
    """Breadcrumbs, neighbours and the units of the same subsection."""
    units = [unit for unit in course.units if person.staff or not course.hidden(unit)]
    place = units.index(node)
    subsection, section = node.ancestor("sequential"), node.ancestor("chapter")
    siblings = [unit for unit in units if unit.ancestor("sequential") is subsection]
    return {
        "course": course,
        "node": node,
        "title": course.title(node),
        "section": section and course.title(section),
        "subsection": subsection and course.title(subsection),
        "subsection_node": subsection,
        "siblings": [(unit, course.title(unit), progress.of(unit).mark) for unit in siblings],
        "place": siblings.index(node) + 1,
        "previous": (units[place - 1], course.title(units[place - 1])) if place else None,
        "next": (units[place + 1], course.title(units[place + 1])) if place + 1 < len(units) else None,
        "mark": progress.of(node).mark,
    }


def show(course: Course, node: Node, person: Person, progress: Progress) -> tuple[Fragment, list[Component]]:
    """Render the components; the fragment carries their scripts and styles."""
    runtime = PlayerRuntime(course, person, like=site().like)
    children = [child for child in node.children if person.staff or not course.hidden(child)]
    runtime.store.prefetch(child.key for child in children)
    edits = state.authored()
    resources = Fragment()
    components = []
    for child in children:
        fragment = show_block(runtime, child)
        resources.add_fragment_resources(fragment)
        components.append(
            Component(
                str(child.key),
                child.name,
                child.tag,
                mark_safe(fragment.content),
                progress.of(child).complete,
                person.staff and has_editor(block_class(child.tag)),
                person.staff and str(child.key) in edits,
            )
        )
    return resources, components


def show_block(runtime: PlayerRuntime, node: Node) -> Fragment:
    """The block's view, or a card that names the block and what went wrong with it."""
    try:
        with translation.override(runtime.person.interface), state.exclusive():
            block = runtime.get_block(node.key)
            getattr(block, "lcp", None)  # a problem swallows its own errors when shown; here it says what is wrong
            view = "author_view" if runtime.like == "studio" and hasattr(block, "author_view") else "student_view"
            return tidy(block.render(view, {}), node.tag)
    except NoSuchServiceError as error:
        return card("failed", tag=node.tag, name=node.name, text=f"It needs what the player does not have: {error}")
    except Exception as error:  # a block may raise anything, and the rest of the unit must still show
        log.exception("while showing %s", node.key)
        return card("failed", tag=node.tag, name=node.name, text=f"{type(error).__name__}: {error}")


@require_safe
def jump(request: HttpRequest, name: str) -> HttpResponse:
    """/jump_to_id/NAME as authors link: the unit that holds it, at the component."""
    course = site().course
    node = course.by_name.get(name)
    if node is None:
        raise Http404
    holder = node.ancestor("vertical") or next((child for child in node.walk() if child.tag == "vertical"), None)
    if holder is None:
        raise Http404
    anchor = f"#block-{node.name}" if node is not holder and node.ancestor("vertical") else ""
    return redirect(f"/unit/{holder.name}/{anchor}")
