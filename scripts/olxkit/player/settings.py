"""Django settings of the player. The state file and the host come from the environment, set by `serve`."""

import os
from importlib.util import find_spec
from pathlib import Path

from django import VERSION as DJANGO

from olxkit.player.secret import secret_key

HERE = Path(__file__).parent
# The problem block's templates and files by path: as an app it would import at each start what takes seconds.
_contrib = find_spec("xblocks_contrib")
CAPA = Path((_contrib and _contrib.origin) or "missing").parent / "problem" / "capa"
STATE = Path(os.environ.get("OLXKIT_PLAYER_STATE", "player.sqlite3"))
SECRET_KEY = secret_key(STATE)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("OLXKIT_PLAYER_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "olxkit.player",
    "workbench",
    *(["digigov"] if find_spec("digigov") else []),
    *os.environ.get("OLXKIT_PLAYER_APPS", "").split(),
]
MIDDLEWARE = [
    "olxkit.player.middleware.safe_headers",
    "olxkit.player.middleware.keep_body",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "olxkit.player.middleware.who",
    "olxkit.player.middleware.plain_errors",
]
ROOT_URLCONF = "olxkit.player.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", CAPA / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "olxkit.player.context.player",
            ]
        },
    }
]
# A transaction that reads before it writes must not find that a thread in the background wrote in between.
MODE = {"transaction_mode": "IMMEDIATE"} if DJANGO >= (5, 1) else {}
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(STATE), "OPTIONS": {"timeout": 20, **MODE}},
}
# Nothing leaves this machine: each message becomes a file beside the state.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(STATE.with_suffix(".mail"))
DEFAULT_FROM_EMAIL = "course@example.invalid"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# The session says only who one is, so it needs no table; the cookie is signed.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "olxkit_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "olxkit.player.views.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024**2
X_FRAME_OPTIONS = "SAMEORIGIN"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
# Not /static/: that is the course's own, and blocks must have it rewritten as on the platform.
STATIC_URL = "/-/"
# `images` stands where the platform has it, since the real problem block names a file there.
STATICFILES_DIRS = [
    ("player", str(HERE / "public")),
    ("images", str(HERE / "public" / "images")),
    str(CAPA / "static"),
]

# What the real blocks read from the platform's settings.
FEATURES: dict[str, bool] = {}
PIPELINE = {"PIPELINE_ENABLED": False}  # files come from public/ of the class's own folder
REQUIRE_DEBUG = True
PLATFORM_NAME = "olxkit player"
LMS_ROOT_URL = ""
COMPLETION_BY_VIEWING_DELAY_MS = 5000
COMPLETION_VIDEO_COMPLETE_PERCENTAGE = 0.95
AI_TRANSLATIONS_API_URL = ""
YOUTUBE = {"API": "", "METADATA_URL": "", "TEST_TIMEOUT": 1500, "IMAGE_API": ""}
YOUTUBE_API_KEY = ""
ALL_LANGUAGES = [["en", "English"], ["es", "Spanish"], ["ko", "Korean"], ["km", "Khmer"], ["lo", "Lao"]]
LANGUAGE_DICT = dict(ALL_LANGUAGES)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"brief": {"()": "olxkit.player.brief.Brief"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "brief"}},
    "root": {"handlers": ["console"], "level": os.environ.get("OLXKIT_PLAYER_LOG", "ERROR")},
    "loggers": {"django": {"level": "ERROR"}},
}
