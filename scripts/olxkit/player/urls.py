"""Addresses of the player."""

from importlib.util import find_spec

from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path

from .views import errors, files, handlers, home, people, progress, studio, unit

KEY = r"(?P<usage>[^/]+)"
CALL = r"(?P<name>[^/]+)(?:/(?P<suffix>.*))?$"

urlpatterns = [
    path("", home.home, name="home"),
    path("unit/<str:name>/", unit.unit, name="unit"),
    path("jump_to_id/<str:name>", unit.jump, name="jump"),
    path("progress/", progress.progress, name="progress"),
    path("people/", people.people, name="people"),
    path("become/", people.become, name="become"),
    re_path(rf"^handler/{KEY}/{CALL}", handlers.handler, name="handler"),
    re_path(rf"^viewed/{KEY}$", handlers.viewed, name="viewed"),
    re_path(rf"^studio/{KEY}/$", studio.editor, name="studio"),
    re_path(rf"^studio-handler/{KEY}/{CALL}", studio.handler, name="studio-handler"),
    re_path(rf"^studio-discard/{KEY}$", studio.discard, name="studio-discard"),
    path("asset/<path:name>", files.asset, name="asset"),
    path("resource/<str:tag>/<path:path>", files.resource, name="resource"),
    # Pages of the blocks' package that stand outside a course, at the address that the LMS gives them.
    *([path("digigov/", include("digigov.urls"))] if find_spec("digigov") else []),
    path("-/<path:path>", serve, {"insecure": True}),  # the player's own files; DEBUG is off, and so would these be
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
