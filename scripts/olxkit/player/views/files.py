"""Files: the course's own, and those that blocks bring in their packages."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from ..blocks import Missing, block_class
from ..course_files import added
from ..site import site
from ..styles import local

# An SVG or HTML file of the archive opened by itself must not run script with the player's rights.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'"


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    path = added(name) or site().course.asset(name)
    if path is None:
        raise Http404
    changed = int(path.stat().st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and since >= changed:
        return HttpResponseNotModified()
    response = FileResponse(path.open("rb"), content_type=_type(name))
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = SANDBOX
    return response


@require_safe
def resource(request: HttpRequest, tag: str, path: str) -> HttpResponse:
    cls = block_class(tag)
    if cls is Missing:
        raise Http404
    try:
        content = cls.open_local_resource(path).read()
    except Exception as error:  # each installation of a block raises its own
        raise Http404 from error
    if path.endswith(".css"):
        content = local(content.decode("utf-8", "replace"))
    return HttpResponse(content, content_type=_type(path), headers={"Cache-Control": "max-age=60"})


def _type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {"application/javascript": "text/javascript"}.get(kind, kind)
