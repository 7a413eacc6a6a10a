"""digigov as a Django app: a plugin of the LMS and of Studio, and an ordinary app of the player."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig

_URLS = {"namespace": "digigov", "regex": "^digigov/", "relative_path": "urls"}


class DigigovConfig(AppConfig):
    """The tables of all slices. Open edX finds `plugin_app` by the entry points lms.djangoapp and cms.djangoapp."""

    name = "digigov"
    verbose_name = "Digital government course"
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app: ClassVar[dict[str, Any]] = {"url_config": {"lms.djangoapp": _URLS, "cms.djangoapp": _URLS}}
