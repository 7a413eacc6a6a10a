"""Pages of digigov that stand outside a course; each slice that has some includes its own here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from digigov.business_meetings.urls import urlpatterns as business_meetings
from digigov.needs_survey.urls import urlpatterns as needs_survey

app_name = "digigov"
urlpatterns: list[URLPattern | URLResolver] = [*business_meetings, *needs_survey]
