"""Django's admin site, which the player does not have: looked at and deleted from, never written, no secret in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, django
django.setup()
from django.contrib import admin
from django.test import RequestFactory
import digigov.admin
from digigov.needs_survey import models
from django.contrib.auth.models import User
request = RequestFactory().get("/")
request.user = User(is_superuser=True, is_active=True)
print(json.dumps({
    name: [
        page.has_add_permission(request), page.has_change_permission(request), page.get_fields(request),
        list(page.list_display),
    ]
    for name in models.__all__ for page in [admin.site._registry[getattr(models, name)]]
}))
"""


def test_surveys_in_the_admin_site(tmp_path: Path) -> None:
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "olxkit.player.settings",
        "OLXKIT_PLAYER_STATE": str(tmp_path / "player.sqlite3"),
        "OLXKIT_PLAYER_APPS": "django.contrib.admin django.contrib.messages django.contrib.sessions",
    }
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert set(told) == {"Survey", "SurveyLink", "SurveyResponse", "SurveyPapers"}
    for add, change, fields, columns in told.values():
        assert not add and not change and len(columns) > 3
        assert not {"digest", "secret"} & {*fields, *columns}
