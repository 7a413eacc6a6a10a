"""Who one is: chosen from invented people, kept in the browser's session."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from ..people import LEARNERS, PEOPLE, SESSION_KEY, by_username


@ensure_csrf_cookie
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    staff = [person for person in PEOPLE if person.staff]
    context = {"learners": LEARNERS, "staff": staff, "next": _next(request)}
    return render(request, "player/people.html", context)


@require_POST
def become(request: HttpRequest) -> HttpResponse:
    person = by_username(request.POST.get("person", ""))
    if person is None:
        raise Http404
    request.session[SESSION_KEY] = person.id
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return target if safe else "/"
