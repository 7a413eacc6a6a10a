"""Meetings in Django's admin site: to look at, not to write, since every write goes through api/ and its claims."""

from __future__ import annotations

from django.contrib import admin

from digigov.common.admin import ReadOnly

from . import models


@admin.register(models.MeetingEvent)
class Events(ReadOnly):
    list_display = ("id", "course", "key", "title", "zone", "created_at")
    search_fields = ("course", "key", "title")


@admin.register(models.MeetingOrganisation)
class Organisations(ReadOnly):
    list_display = ("id", "event", "name", "kind", "country", "zone", "invented")
    search_fields = ("name",)
    exclude = ("link", "feed")


@admin.register(models.MeetingParticipant)
class Participants(ReadOnly):
    list_display = ("id", "event", "name", "country", "zone", "invented", "left")
    search_fields = ("name",)
    exclude = ("feed",)


@admin.register(models.Meeting)
class Meetings(ReadOnly):
    list_display = ("id", "event", "participant", "organisation", "slot", "state", "locked", "sequence")
    list_filter = ("state",)
    list_select_related = ("event", "participant", "organisation", "slot")


@admin.register(models.MeetingMail)
class Mail(ReadOnly):
    list_display = ("id", "event", "to", "subject", "state", "attempts", "sent_at", "error")
    list_filter = ("state",)
    exclude = ("body", "calendar")  # they hold links that let people in


@admin.register(models.SolverRun)
class Runs(ReadOnly):
    list_display = ("id", "event", "state", "stage", "total", "bound", "seconds", "started_at", "finished_at")
    list_filter = ("state",)
