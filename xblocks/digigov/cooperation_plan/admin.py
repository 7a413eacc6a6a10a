"""Plans in Django's admin site: to look at, not to write, since every write goes through api/ and its history."""

from __future__ import annotations

from django.contrib import admin

from digigov.common.admin import ReadOnly

from . import models


@admin.register(models.Plan)
class Plans(ReadOnly):
    list_display = ("id", "course", "exercise", "team", "name", "created_at")
    search_fields = ("course", "team", "name")


@admin.register(models.Submission)
class Submissions(ReadOnly):
    list_display = ("id", "plan", "number", "state", "at", "decided_at")
    list_filter = ("state",)


@admin.register(models.GradeOverride)
class GradeOverrides(ReadOnly):
    list_display = ("id", "grade", "before", "after", "by", "at", "reason")


@admin.register(models.FollowUp)
class FollowUps(ReadOnly):
    list_display = ("id", "course", "kind", "title", "country", "status", "due")
    list_filter = ("kind", "status")
