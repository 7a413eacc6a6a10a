"""Addresses of the survey outside a course. The secrets in them are the only key there is."""

from __future__ import annotations

from django.urls import path

from . import pages

urlpatterns = [
    path("survey/-/<str:name>", pages.file, name="needs-survey-file"),
    path("survey/<str:token>/", pages.page, name="needs-survey"),
    path("survey/<str:token>/<str:secret>/", pages.page, name="needs-survey-own"),
    path("survey/<str:token>/<str:secret>/<str:action>", pages.act, name="needs-survey-act"),
]
