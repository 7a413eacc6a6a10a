"""Addresses of business meetings outside a course. The secrets in them are the only key there is."""

from __future__ import annotations

from django.urls import path

from . import pages

urlpatterns = [
    path("meetings/feed/<str:token>.ics", pages.feed, name="meetings-feed"),
    path("meetings/-/<str:name>", pages.file, name="meetings-file"),
    path("meetings/<str:token>/", pages.organisation, name="meetings-organisation"),
    path("meetings/<str:token>/meetings.ics", pages.calendar, name="meetings-calendar"),
]
