"""Surveys in Django's admin site: to look at, and to delete what somebody asks to have deleted; never to write."""

from __future__ import annotations

from django.contrib import admin

from digigov.common.admin import LookAndDelete

from . import models


@admin.register(models.Survey)
class Surveys(LookAndDelete):
    list_display = ("id", "course", "block", "instrument", "edition", "created_at")
    search_fields = ("course", "block", "instrument")


@admin.register(models.SurveyLink)
class SurveyLinks(LookAndDelete):
    list_display = ("id", "survey", "label", "country", "used", "most", "created_at", "revoked_at")
    exclude = ("digest",)


@admin.register(models.SurveyResponse)
class SurveyResponses(LookAndDelete):
    list_display = ("id", "survey", "source", "person", "language", "created_at", "changed_at", "sent_at")
    list_filter = ("source",)
    search_fields = ("person", "reference")
    exclude = ("secret",)


@admin.register(models.SurveyPapers)
class SurveyPaperFiles(LookAndDelete):
    list_display = ("id", "survey", "name", "at", "taken")
